import { html, nothing } from 'lit';
import { msg } from '@lit/localize';
import type { Champ, Reponses, Valeur } from '#contract/formulaire.ts';
import { reponsesLisibles, valeurLisible, type OptionsReponses } from '../ui/reponses.ts';

/** An answer in words, whatever the field; « Non renseigné » when there is none. */
export function valeurDuChamp(
  { champ, valeur }: { champ: Champ; valeur: Valeur | undefined },
  options?: OptionsReponses,
): unknown {
  if (champ.type === 'information') return nothing;
  if (valeur === undefined) return msg('Non renseigné');
  if (champ.type !== 'groupe') return valeurLisible(champ, valeur, options);
  const elements = valeur as Reponses[];
  return options
    ? elements.map((element) => reponsesLisibles(champ.champs, element, options))
    : html`${elements.length} × ${champ.element}`;
}
