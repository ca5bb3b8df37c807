import type { AccesDocuments } from '#contract/schemas/document.ts';
import type { ACTES_DOCUMENT } from '#contract/schemas/document.ts';
import type * as z from 'zod';
import type { Commune } from '../communes/commune.ts';
import { ecrire, type Instruction } from '../socle/db/moteur.ts';
import { accesDe, noterAcces } from './store.ts';
import type { TableAccesDocument, TableDocument } from './tables.ts';

type Acte = (typeof ACTES_DOCUMENT)[number];

export const VOUS = 'Vous';
export const MAIRIE = 'La mairie';

/**
 * The line of the log, for the commit of the act.
 * @param options.televersement what a copy became
 */
export function noter(
  { horloge, identifiants }: Pick<Commune, 'horloge' | 'identifiants'>,
  { id, usager, nom }: Pick<TableDocument, 'id' | 'usager' | 'nom'>,
  acte: Acte,
  options: { par?: string; televersement?: string } = {},
): Instruction {
  const { par = VOUS, televersement = null } = options;
  const le = horloge.maintenant();
  return ecrire(noterAcces, { id: identifiants(), usager, document: id, nom, acte, par, televersement, le });
}

const PAGE = 50;
/** After every id. */
const FIN = 'ffffffff-ffff-ffff-ffff-ffffffffffff';

/** @param apres cursor of the page before: `suivant` */
export async function lireAcces(
  { moteur }: Commune,
  usager: string,
  apres: string = FIN,
): Promise<z.output<typeof AccesDocuments>> {
  const lignes = await moteur.lire(accesDe, { usager, avant: apres, limite: PAGE + 1 });
  const page = lignes.slice(0, PAGE);
  return {
    acces: page.map(voirAcces),
    suivant: lignes.length > PAGE ? page.at(-1)!.id : null,
  };
}

/** The whole log, for the export of a space. */
export const tousLesAcces = async ({ moteur }: Commune, usager: string): Promise<AccesDocument[]> =>
  (await moteur.lire(accesDe, { usager, avant: FIN, limite: Number.MAX_SAFE_INTEGER })).map(voirAcces);

type AccesDocument = z.output<typeof AccesDocuments>['acces'][number];

const voirAcces = (
  ligne: Pick<TableAccesDocument, 'le' | 'acte' | 'nom' | 'par'> & { numero: string | null },
): AccesDocument => ({
  le: new Date(ligne.le).toISOString(),
  acte: ligne.acte as Acte,
  document: ligne.nom,
  par: ligne.par,
  numero: ligne.numero,
});
