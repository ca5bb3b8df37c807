import type { Consentement } from '#contract/schemas/mandat.ts';
import type { Commune } from '../communes/commune.ts';
import { enToutesLettres, jourLocal } from '../echeances/dates.ts';
import { agirAvecCode, planifierCode, type CibleDeCode } from '../identite/codes.ts';
import { garder, GardeManquee, type Instruction } from '../socle/db/moteur.ts';
import { Probleme } from '../socle/erreurs/probleme.ts';
import { signatureDe, usagerDuMandat } from './droit.ts';
import { noterMandat } from './noter.ts';
import { consentirMandat, mandatParId } from './store.ts';
import type { TableMandat } from './tables.ts';
import { mandatFini } from './trouver.ts';
import { codesDe, etatDe } from './voir.ts';

/** Whom the code is sent to, and what for: it serves for this mandate and nothing else. */
export const cibleDuCode = (mandat: TableMandat): CibleDeCode => ({
  role: 'usager',
  but: 'consentement',
  courriel: (mandat.consentement === 'telephone' ? mandat.telephone : mandat.courriel) ?? '',
  pour: mandat.id,
});

/**
 * Sends the code to the person, who types it beside the helper.
 * @throws Probleme `conflit`: ended, agreed already, or agreed on a sheet
 */
export async function envoyerCode(commune: Commune, mandat: TableMandat): Promise<void> {
  exigerAttendu(commune, mandat);
  if (mandat.consentement === 'feuille') {
    throw new Probleme('conflit', 'Pas de code pour ce mandat', 'Ce mandat se signe sur une feuille.');
  }
  const envoi =
    mandat.consentement === 'telephone'
      ? commune.jobs.planifier('mandat-sms', { mandat: mandat.id })
      : planifierCode(commune, {
          ...cibleDuCode(mandat),
          phrase: await phraseAccord(commune, mandat),
        });
  await commune.moteur.commit([envoi]);
  commune.jobs.reveiller();
}

/** What the person agrees to, in one sentence. */
export async function phraseAccord(commune: Commune, mandat: TableMandat): Promise<string> {
  const offertes = await commune.catalogue.offertes();
  const titres = codesDe(mandat).map((code) => `«\u00a0${offertes.get(code)?.titre ?? code}\u00a0»`);
  const quoi = titres.length === 0 ? 'toutes vos démarches en ligne' : titres.join(', ');
  return (
    `${mandat.aidant_nom} (${mandat.structure}) vous aide et demande votre accord pour faire en votre nom ` +
    `${quoi}, avec la mairie, jusqu’au ${enToutesLettres(mandat.jusquau)}.`
  );
}

/**
 * The person agreed: with the code received, or by signing the sheet. From then on the helper may file.
 * @throws Probleme `code-faux`, `saisie-invalide`, `conflit`
 */
export async function consentir(
  commune: Commune,
  mandat: TableMandat,
  { code, signeeLe }: Consentement,
): Promise<TableMandat> {
  exigerAttendu(commune, mandat);
  const composer = async () => ({
    resultat: undefined,
    instructions: await instructionsAccord(commune, mandat, signeeLe),
  });
  try {
    if (mandat.consentement === 'feuille') {
      verifierSignature(commune, mandat, signeeLe);
      await commune.moteur.commit((await composer()).instructions);
    } else {
      if (code === undefined) throw aCorriger('code', 'Tapez le code que la personne a reçu.');
      await agirAvecCode(commune, cibleDuCode(mandat), code, composer);
    }
  } catch (erreur) {
    if (!(erreur instanceof GardeManquee)) throw erreur;
    // Agreed or ended by somebody else meanwhile.
    exigerAttendu(commune, (await commune.moteur.lireUn(mandatParId, { id: mandat.id }))!);
    throw erreur;
  }
  commune.jobs.reveiller();
  return (await commune.moteur.lireUn(mandatParId, { id: mandat.id }))!;
}

async function instructionsAccord(
  commune: Commune,
  mandat: TableMandat,
  signeeLe: string | undefined,
): Promise<Instruction[]> {
  const feuille = mandat.consentement === 'feuille';
  return [
    garder(consentirMandat, {
      id: mandat.id,
      le: commune.horloge.maintenant(),
      signee_le: feuille ? (signeeLe ?? null) : null,
      usager: await usagerDuMandat(commune, mandat),
    }),
    ...noterMandat(commune, mandat, {
      type: 'accord',
      // The helper says that the sheet is signed; the code is the person's own word.
      par: feuille ? { role: 'aidant', nom: signatureDe(mandat) } : { role: 'usager', nom: null },
      donnees: { par: mandat.consentement, ...(feuille && { signeeLe }) },
    }),
  ];
}

/** The sheet bears the reference: it cannot have been signed before the mandate was prepared. */
function verifierSignature(commune: Commune, mandat: TableMandat, signeeLe: string | undefined): void {
  const { fuseau } = commune.config;
  if (signeeLe === undefined) throw aCorriger('signeeLe', 'Donnez le jour où la feuille a été signée.');
  if (signeeLe < jourLocal(mandat.cree_le, fuseau)) {
    throw aCorriger('signeeLe', 'La feuille n’a pas pu être signée avant d’être préparée.');
  }
  if (signeeLe > jourLocal(commune.horloge.maintenant(), fuseau)) {
    throw aCorriger('signeeLe', 'Choisissez aujourd’hui, ou un jour passé.');
  }
}

function exigerAttendu(commune: Commune, mandat: TableMandat): void {
  const { etat } = etatDe(commune, mandat);
  if (etat === 'fini') throw mandatFini();
  if (etat === 'actif') {
    throw new Probleme('conflit', 'Accord déjà donné', 'La personne a déjà donné son accord.');
  }
}

const aCorriger = (chemin: string, message: string): Probleme =>
  new Probleme('saisie-invalide', 'Un champ est à corriger', message, {
    erreurs: [{ chemin, code: 'requis', message }],
  });
