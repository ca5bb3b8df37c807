import { createHash } from 'node:crypto';
import type { AddressObject, ParsedMail } from 'mailparser';
import { jetonDans, type BoiteReponses } from '../demandes/courriels/jeton.ts';
import { texteDeLaReponse } from './texte.ts';

export interface FichierRecu {
  nom: string;
  contenu: Uint8Array;
}

/** A mail that came to the mailbox of answers. */
export interface CourrielRecu {
  /** SHA-256 of its Message-ID, or of all of it: the same twice is one. */
  cle: string;
  /** Of the address it was sent to; `undefined`: to none of ours. */
  jeton: string | undefined;
  /** A program wrote it: an automatic answer, a list, a notice of the post. Never a message. */
  automatique: boolean;
  /** The post could not deliver one of our mails: its job, when the notice says which. */
  echec: { courriel: string | undefined } | undefined;
  de: string | undefined;
  corps: string;
  fichiers: FichierRecu[];
}

/** A picture shown in the text and smaller than this is the logo of a signature. */
const LOGO_MAX = 15 * 1024;

/** What stands for a picture (a logo, a spy) where HTML became text: a line with nothing but its address. */
const IMAGES = /^[ \t]*\[(?:https?|cid|data):[^\]\n]*\][ \t]*$/gim;

/** @throws Error when it is no mail at all */
export async function lireCourriel(brut: Buffer, boite: BoiteReponses): Promise<CourrielRecu> {
  // Loaded with the first mail: many servers have no mailbox of answers.
  const { simpleParser } = await import('mailparser');
  const lu = await simpleParser(brut, { skipImageLinks: true, maxHtmlLengthToParse: 2 * 1024 * 1024 });
  const tete = (nom: string): string => entete(lu, nom);
  const rapport = /report-type="?delivery-status/i.test(tete('content-type')) || estRapport(brut);
  const echec = rapport ? lireEchec(brut) : lireEchecSansRapport(brut, lu, tete);
  return {
    cle: createHash('sha256')
      .update(lu.messageId ?? brut)
      .digest('hex'),
    jeton: destinataires(lu)
      .map((adresse) => jetonDans(adresse, boite))
      .find((jeton) => jeton !== undefined),
    automatique: rapport || echec !== undefined || estAutomatique(tete),
    echec,
    de: lu.from?.value[0]?.address?.toLowerCase(),
    corps: texteDeLaReponse(lu.html ? (lu.text ?? '').replaceAll(IMAGES, '') : (lu.text ?? '')),
    fichiers: lu.attachments
      .filter(({ related, size }) => !related || size > LOGO_MAX)
      .map(({ filename, content }, i) => ({ nom: filename ?? `fichier-${i + 1}`, contenu: content })),
  };
}

function entete(lu: ParsedMail, nom: string): string {
  return lu.headerLines
    .filter(({ key }) => key === nom)
    .map(({ line }) => line.slice(line.indexOf(':') + 1).trim())
    .join(' ');
}

/** RFC 3834, and what older programs say of themselves. A notice of the post has an empty return path. */
function estAutomatique(tete: (nom: string) => string): boolean {
  const soumis = tete('auto-submitted').toLowerCase();
  return (
    (soumis !== '' && !soumis.startsWith('no')) ||
    tete('return-path') === '<>' ||
    /^(bulk|junk|list|auto_reply)/i.test(tete('precedence')) ||
    ['x-autoreply', 'x-autorespond', 'list-id', 'x-loop'].some((nom) => tete(nom) !== '')
  );
}

function destinataires(lu: ParsedMail): string[] {
  const de = (champ: AddressObject | AddressObject[] | undefined): string[] =>
    [champ ?? []].flat().flatMap(({ value }) => value.map(({ address }) => address ?? ''));
  const livraison = ['delivered-to', 'x-original-to', 'envelope-to']
    .flatMap((nom) => entete(lu, nom).split(/[\s,]+/))
    .map((adresse) => adresse.replace(/^<|>$/g, ''));
  return [...livraison, ...de(lu.to), ...de(lu.cc)];
}

const TETE_MAX = 64 * 1024;

function estRapport(brut: Buffer): boolean {
  const texte = brut.subarray(0, TETE_MAX).toString('latin1');
  const fin = texte.search(/\r?\n\r?\n/);
  return /report-type\s*=\s*"?delivery-status/i.test(texte.slice(0, fin < 0 ? undefined : fin));
}

/** RFC 3464: only `Action: failed` is a failure. The mail that failed comes back with its own Message-ID. */
function lireEchec(brut: Buffer): { courriel: string | undefined } | undefined {
  const texte = brut.toString('latin1');
  return /^Action:\s*failed/im.test(texte) ? dernierEnvoi(texte) : undefined;
}

/**
 * Servers that tell a failure in words: Exim's header, or a daemon that quotes a definitive answer (RFC 3463, class 5;
 * RFC 5321, 55x). Nobody answers from such an address.
 */
function lireEchecSansRapport(
  brut: Buffer,
  lu: ParsedMail,
  tete: (nom: string) => string,
): { courriel: string | undefined } | undefined {
  const demon = /^(mailer-daemon|postmaster|mail-daemon)@/i.test(lu.from?.value[0]?.address ?? '');
  const dit = /(^|[\s(#])5\.\d{1,3}\.\d{1,3}\b|(^|\s)55[0-4][ -]/m.test(lu.text ?? '');
  const failed = tete('x-failed-recipients') !== '';
  return failed || (demon && dit) ? dernierEnvoi(brut.toString('latin1')) : undefined;
}

function dernierEnvoi(texte: string): { courriel: string | undefined } {
  const ids = [...texte.matchAll(/^Message-ID:\s*<([A-Za-z0-9._-]{1,128})@/gim)].map(([, id]) => id);
  return { courriel: ids.at(-1) };
}
