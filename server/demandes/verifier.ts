import type { Moteur } from '../socle/db/moteur.ts';
import { hacherEvenement, ORIGINE } from './evenements.ts';
import { demandeParId, evenementsDe, tetesApres } from './store.ts';
import { empreinteDossier } from './deposer.ts';
import { fichiersDe } from './reponses.ts';
import { pieceParId } from '../televersements/store.ts';
import type { Catalogue } from '../demarches/catalogue.ts';
import { formulaireComplet } from '#contract/formulaire-complet.ts';
import type { TableDemande, TableEvenement } from './tables.ts';

export interface Anomalie {
  numero: string;
  cause: string;
}

const LOT = 200;

/**
 * Walks every chain of events and compares each demande with what its events say.
 * @yields one anomaly for each demande that was altered
 * @returns the number of demandes read
 */
export async function* verifierChaines(
  moteur: Moteur,
  catalogue: Catalogue,
): AsyncGenerator<Anomalie, number> {
  let lues = 0;
  for (let id = ''; ;) {
    const lot = await moteur.lire(tetesApres, { id, limite: LOT });
    for (const tete of lot) {
      const demande = await moteur.lireUn(demandeParId, { id: tete.id });
      const evenements = await moteur.lire(evenementsDe, { demande_id: tete.id, apres: 0 });
      const cause = demande && (await trouverAnomalie(moteur, catalogue, demande, evenements));
      if (cause) yield { numero: tete.numero, cause };
      lues += 1;
    }
    const derniere = lot.at(-1);
    if (!derniere) return lues;
    id = derniere.id;
  }
}

async function trouverAnomalie(
  moteur: Moteur,
  catalogue: Catalogue,
  demande: TableDemande,
  evenements: readonly TableEvenement[],
): Promise<string | undefined> {
  let precedent = ORIGINE;
  for (const [i, evenement] of evenements.entries()) {
    if (evenement.rang !== i + 1) return `event ${i + 1} is missing`;
    if (hacherEvenement(precedent, evenement) !== evenement.hash)
      return `event ${evenement.rang} was altered`;
    precedent = evenement.hash;
  }
  if (evenements.length !== demande.rang || precedent !== demande.tete) return 'the last events are missing';
  const statut = dernier(evenements, 'statut')?.apres ?? 'recue';
  if (statut !== demande.statut) return `its status is ${demande.statut}, its events say ${String(statut)}`;
  const attendue = dernier(evenements, 'depot')?.empreinte;
  if (attendue !== (await recalculerEmpreinte(moteur, catalogue, demande)))
    return 'its answers or files were altered';
  return undefined;
}

function dernier(evenements: readonly TableEvenement[], type: string): Record<string, unknown> | undefined {
  const evenement = evenements.findLast((candidat) => candidat.type === type);
  return evenement && (JSON.parse(evenement.donnees) as Record<string, unknown>);
}

async function recalculerEmpreinte(
  moteur: Moteur,
  catalogue: Catalogue,
  demande: TableDemande,
): Promise<string> {
  const demarche = await catalogue.version(demande.demarche, demande.demarche_version);
  const fichiers = fichiersDe(formulaireComplet(demarche, demande.canal), JSON.parse(demande.reponses));
  const pieces = await Promise.all(fichiers.map(({ id }) => moteur.lireUn(pieceParId, { id })));
  return empreinteDossier(
    demande.reponses,
    pieces.map((piece) => piece?.empreinte ?? 'missing'),
  );
}
