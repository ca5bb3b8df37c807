import { racineStyles } from '../../widgets/core/racine.styles.ts';

export interface ProprieteTheme {
  nom: string;
  clair: string;
  /** Where the dark look has another default. */
  sombre: string | undefined;
}

/** `.root { … }` and `.root.sombre { … }` of the reset root. */
function lireBloc(selecteur: string): Map<string, string> {
  const css = racineStyles.cssText;
  const debut = css.indexOf(`${selecteur} {`);
  if (debut === -1) throw new Error(`no ${selecteur} in the reset root`);
  const bloc = css.slice(debut, css.indexOf('}', debut));
  // The default ends at the declaration's own parenthesis, and may hold a var() of ours.
  return new Map(
    [...bloc.matchAll(/var\((--parvis-[a-z-]+), ((?:[^()]|\([^()]*\))+)\)/g)].map(([, nom, valeur]) => [
      nom!,
      // The brand falls back on the town's colour, which the server gives, then on ours.
      valeur!.replace(/^var\(--_[a-z-]+, (.+)\)$/, '$1').trim(),
    ]),
  );
}

/** Every `--parvis-*` that the reset root reads, with its defaults, from the style sheet itself. */
export function proprietesTheme(): ProprieteTheme[] {
  const sombre = lireBloc('.root.sombre');
  return [...lireBloc('.root')].map(([nom, clair]) => ({ nom, clair, sombre: sombre.get(nom) }));
}
