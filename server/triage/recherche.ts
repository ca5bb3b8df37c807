import { sql } from 'kysely';
import type { Commune } from '../communes/commune.ts';
import { depouiller } from '../demandes/depouiller.ts';
import type { TableDemande, TableEvenement } from '../demandes/tables.ts';
import { ecrire, type Instruction } from '../socle/db/moteur.ts';
import { atelier } from '../socle/db/requete.ts';
import type { TableRecherche, TableRechercheCurseur, TableRechercheDoc } from './tables.ts';

const requete = atelier<{
  demande: TableDemande;
  evenement: TableEvenement;
  recherche: TableRecherche;
  recherche_doc: TableRechercheDoc;
  recherche_curseur: TableRechercheCurseur;
}>();

const lireCurseur = requete((k, _p: object) => k.selectFrom('recherche_curseur').select('evenement'));
const avancerCurseur = requete((k, p: { avant: string; apres: string }) =>
  k.updateTable('recherche_curseur').set({ evenement: p.apres }).where('evenement', '=', p.avant),
);
const textesDe = requete((k, p: { id: string }) =>
  k.selectFrom('demande').select(['numero', 'objet', 'reponses']).where('id', '=', p.id),
);
const parolesDe = requete((k, p: { demande_id: string }) =>
  k
    .selectFrom('evenement')
    .select('donnees')
    .where('demande_id', '=', p.demande_id)
    .where('type', 'in', ['message', 'note', 'decision', 'satisfaction'])
    .orderBy('rang'),
);
const donnerNumeroDoc = requete((k, p: { demande_id: string }) =>
  k
    .insertInto('recherche_doc')
    .values({ demande_id: p.demande_id } as TableRechercheDoc)
    .onConflict((oc) => oc.doNothing()),
);
const effacerMots = requete((k, p: { demande_id: string }) =>
  k
    .deleteFrom('recherche')
    .where('rowid', 'in', (eb) =>
      eb.selectFrom('recherche_doc').select('id').where('demande_id', '=', p.demande_id),
    ),
);
const insererMots = requete((k, p: { demande_id: string; texte: string }) =>
  k
    .insertInto('recherche')
    .columns(['rowid', 'texte'])
    .expression((eb) =>
      eb
        .selectFrom('recherche_doc')
        .select(['id', sql<string>`${p.texte}`.as('texte')])
        .where('demande_id', '=', p.demande_id),
    ),
);

const CURSEUR = { lire: lireCurseur, avancer: avancerCurseur };
/** Events that bring words to search for. */
const PARLANTS: readonly string[] = [
  'depot',
  'message',
  'note',
  'decision',
  'satisfaction',
  'complement-recu',
];

/** Reads the events that came since and indexes the words of their demandes. Two at once do no harm. */
export async function indexer(commune: Pick<Commune, 'moteur'>): Promise<void> {
  const { moteur } = commune;
  await depouiller(moteur, CURSEUR, PARLANTS, async (demandes) => {
    const instructions: Instruction[] = [];
    for (const demande_id of demandes) {
      const texte = await motsDe(moteur, demande_id);
      instructions.push(
        ecrire(donnerNumeroDoc, { demande_id }),
        ecrire(effacerMots, { demande_id }),
        ecrire(insererMots, { demande_id, texte }),
      );
    }
    return instructions;
  });
}

async function motsDe(moteur: Commune['moteur'], id: string): Promise<string> {
  const demande = await moteur.lireUn(textesDe, { id });
  if (!demande) return '';
  const mots = [demande.numero, demande.objet];
  recueillirTextes(JSON.parse(demande.reponses), mots);
  for (const { donnees } of await moteur.lire(parolesDe, { demande_id: id })) {
    const { corps, texte, commentaire } = JSON.parse(donnees) as Record<string, string | null>;
    mots.push(corps ?? texte ?? commentaire ?? '');
  }
  return mots.join(' ');
}

function recueillirTextes(valeur: unknown, mots: string[]): void {
  if (typeof valeur === 'string') mots.push(valeur);
  else if (valeur && typeof valeur === 'object') {
    for (const enfant of Object.values(valeur)) recueillirTextes(enfant, mots);
  }
}

/** What was typed as an FTS5 expression: every word, by its beginning. `undefined` when there is no word. */
export function expressionFts(q: string): string | undefined {
  const mots = q.match(/[\p{L}\p{N}]+/gu);
  return mots?.map((mot) => `"${mot}"*`).join(' ');
}
