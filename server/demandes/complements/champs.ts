import { formulaireComplet } from '#contract/formulaire-complet.ts';
import type { Champ, Formulaire, Reponses, Valeur } from '#contract/formulaire.ts';
import { lireBrut, parcourir, parcourirEtapes } from '#contract/parcours.ts';
import type { Commune } from '../../communes/commune.ts';
import type { TableDemande } from '../tables.ts';

/** The form that a demande was filed with, whatever version stands today. */
export async function formulaireDe(
  commune: Pick<Commune, 'catalogue'>,
  demande: Pick<TableDemande, 'demarche' | 'demarche_version' | 'canal' | 'mandat'>,
): Promise<Formulaire> {
  const demarche = await commune.catalogue.version(demande.demarche, demande.demarche_version);
  return formulaireComplet(demarche, demande.mandat === null ? demande.canal : 'guichet');
}

/**
 * Every field that these answers make visible, by its path, with the label that names it among the others
 * (« Enfant 2 : Prénom »). Answers are taken as they stand: they were checked on the day they came.
 */
export function champsVisiblesPar(formulaire: Formulaire, reponses: Reponses): Map<string, string> {
  const visibles = new Map<string, string>();
  const contexte = { prefixe: '', erreurs: [], aujourdhui: '', lire: lireBrut };
  for (const { etape } of parcourirEtapes(formulaire, reponses, '', lireBrut)[1]) {
    for (const champ of parcourir(etape.champs, reponses, reponses, contexte).visibles as Champ[]) {
      if (champ.type === 'information') continue;
      visibles.set(champ.id, champ.libelle);
      if (champ.type !== 'groupe') continue;
      for (const [i, element] of ((reponses[champ.id] as Reponses[] | undefined) ?? []).entries()) {
        for (const sous of parcourir(champ.champs, element, reponses, contexte).visibles) {
          if (sous.type === 'information') continue;
          visibles.set(`${champ.id}.${i}.${sous.id}`, `${champ.element} ${i + 1} : ${sous.libelle}`);
        }
      }
    }
  }
  return visibles;
}

/** The answer that stands at a path, or `undefined`. */
export function lireChemin(reponses: Reponses, chemin: string): Valeur | undefined {
  const [racine, rang, sous] = chemin.split('.') as [string, string?, string?];
  const valeur = Object.hasOwn(reponses, racine) ? reponses[racine] : undefined;
  if (rang === undefined || sous === undefined) return valeur;
  const element = Array.isArray(valeur) ? (valeur as Reponses[])[Number(rang)] : undefined;
  return element && Object.hasOwn(element, sous) ? element[sous] : undefined;
}

/** Puts an answer at a path that is visible: the item of its group exists. */
export function poserChemin(reponses: Reponses, chemin: string, valeur: unknown): void {
  const [racine, rang, sous] = chemin.split('.') as [string, string?, string?];
  const cible = sous === undefined ? reponses : (reponses[racine] as Reponses[])[Number(rang)]!;
  cible[sous ?? racine] = valeur as Valeur;
}

/** Is `chemin` this field, or something inside it? */
export const dansChamp = (chemin: string, champ: string): boolean =>
  chemin === champ || chemin.startsWith(`${champ}.`);
