import type { TableDemande } from '../demandes/tables.ts';
import { ecrire } from '../socle/db/moteur.ts';
import { prevoirDemandes, type APrevoir, type Archives } from './demandes.ts';
import { effacerCles, effacerJobs } from './store.ts';
import {
  brouillonsDe,
  copiesDe,
  detacherDemande,
  documentsDe,
  effacerCodes,
  effacerConnexions,
  EFFACER_ESPACE,
  effacerMandat,
  effacerPieceLibre,
  effacerSessions,
  identitesDe,
  mandatsDe,
  piecesLibres,
  sessionsDe,
} from './store-espace.ts';
import type { MotifEffacement } from './tables.ts';

/** How much went, for the trace that stays. */
export interface Comptes {
  identites: number;
  documents: number;
  brouillons: number;
  mandats: number;
  demandes: number;
}

export interface EspacePrevu extends APrevoir {
  comptes: Comptes;
}

/**
 * Erases a space with all that is in it.
 * @param demandes those that go with it, and those that stay without it
 * @param effacement_le for those that stay: their citizen asked for their erasure then
 */
export async function prevoirEspace(
  archives: Archives,
  usager: string,
  { effacees, gardees }: { effacees: readonly TableDemande[]; gardees: readonly TableDemande[] },
  {
    motif,
    maintenant,
    effacement_le,
  }: { motif: MotifEffacement; maintenant: number; effacement_le: number | null },
): Promise<EspacePrevu> {
  const { moteur } = archives;
  const sien = { usager };
  const identites = await moteur.lire(identitesDe, sien);
  const adresses = identites.flatMap(({ moyen, valeur }) =>
    moyen === 'courriel' ? [valeur.toLowerCase()] : [],
  );
  const [documents, brouillons, sessions, copies, mandats] = await Promise.all([
    moteur.lire(documentsDe, sien),
    moteur.lire(brouillonsDe, sien),
    moteur.lire(sessionsDe, sien),
    moteur.lire(copiesDe, sien),
    moteur.lire(mandatsDe, { usager, adresses: JSON.stringify(adresses) }),
  ]);
  const libres = await moteur.lire(piecesLibres, {
    ids: JSON.stringify([
      ...brouillons.flatMap(({ reponses }) => identifiantsDe(reponses)),
      ...copies.map(({ televersement }) => televersement),
    ]),
  });
  const prevu = await prevoirDemandes(archives, effacees, motif, maintenant);
  const ids = [
    ...prevu.ids,
    usager,
    ...[...identites, ...documents, ...brouillons, ...sessions, ...mandats, ...libres].map(({ id }) => id),
  ];
  const mots = JSON.stringify([...ids, ...identites.map(({ valeur }) => valeur.toLowerCase())]);
  // `<issuer> <sub>`
  const subs = JSON.stringify(
    identites.flatMap(({ moyen, valeur }) =>
      moyen === 'courriel' ? [] : [valeur.slice(valeur.indexOf(' ') + 1)],
    ),
  );
  return {
    ids,
    cles: [...prevu.cles, ...documents.map(({ cle }) => cle), ...libres.map(({ cle }) => cle)],
    comptes: {
      identites: identites.length,
      documents: documents.length,
      brouillons: brouillons.length,
      mandats: mandats.length,
      demandes: effacees.length,
    },
    instructions: [
      ...prevu.instructions,
      ...gardees.map(({ id }) => ecrire(detacherDemande, { id, effacement_le })),
      ...libres.map(({ id }) => ecrire(effacerPieceLibre, { id })),
      ...mandats.map(({ id }) => ecrire(effacerMandat, { id })),
      ecrire(effacerSessions, sien),
      ecrire(effacerCodes, { mots }),
      ecrire(effacerConnexions, { mots, subs }),
      ecrire(effacerJobs, { mots }),
      ecrire(effacerCles, { mots }),
      ...EFFACER_ESPACE.map((effacer) => ecrire(effacer, sien)),
    ],
  };
}

/** What a draft names: among them the files that were sent for it. */
const identifiantsDe = (texte: string): string[] =>
  texte.match(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g) ?? [];
