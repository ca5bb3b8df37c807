import type { DemandeAgent } from '#contract/schemas/agent.ts';
import type { Champ, Reponses, Valeur } from '#contract/formulaire.ts';
import { formulaireComplet } from '#contract/formulaire-complet.ts';
import { champsVisibles, etapesVisibles } from '#contract/valider.ts';

/** A field that can be asked again, by its path in the answers, named as the server names it. */
export interface ChampDemandable {
  chemin: string;
  libelle: string;
  champ: Champ;
  valeur: Valeur | undefined;
}

/** Every field of the file that its answers make visible, by step; the fields of a group follow the group. */
export function champsDemandables({
  definition,
  ligne,
  reponses,
}: DemandeAgent): { titre: string; champs: ChampDemandable[] }[] {
  return etapesVisibles(formulaireComplet(definition, ligne.canal), reponses).map((etape) => ({
    titre: etape.titre,
    champs: champsVisibles(etape.champs, reponses).flatMap((champ) => desChamps(champ, reponses)),
  }));
}

function desChamps(champ: Champ, reponses: Reponses): ChampDemandable[] {
  if (champ.type === 'information') return [];
  const seul = { chemin: champ.id, libelle: champ.libelle, champ, valeur: reponses[champ.id] };
  if (champ.type !== 'groupe') return [seul];
  const elements = (reponses[champ.id] as Reponses[] | undefined) ?? [];
  return [
    seul,
    ...elements.flatMap((element, rang) =>
      champsVisibles(champ.champs, element, reponses)
        .filter(({ type }) => type !== 'information')
        .map((sous) => ({
          chemin: `${champ.id}.${rang}.${sous.id}`,
          libelle: `${champ.element} ${rang + 1} : ${sous.libelle}`,
          champ: sous,
          valeur: element[sous.id],
        })),
    ),
  ];
}
