import { randomBytes } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { horlogeSysteme } from '../horloge/horloge.ts';
import { verifierCourriel, type Courriel, type Facteur, type PieceJointe } from './courriel.ts';

export interface CourrielGarde extends Omit<Courriel, 'piecesJointes' | 'retour'> {
  /** ISO 8601, when it was first sent. */
  le: string;
  /** Their contents are read one by one, by `lirePiece`. */
  piecesJointes?: readonly PieceGardee[];
}

export interface PieceGardee {
  nom: string;
  type: string;
  /** Bytes. */
  taille: number;
}

/** As it stands in its file. */
interface SurDisque extends Omit<CourrielGarde, 'piecesJointes'> {
  piecesJointes?: { nom: string; type: string; base64: string }[];
}

/** A mailbox in a folder, for a demonstration or development: nothing leaves the machine. */
export interface BoiteLocale extends Facteur {
  /** Newest first. */
  lister(): Promise<CourrielGarde[]>;
  lire(id: string): Promise<CourrielGarde | undefined>;
  /** `rang` from 0, in the order of `piecesJointes`. */
  lirePiece(id: string, rang: number): Promise<PieceJointe | undefined>;
}

/**
 * One JSON file per mail, named by its id: the same mail sent twice is one mail, the first.
 * @param options.maintenant date of what is sent
 */
export async function creerBoiteLocale(
  dossier: string,
  { maintenant = () => new Date(horlogeSysteme.maintenant()) }: { maintenant?: () => Date } = {},
): Promise<BoiteLocale> {
  await mkdir(dossier, { recursive: true, mode: 0o700 });
  const cheminDe = (id: string) => join(dossier, `${id}.json`);
  const existe = (chemin: string) =>
    stat(chemin).then(
      () => true,
      () => false,
    );

  async function ouvrir(id: string): Promise<SurDisque | undefined> {
    if (!/^[A-Za-z0-9._-]{1,128}$/.test(id)) return undefined;
    try {
      return JSON.parse(await readFile(cheminDe(id), 'utf8')) as SurDisque;
    } catch (erreur) {
      if ((erreur as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
      throw erreur;
    }
  }

  async function lire(id: string): Promise<CourrielGarde | undefined> {
    const garde = await ouvrir(id);
    if (!garde?.piecesJointes) return garde as CourrielGarde | undefined;
    const piecesJointes = garde.piecesJointes.map(({ nom, type, base64 }) => ({
      nom,
      type,
      taille: Buffer.byteLength(base64, 'base64'),
    }));
    return { ...garde, piecesJointes };
  }

  return {
    lire,

    async lirePiece(id, rang) {
      const piece = (await ouvrir(id))?.piecesJointes?.[rang];
      if (!piece) return undefined;
      return { nom: piece.nom, type: piece.type, contenu: Buffer.from(piece.base64, 'base64') };
    },

    async envoyer(courriel) {
      verifierCourriel(courriel);
      const chemin = cheminDe(courriel.id);
      if (await existe(chemin)) return;
      const { id, a, expediteur, repondreA, objet, texte, html, piecesJointes } = courriel;
      const garde: SurDisque = {
        id,
        le: maintenant().toISOString(),
        a,
        objet,
        texte,
        html,
        ...(expediteur && { expediteur }),
        ...(repondreA && { repondreA }),
        ...(piecesJointes?.length && {
          piecesJointes: piecesJointes.map(({ nom, type, contenu }) => ({
            nom,
            type,
            base64: Buffer.from(contenu).toString('base64'),
          })),
        }),
      };
      const temporaire = join(dossier, `${randomBytes(8).toString('hex')}.tmp`);
      try {
        await writeFile(temporaire, JSON.stringify(garde, undefined, 2), { mode: 0o600, flush: true });
        await rename(temporaire, chemin);
      } finally {
        await rm(temporaire, { force: true });
      }
    },

    async lister() {
      const noms = (await readdir(dossier)).filter((nom) => nom.endsWith('.json'));
      const courriels: CourrielGarde[] = [];
      for (const nom of noms) {
        const courriel = await lire(nom.slice(0, -'.json'.length));
        if (courriel) courriels.push(courriel);
      }
      return courriels.sort((x, y) => y.le.localeCompare(x.le) || y.id.localeCompare(x.id));
    },

    async fermer() {},
  };
}
