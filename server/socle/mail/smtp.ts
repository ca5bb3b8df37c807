import type { Transporter } from 'nodemailer';
import { horlogeSysteme } from '../horloge/horloge.ts';
import { ErreurEnvoi, estAdresse, verifierCourriel, type Facteur } from './courriel.ts';

export interface OptionsSmtp {
  /**
   * `smtp://user:password@host:587`, `smtps://…:465`; nodemailer's options may follow (`?requireTLS=true`).
   * With credentials and a host that is not this machine, TLS is required unless `requireTLS=false` is written.
   */
  url: string;
  /** Bare address that mails come from. */
  de: string;
  /** Right side of every Message-ID. */
  domaine: string;
  /** For the Date header. */
  maintenant?: () => Date;
}

const CONNEXION_MS = 10_000;
const SILENCE_MS = 30_000;

/** @throws Error when the options cannot work, at start rather than at the first mail */
export function creerFacteurSmtp({
  url,
  de,
  domaine,
  maintenant = () => new Date(horlogeSysteme.maintenant()),
}: OptionsSmtp): Facteur {
  if (!estAdresse(de)) throw new Error('The sender of mails must be a bare address');
  if (!/^[a-z0-9.-]+$/i.test(domaine)) throw new Error('The domain of mails must be a host name');
  const exigence = exigeTls(url);
  // An installation that is not whole is told at start; the library itself is loaded with the first mail.
  import.meta.resolve('nodemailer');
  let transport: Promise<Transporter> | undefined;
  const ouvrir = async (): Promise<Transporter> =>
    (await import('nodemailer')).createTransport({
      url,
      pool: true,
      maxConnections: 2,
      connectionTimeout: CONNEXION_MS,
      greetingTimeout: CONNEXION_MS,
      socketTimeout: SILENCE_MS,
      requireTLS: exigence,
      // A mail never carries a file or a page that its text would name.
      disableFileAccess: true,
      disableUrlAccess: true,
    });

  return {
    async envoyer(courriel) {
      verifierCourriel(courriel);
      const { id, a, expediteur, repondreA, retour, fil, objet, texte, html, piecesJointes = [] } = courriel;
      transport ??= ouvrir();
      const ouvert = await transport;
      try {
        await ouvert.sendMail({
          messageId: `<${id}@${domaine}>`,
          date: maintenant(),
          from: expediteur ? { name: expediteur, address: de } : de,
          to: a,
          ...(repondreA && { replyTo: repondreA }),
          // The matter has no mail of its own: programs gather those that name the same one (RFC 5322, 3.6.4).
          ...(fil && { references: `<${fil}@${domaine}>` }),
          subject: objet,
          text: texte,
          html,
          ...(retour && { envelope: { from: retour, to: a } }),
          attachments: piecesJointes.map(({ nom, type, contenu }) => ({
            filename: nom,
            contentType: type,
            content: Buffer.from(contenu.buffer, contenu.byteOffset, contenu.byteLength),
          })),
          // RFC 3834, and its Exchange twin: no holiday answers to an automatic mail.
          headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
        });
      } catch (erreur) {
        throw classer(erreur);
      }
    },
    async fermer() {
      (await transport)?.close();
    },
  };
}

function exigeTls(url: string): boolean {
  const { username, hostname } = new URL(url);
  return username !== '' && !/^(localhost|127\..*|\[::1\])$/.test(hostname);
}

/** Answers to these are about this mail. A 5xx anywhere else is about the account or the server. */
const DU_COURRIEL = /^(MAIL FROM|RCPT TO|DATA)/;

interface ErreurNodemailer {
  code?: string;
  command?: string;
  responseCode?: number;
}

function classer(cause: unknown): ErreurEnvoi {
  const { code = '', command = '', responseCode } = cause as ErreurNodemailer;
  const reponse = responseCode ? ` (réponse ${responseCode})` : '';
  const faire = (message: string, definitif: boolean) =>
    new ErreurEnvoi(`${message}${reponse}.`, { definitif, codeSmtp: responseCode, cause });

  if (responseCode && DU_COURRIEL.test(command)) {
    const definitif = responseCode >= 500;
    if (!definitif) return faire('Le serveur de courrier reporte cet envoi', false);
    if (command.startsWith('RCPT')) return faire('L’adresse du destinataire est refusée', true);
    return faire('Le serveur de courrier refuse ce message', true);
  }
  // Found by nodemailer before the server had a say: an address or a message that cannot be sent.
  if (code === 'EENVELOPE' || code === 'EMESSAGE') return faire('Ce message ne peut pas être envoyé', true);
  if (code === 'EAUTH') return faire('Le serveur de courrier refuse le compte d’envoi', false);
  if (code === 'ETLS') return faire('La liaison avec le serveur de courrier n’est pas sûre', false);
  return faire('Le serveur de courrier ne répond pas', false);
}
