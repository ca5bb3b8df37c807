/** A helper at work in tests: signed in, with mandates that people agreed to. */
import { Mandat, type NouveauMandat } from '#contract/schemas/mandat.ts';
import { codeRecu, lire, ouvrirSessionDe, type Banc } from './banc.ts';
import type { Poste } from './poste.ts';

export const AIDANT = 'aidant@port-aubier.example';
/** Listed by `avecDeuxAidants`. */
export const AUTRE_AIDANT = 'autre@port-aubier.example';
export const MARIE = { prenom: 'Marie', nom: 'Dupont', courriel: 'marie.dupont@exemple.fr' };
/** The same, in the answers of a form. */
export const REPONSES_MARIE = {
  'demandeur-prenom': 'Marie',
  'demandeur-nom': 'Dupont',
  'demandeur-courriel': 'marie.dupont@exemple.fr',
};

type Dossier = Parameters<
  NonNullable<NonNullable<Parameters<typeof import('./banc.ts').ouvrirBanc>[0]>['adapter']>
>[0];

export const avecDeuxAidants = (lu: Dossier): Dossier => ({
  ...lu,
  commune: {
    ...lu.commune,
    aidants: [
      ...lu.commune.aidants,
      { courriel: AUTRE_AIDANT, prenom: 'Yann', nom: 'Le Goff', structure: 'MSAP des Salins', genre: 'msap' },
    ],
  },
});

export const sansAidant = (lu: Dossier): Dossier => ({ ...lu, commune: { ...lu.commune, aidants: [] } });

export const ouvrirAidant = (banc: Banc, sujet = AIDANT): Promise<Poste> =>
  ouvrirSessionDe(banc, { role: 'aidant', sujet });

export const preparerMandat = async (
  banc: Banc,
  poste: Poste,
  voulu: Partial<NouveauMandat> = {},
): Promise<Mandat> =>
  lire(
    Mandat,
    await banc.post(
      'aidant/mandats',
      {
        pour: MARIE,
        demarches: ['acte-naissance'],
        jusquau: '2027-02-28',
        consentement: 'courriel',
        ...voulu,
      },
      { poste },
    ),
    201,
  );

/** The code that Marie was mailed last. */
export const codeDeMarie = (banc: Banc): string =>
  codeRecu(banc.boite.recus.findLast(({ a, objet }) => a === MARIE.courriel && /^\d{6} /.test(objet)));

/** Marie reads the code aloud; or, for a sheet, she signs it today. */
export async function donnerAccord(banc: Banc, poste: Poste, mandat: Mandat): Promise<Mandat> {
  const chemin = `aidant/mandats/${mandat.id}`;
  if (mandat.consentement === 'feuille') {
    const signeeLe = new Date(banc.horloge.maintenant()).toISOString().slice(0, 10);
    return lire(Mandat, await banc.post(`${chemin}/consentement`, { signeeLe }, { poste }));
  }
  await banc.post(`${chemin}/code`, {}, { poste });
  await banc.jobs();
  const code = codeDeMarie(banc);
  const accord = await lire(Mandat, await banc.post(`${chemin}/consentement`, { code }, { poste }));
  await banc.jobs();
  return accord;
}

export const mandatActif = async (
  banc: Banc,
  poste: Poste,
  voulu?: Partial<NouveauMandat>,
): Promise<Mandat> => donnerAccord(banc, poste, await preparerMandat(banc, poste, voulu));
