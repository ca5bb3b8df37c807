import type { CommuneConfiguree } from '#contract/schemas/commune.ts';
import type { Accompagnement, Mandat } from '#contract/schemas/mandat.ts';
import type { Commune } from '../communes/commune.ts';
import { debutDuJour, jourLocal, jourPlus } from '../echeances/dates.ts';
import type { FinParQui, TableMandat } from './tables.ts';

/** Who reads a mandate. */
export type Lecteur = 'usager' | 'aidant' | 'agent';

const FINS: Record<Lecteur, Record<FinParQui, string>> = {
  usager: { usager: 'Vous', aidant: 'L’aidant', agent: 'La mairie', ville: 'La mairie', date: 'La date' },
  aidant: { usager: 'La personne', aidant: 'Vous', agent: 'La mairie', ville: 'La mairie', date: 'La date' },
  agent: {
    usager: 'La personne',
    aidant: 'L’aidant',
    agent: 'La mairie',
    ville: 'La mairie',
    date: 'La date',
  },
};

export const estInscrit = (config: CommuneConfiguree, aidant: string): boolean =>
  config.aidants.some(({ courriel }) => courriel === aidant);

/** How it stands now: a date that passed, or a helper taken off the list, ends it before the night records it. */
export function etatDe(
  { config, horloge }: Pick<Commune, 'config' | 'horloge'>,
  mandat: TableMandat,
): { etat: Mandat['etat']; finiLe: number | null; par: FinParQui | null } {
  if (mandat.etat === 'fini') return { etat: 'fini', finiLe: mandat.fini_le, par: mandat.fini_par };
  const maintenant = horloge.maintenant();
  if (mandat.jusquau < jourLocal(maintenant, config.fuseau)) {
    return { etat: 'fini', finiLe: debutDuJour(jourPlus(mandat.jusquau, 1), config.fuseau), par: 'date' };
  }
  if (!estInscrit(config, mandat.aidant)) return { etat: 'fini', finiLe: null, par: 'ville' };
  return { etat: mandat.etat, finiLe: null, par: null };
}

export const codesDe = ({ demarches }: TableMandat): string[] => JSON.parse(demarches) as string[];

export const personneDe = ({ prenom, nom }: Pick<TableMandat, 'prenom' | 'nom'>): string =>
  `${prenom} ${nom}`;

/** A mandate as the API shows it. How to reach the person is the helper's to know only while it lasts. */
export async function voirMandat(commune: Commune, mandat: TableMandat, lecteur: Lecteur): Promise<Mandat> {
  const { etat, finiLe, par } = etatDe(commune, mandat);
  const titres = await commune.catalogue.offertes();
  const joignable = lecteur !== 'aidant' || etat !== 'fini';
  return {
    id: mandat.id,
    reference: mandat.reference,
    aidant: { nom: mandat.aidant_nom, structure: mandat.structure },
    pour: {
      prenom: mandat.prenom,
      nom: mandat.nom,
      ...(joignable && mandat.courriel !== null && { courriel: mandat.courriel }),
      ...(joignable && mandat.telephone !== null && { telephone: mandat.telephone }),
    },
    demarches: codesDe(mandat).map((code) => ({ code, titre: titres.get(code)?.titre ?? code })),
    jusquau: mandat.jusquau,
    consentement: mandat.consentement,
    etat,
    creeLe: new Date(mandat.cree_le).toISOString(),
    consentiLe: mandat.consenti_le === null ? null : new Date(mandat.consenti_le).toISOString(),
    finiLe: finiLe === null ? null : new Date(finiLe).toISOString(),
    finiPar: par && FINS[lecteur][par],
  };
}

/** What goes with a demande that was filed under it. */
export const accompagnementDe = (
  commune: Pick<Commune, 'config' | 'horloge'>,
  mandat: TableMandat,
): Accompagnement => ({
  aidant: { nom: mandat.aidant_nom, structure: mandat.structure },
  pour: personneDe(mandat),
  reference: mandat.reference,
  accordLe: mandat.consenti_le === null ? null : new Date(mandat.consenti_le).toISOString(),
  actif: etatDe(commune, mandat).etat === 'actif',
});
