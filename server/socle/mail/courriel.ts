/** One mail to one person. Both parts say the same (see `gabarit.ts`). */
export interface Courriel {
  /**
   * Stable name of this mail, 1 to 128 of `A-Z a-z 0-9 . _ -`: it becomes `Message-ID: <id@domaine>`, so that
   * a second sending of the same mail is recognised as such.
   */
  id: string;
  /** A bare address: `prenom@exemple.fr`. */
  a: string;
  /** Name shown as the sender's, the address staying the server's own. */
  expediteur?: string;
  /** A bare address that answers go to. */
  repondreA?: string;
  /** A bare address that the post tells its failures to, in the envelope only; default: the server's own. */
  retour?: string;
  /**
   * Same form as `id`, the same for all mails about one matter: they name it in `References`, so that mail programs
   * show them as one conversation.
   */
  fil?: string;
  /** One line. */
  objet: string;
  texte: string;
  html: string;
  piecesJointes?: readonly PieceJointe[];
}

/** A file that goes with a mail. */
export interface PieceJointe {
  nom: string;
  /** Media type. */
  type: string;
  contenu: Uint8Array;
}

/** Sends mails. */
export interface Facteur {
  /**
   * Resolves when the next server has taken charge of it. The same `id` may be sent again after any error.
   * @throws ErreurEnvoi
   */
  envoyer(courriel: Courriel): Promise<void>;
  fermer(): Promise<void>;
}

/** `message` is French, fit to be shown to the staff, and holds no personal data. */
export class ErreurEnvoi extends Error {
  override readonly name = 'ErreurEnvoi';
  /** True: sending the same mail again would fail again. */
  readonly definitif: boolean;
  /** What the server answered, if it did. */
  readonly codeSmtp: number | undefined;

  constructor(
    message: string,
    { definitif, codeSmtp, cause }: { definitif: boolean; codeSmtp?: number | undefined; cause?: unknown },
  ) {
    super(message, { cause });
    this.definitif = definitif;
    this.codeSmtp = codeSmtp;
  }
}

const ID = /^[A-Za-z0-9._-]{1,128}$/;
/** One address, without the quoted forms that nobody types and parsers disagree on. */
const ADRESSE = /^[^\s@<>()[\]\\,;:"\p{Cc}]{1,64}@[^\s@<>()[\]\\,;:"\p{Cc}]{1,255}$/u;
const CONTROLES = /[\p{Cc}\p{Zl}\p{Zp}]/u;

export const estAdresse = (texte: string): boolean => ADRESSE.test(texte);

/**
 * Refuses what could add a header or a recipient.
 * @throws ErreurEnvoi definitive
 */
export function verifierCourriel({
  id,
  a,
  expediteur = '',
  repondreA,
  retour,
  fil = id,
  objet,
  piecesJointes = [],
}: Courriel): void {
  const refuser = (quoi: string): never => {
    throw new ErreurEnvoi(`Ce courriel ne peut pas partir\u00a0: ${quoi}.`, { definitif: true });
  };
  if (!ID.test(id) || !ID.test(fil)) refuser('son identifiant est incorrect');
  if (!estAdresse(a)) refuser('l’adresse du destinataire est incorrecte');
  if (repondreA !== undefined && !estAdresse(repondreA)) refuser('l’adresse de réponse est incorrecte');
  if (retour !== undefined && !estAdresse(retour)) refuser('l’adresse de retour est incorrecte');
  if (CONTROLES.test(objet)) refuser('son objet contient un retour à la ligne');
  if (CONTROLES.test(expediteur)) refuser('le nom de l’expéditeur contient un retour à la ligne');
  for (const { nom, type } of piecesJointes) {
    if (CONTROLES.test(nom) || !/^[a-z]+\/[a-z0-9.+-]+$/.test(type))
      refuser('une pièce jointe a un nom incorrect');
  }
}
