import type { Champ, Condition } from './formulaire.ts';
import { estDate } from './valider-champ.ts';

/** What a condition may name from where it stands. */
export interface Portee {
  /** Earlier fields, by id. */
  precedents: Map<string, Champ>;
  /** Every id of the form (and of the group), to tell « later » from « unknown ». */
  tous: ReadonlySet<string>;
}

/** French sentences about what `condition` can never mean; none when it is sound. */
export function verifierCondition(condition: Condition, portee: Portee): string[] {
  if ('tous' in condition) return condition.tous.flatMap((c) => verifierCondition(c, portee));
  if ('un' in condition) return condition.un.flatMap((c) => verifierCondition(c, portee));
  if ('non' in condition) return verifierCondition(condition.non, portee);
  const { champ: id } = condition;
  const champ = portee.precedents.get(id);
  if (!champ) {
    return portee.tous.has(id)
      ? [`La condition nomme « ${id} », qui vient plus loin : nommez un champ précédent.`]
      : [`La condition nomme « ${id} », qui n’existe pas ici.`];
  }
  if (champ.type === 'information') return [`« ${id} » est un texte à lire : il n’a pas de réponse.`];
  if ('vide' in condition) return [];
  if ('compare' in condition) return verifierComparaison(champ, condition.a);
  const valeurs = 'egal' in condition ? [condition.egal] : condition.parmi;
  return valeurs.flatMap((valeur) => verifierValeur(champ, valeur));
}

function verifierComparaison(champ: Champ, a: number | string): string[] {
  if (champ.type === 'nombre' && typeof a === 'number') return [];
  if (champ.type === 'date' && typeof a === 'string' && estDate(a)) return [];
  return [
    `« ${champ.id} » (${champ.type}) ne se compare pas à « ${a} » : un nombre à un nombre, une date à AAAA-MM-JJ.`,
  ];
}

function verifierValeur(champ: Champ, valeur: string | number | boolean): string[] {
  switch (champ.type) {
    case 'choix':
    case 'choix-multiple':
      return champ.options.some((option) => option.valeur === valeur)
        ? []
        : [`« ${valeur} » n’est pas une option de « ${champ.id} ».`];
    case 'case':
      return valeur === true
        ? []
        : [
            `« ${champ.id} » est une case : écrivez « egal: true », ou « vide: true » quand elle n’est pas cochée.`,
          ];
    case 'nombre':
      return typeof valeur === 'number'
        ? []
        : [`« ${champ.id} » est un nombre, « ${valeur} » n’en est pas un.`];
    case 'adresse':
    case 'lieu':
    case 'fichier':
    case 'groupe':
      return [`« ${champ.id} » (${champ.type}) n’a que la condition « vide ».`];
    default:
      return typeof valeur === 'string'
        ? []
        : [`« ${champ.id} » est un texte : mettez « ${valeur} » entre guillemets.`];
  }
}
