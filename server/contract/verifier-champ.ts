import type { Champ } from './formulaire.ts';
import { estDate } from './valider-champ.ts';

/** Defects of one field by itself, and of its `apres` among the `precedents`. */
export function verifierChamp(
  champ: Champ,
  precedents: ReadonlyMap<string, Champ>,
  signaler: (cle: string, message: string) => void,
): void {
  if ('min' in champ && 'max' in champ) verifierBornes(champ.min, champ.max, signaler);
  switch (champ.type) {
    case 'texte':
    case 'texte-long':
      if (champ.max === 0) signaler('max', 'Avec 0 caractère au plus, rien ne peut être écrit.');
      if (champ.max === undefined) verifierBornes(champ.min, champ.type === 'texte' ? 200 : 4000, signaler);
      if (champ.type === 'texte' && champ.motif !== undefined && !estMotif(champ.motif)) {
        signaler('motif', 'Ce motif n’est pas une expression régulière valable.');
      }
      break;
    case 'date':
      for (const cle of ['min', 'max'] as const) {
        const borne = champ[cle];
        if (borne !== undefined && borne !== 'aujourdhui' && !estDate(borne)) {
          signaler(cle, `« ${borne} » n’est pas une date AAAA-MM-JJ ni « aujourdhui ».`);
        }
      }
      if (champ.apres !== undefined && precedents.get(champ.apres)?.type !== 'date') {
        signaler('apres', `« ${champ.apres} » n’est pas une date qui précède.`);
      }
      break;
    case 'choix':
    case 'choix-multiple': {
      const valeurs = champ.options.map((option) => option.valeur);
      valeurs.forEach((valeur, rang) => {
        if (valeurs.indexOf(valeur) < rang) {
          signaler(`options.${rang}.valeur`, `L’option « ${valeur} » existe déjà.`);
        }
      });
      if (champ.type === 'choix-multiple' && (champ.min ?? 0) > valeurs.length) {
        signaler('min', `Il n’y a que ${valeurs.length} options.`);
      }
      break;
    }
  }
}

function verifierBornes(
  min: number | string | undefined,
  max: number | string | undefined,
  signaler: (cle: string, message: string) => void,
): void {
  // `aujourdhui` moves: only two fixed bounds can exclude each other for good.
  if (min === undefined || max === undefined || min === 'aujourdhui' || max === 'aujourdhui') return;
  if (min > max) signaler('min', `Le minimum (${min}) dépasse le maximum (${max}).`);
}

function estMotif(motif: string): boolean {
  try {
    return Boolean(new RegExp(`^(?:${motif})$`, 'v'));
  } catch {
    return false;
  }
}
