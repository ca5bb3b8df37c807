import type { LimiteMandat } from '#contract/schemas/mandat.ts';
import type { Commune } from '../communes/commune.ts';
import { jourLocal } from '../echeances/dates.ts';
import { garder, GardeManquee, type Instruction } from '../socle/db/moteur.ts';
import { Probleme, type ErreurChamp } from '../socle/erreurs/probleme.ts';
import { noterMandat, type Signataire } from './noter.ts';
import { finirMandat, limiterMandat, mandatParId } from './store.ts';
import type { FinParQui, TableMandat } from './tables.ts';
import { mandatFini } from './trouver.ts';
import { codesDe, etatDe } from './voir.ts';

/** Ends a mandate, at once and for good. Twice is once. */
export async function mettreFin(
  commune: Commune,
  mandat: TableMandat,
  fin: { par: FinParQui; signe: Signataire },
): Promise<TableMandat> {
  if (mandat.etat !== 'fini') {
    try {
      await commune.moteur.commit(instructionsFin(commune, mandat, fin));
    } catch (erreur) {
      // Somebody else ended it at the same time.
      if (!(erreur instanceof GardeManquee)) throw erreur;
    }
    commune.jobs.reveiller();
  }
  return (await commune.moteur.lireUn(mandatParId, { id: mandat.id }))!;
}

export function instructionsFin(
  commune: Commune,
  mandat: TableMandat,
  { par, signe }: { par: FinParQui; signe: Signataire },
): Instruction[] {
  return [
    garder(finirMandat, { id: mandat.id, le: commune.horloge.maintenant(), par }),
    ...noterMandat(commune, mandat, {
      type: 'fin',
      par: signe,
      donnees: { par },
      // Who never agreed was never told that it began.
      dire: mandat.etat === 'actif',
    }),
  ];
}

/**
 * The citizen narrows a mandate: fewer démarches, an earlier day.
 * @throws Probleme `saisie-invalide` for what would widen it; `conflit` when it ended
 */
export async function limiterMandatDe(
  commune: Commune,
  mandat: TableMandat,
  limite: LimiteMandat,
): Promise<TableMandat> {
  if (etatDe(commune, mandat).etat === 'fini') throw mandatFini();
  const codes = codesDe(mandat);
  const demarches = limite.demarches ?? codes;
  const jusquau = limite.jusquau ?? mandat.jusquau;
  const erreurs: ErreurChamp[] = [];
  const permis = codes.length > 0 ? codes : [...(await commune.catalogue.offertes()).keys()];
  const elargit =
    (codes.length > 0 && demarches.length === 0) || demarches.some((code) => !permis.includes(code));
  if (elargit) {
    const message = 'Vous pouvez enlever des démarches, pas en ajouter.';
    erreurs.push({ chemin: 'demarches', code: 'elargit', message });
  }
  if (jusquau > mandat.jusquau) {
    erreurs.push({ chemin: 'jusquau', code: 'elargit', message: 'Choisissez un jour plus tôt.' });
  } else if (jusquau < jourLocal(commune.horloge.maintenant(), commune.config.fuseau)) {
    const message = 'Choisissez aujourd’hui ou un jour à venir, ou mettez fin au mandat.';
    erreurs.push({ chemin: 'jusquau', code: 'date-trop-tot', message });
  }
  if (erreurs.length > 0) {
    throw new Probleme('saisie-invalide', 'Le mandat est à corriger', 'Corrigez ce qui est indiqué.', {
      erreurs,
    });
  }
  const apres = { demarches: JSON.stringify([...new Set(demarches)]), jusquau };
  try {
    await commune.moteur.commit([
      garder(limiterMandat, {
        id: mandat.id,
        ...apres,
        demarchesLues: mandat.demarches,
        jusquauLu: mandat.jusquau,
      }),
      ...noterMandat(commune, mandat, {
        type: 'limite',
        par: { role: 'usager', nom: null },
        donnees: { demarches, jusquau },
        dire: false,
      }),
    ]);
  } catch (erreur) {
    if (!(erreur instanceof GardeManquee)) throw erreur;
    throw new Probleme('conflit', 'Ce mandat a changé', 'Ce mandat a changé. Rechargez la page.');
  }
  return (await commune.moteur.lireUn(mandatParId, { id: mandat.id }))!;
}
