import type { Bloc, Gabarit } from './gabarit-blocs.ts';

/** RFC 5322 asks for at most 78; two are left for a quotation mark. */
const COLONNES = 76;

/** Plain text of at most 76 columns. Links and words longer than that stay whole. */
export function enTexte({ entete, blocs, pied }: Gabarit): string {
  const parties = [couper(entete), ...blocs.map(bloc)];
  if (pied) parties.push(`-- \n${couper(pied)}`);
  return `${parties.join('\n\n')}\n`;
}

function bloc(b: Bloc): string {
  switch (b.genre) {
    case 'titre': {
      const titre = couper(b.texte);
      return `${titre}\n${(b.sous ? '-' : '=').repeat(Math.max(...titre.split('\n').map((l) => l.length)))}`;
    }
    case 'paragraphe':
      return couper(b.texte);
    case 'liste':
      return b.elements.map((element) => couper(element, '- ', '  ')).join('\n');
    case 'faits':
      return b.faits.map(({ libelle, valeur }) => couper(`${libelle}\u00a0: ${valeur}`, '', '  ')).join('\n');
    case 'bouton':
      return `${couper(`${b.libelle}\u00a0:`)}\n${b.lien}`;
    case 'citation':
      return (b.auteur ? `${couper(`${b.auteur}\u00a0:`)}\n` : '') + couper(b.texte, '> ', '> ');
  }
}

/**
 * Wraps at ordinary spaces only: the non-breaking ones of French typography hold. The author's own line
 * breaks stay.
 * @param premiere what the first line starts with
 * @param suivantes what the others start with
 */
function couper(texte: string, premiere = '', suivantes = ''): string {
  const lignes: string[] = [];
  for (const origine of texte.split('\n')) {
    let ligne = lignes.length === 0 ? premiere : suivantes;
    let vide = true;
    for (const mot of origine.split(/[ \t]+/)) {
      if (!vide && ligne.length + 1 + mot.length > COLONNES) {
        lignes.push(ligne);
        ligne = suivantes + mot;
      } else {
        ligne += vide ? mot : ` ${mot}`;
      }
      vide = false;
    }
    lignes.push(ligne.trimEnd());
  }
  return lignes.join('\n');
}
