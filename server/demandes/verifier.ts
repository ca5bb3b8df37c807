import { createHash } from 'node:crypto';
import { formulaireComplet } from '#contract/formulaire-complet.ts';
import type { Commune } from '../communes/commune.ts';
import { BlobIntrouvable } from '../socle/blobs/blobs.ts';
import { pieceParId, piecesDe } from '../televersements/store.ts';
import { rangsAnnules } from './annulation/annulable.ts';
import { reponsesAnterieuresDe } from './complements/store.ts';
import { empreinteDossier } from './deposer.ts';
import { hacherEvenement, ORIGINE } from './evenements.ts';
import { fichiersDe } from './reponses.ts';
import { demandeParId, evenementsDe, tetesApres } from './store.ts';
import type { TableDemande, TableEvenement } from './tables.ts';

export interface Anomalie {
  numero: string;
  cause: string;
}

type Archives = Pick<Commune, 'moteur' | 'catalogue' | 'blobs'>;

const LOT = 200;

/**
 * Walks every chain of events and compares each demande, its answers and its files with what its events say.
 * @yields one anomaly for each demande that was altered
 * @returns the number of demandes read
 */
export async function* verifierChaines(archives: Archives): AsyncGenerator<Anomalie, number> {
  const { moteur } = archives;
  let lues = 0;
  for (let id = ''; ;) {
    const lot = await moteur.lire(tetesApres, { id, limite: LOT });
    for (const tete of lot) {
      const demande = await moteur.lireUn(demandeParId, { id: tete.id });
      const cause = demande && (await trouverAnomalie(archives, demande));
      if (cause) yield { numero: tete.numero, cause };
      lues += 1;
    }
    const derniere = lot.at(-1);
    if (!derniere) return lues;
    id = derniere.id;
  }
}

async function trouverAnomalie(archives: Archives, demande: TableDemande): Promise<string | undefined> {
  const evenements = await archives.moteur.lire(evenementsDe, { demande_id: demande.id, apres: 0 });
  let precedent = ORIGINE;
  for (const [i, evenement] of evenements.entries()) {
    if (evenement.rang !== i + 1) return `event ${i + 1} is missing`;
    if (hacherEvenement(precedent, evenement) !== evenement.hash) {
      return `event ${evenement.rang} was altered`;
    }
    precedent = evenement.hash;
  }
  if (evenements.length !== demande.rang || precedent !== demande.tete) return 'the last events are missing';
  const annules = rangsAnnules(evenements);
  const tenus = evenements.filter(({ rang }) => !annules.has(rang));
  const statut = dernier(tenus, 'statut')?.['apres'] ?? 'recue';
  if (statut !== demande.statut) return `its status is ${demande.statut}, its events say ${String(statut)}`;
  if (!(await empreintesTiennent(archives, demande, evenements))) return 'its answers or files were altered';
  return trouverFichierAltere(archives, demande);
}

function dernier(evenements: readonly TableEvenement[], type: string): Record<string, unknown> | undefined {
  const evenement = evenements.findLast((candidat) => candidat.type === type);
  return evenement && (JSON.parse(evenement.donnees) as Record<string, unknown>);
}

/** Each set of answers that the file ever held, against the event that brought it. */
async function empreintesTiennent(
  archives: Archives,
  demande: TableDemande,
  evenements: readonly TableEvenement[],
): Promise<boolean> {
  const attendues = evenements.flatMap(({ type, donnees }) =>
    type === 'depot' || type === 'complement-recu'
      ? [(JSON.parse(donnees) as { empreinte?: string }).empreinte]
      : [],
  );
  const remplacees =
    attendues.length > 1 ? await archives.moteur.lire(reponsesAnterieuresDe, { demande_id: demande.id }) : [];
  const textes = [...remplacees.map(({ reponses }) => reponses), demande.reponses];
  if (textes.length !== attendues.length) return false;
  for (const [i, reponses] of textes.entries()) {
    if (attendues[i] !== (await recalculerEmpreinte(archives, { ...demande, reponses }))) return false;
  }
  return true;
}

async function recalculerEmpreinte({ moteur, catalogue }: Archives, demande: TableDemande): Promise<string> {
  const demarche = await catalogue.version(demande.demarche, demande.demarche_version);
  const fichiers = fichiersDe(formulaireComplet(demarche, demande.canal), JSON.parse(demande.reponses));
  const pieces = await Promise.all(fichiers.map(({ id }) => moteur.lireUn(pieceParId, { id })));
  return empreinteDossier(
    demande.reponses,
    pieces.map((piece) => piece?.empreinte ?? 'missing'),
  );
}

/** Reads every byte again: what is served is what was received. */
async function trouverFichierAltere(
  { moteur, blobs }: Archives,
  { id }: TableDemande,
): Promise<string | undefined> {
  for (const { nom, cle, empreinte, verification } of await moteur.lire(piecesDe, { demande_id: id })) {
    // Its bytes were destroyed, and a note of the file says so.
    if (verification === 'infectee') continue;
    try {
      const hachage = createHash('sha256');
      for await (const octets of (await blobs.lire(cle)).flux) hachage.update(octets);
      if (hachage.digest('hex') !== empreinte) return `its file ${nom} was altered`;
    } catch (erreur) {
      if (!(erreur instanceof BlobIntrouvable)) throw erreur;
      return `its file ${nom} is missing`;
    }
  }
  return undefined;
}
