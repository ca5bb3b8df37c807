import { CHAMP_COURRIEL, CHAMP_NOM, CHAMP_PRENOM } from '#contract/formulaire-complet.ts';
import type { Reponses } from '#contract/formulaire.ts';
import type { CommuneConfiguree } from '#contract/schemas/commune.ts';
import { Probleme, type ErreurChamp } from '../socle/erreurs/probleme.ts';
import type { TableMandat } from './tables.ts';
import { estInscrit, personneDe } from './voir.ts';

/**
 * A helper files for the person of the mandate, and for nobody else; and the receipt is hers.
 * @throws Probleme `saisie-invalide` naming the fields
 */
export function exigerPersonne(config: CommuneConfiguree, mandat: TableMandat, reponses: Reponses): void {
  const erreurs: ErreurChamp[] = [];
  for (const [chemin, attendu] of [
    [CHAMP_PRENOM, mandat.prenom],
    [CHAMP_NOM, mandat.nom],
  ] as const) {
    const donne = reponses[chemin];
    if (typeof donne === 'string' && donne.trim() && plier(donne) !== plier(attendu)) {
      const message = `Ce mandat est pour ${personneDe(mandat)}. Écrivez «\u00a0${attendu}\u00a0».`;
      erreurs.push({ chemin, code: 'mandat', message });
    }
  }
  const courriel = reponses[CHAMP_COURRIEL];
  if (typeof courriel === 'string' && estInscrit(config, courriel.trim().toLowerCase())) {
    const message = 'Donnez l’adresse de la personne, pas la vôtre, ou laissez vide.';
    erreurs.push({ chemin: CHAMP_COURRIEL, code: 'aidant', message });
  }
  if (erreurs.length === 0) return;
  throw new Probleme(
    'saisie-invalide',
    'Des réponses sont à corriger',
    'Corrigez les réponses indiquées, puis envoyez de nouveau.',
    { erreurs },
  );
}

/** « Éloïse-Anne » and « eloise anne » are one name. */
const plier = (nom: string): string =>
  nom
    .normalize('NFD')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, '');
