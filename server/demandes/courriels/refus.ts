const TITRE = 'Fichiers reçus par courriel mais non gardés :';

export interface FichierRefuse {
  nom: string;
  raison: string;
}

/** The message with, at its end, the files that came with it and could not be kept: nothing is lost silently. */
export function nommerRefuses(corps: string, refuses: readonly FichierRefuse[]): string {
  if (refuses.length === 0) return corps;
  const lignes = refuses.map(({ nom, raison }) => `– ${surUneLigne(nom)} : ${surUneLigne(raison)}`);
  return [corps, [TITRE, ...lignes].join('\n')].filter(Boolean).join('\n\n');
}

/** The files named by `nommerRefuses`, one line each. */
export function fichiersRefuses(corps: string): string[] {
  const debut = corps.lastIndexOf(TITRE);
  if (debut < 0) return [];
  return corps
    .slice(debut + TITRE.length)
    .split('\n')
    .filter((ligne) => ligne.startsWith('– '))
    .map((ligne) => ligne.slice(2));
}

const surUneLigne = (texte: string): string => texte.replaceAll(/\s+/g, ' ').trim().slice(0, 200);
