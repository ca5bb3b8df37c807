/** Requests that look like those of a town, always the same for the same number. */
import type { Reponses } from '#contract/formulaire.ts';
import { personne } from '../../demo/semences/types.ts';

const PRENOMS = [
  'Martine',
  'Capucine',
  'Honoré',
  'Solange',
  'Barnabé',
  'Lucette',
  'Célestin',
  'Fatima',
  'Yann',
];
const NOMS = [
  'Martin',
  'Vaguelette',
  'Tournevire',
  'Brume',
  'Lefort',
  'Ouattara',
  'Kerbrat',
  'Nguyen',
  'Roussel',
];
const RUES = [
  'rue des Goélands',
  'allée du Mistral',
  'quai des Armateurs',
  'place des Écoles',
  'rue du Fanal',
];

const choisir = (liste: readonly string[], n: number): string => liste[n % liste.length]!;

/** What one person answers to `acte-naissance`: a full copy, by post. */
export function reponsesActe(n: number): Reponses {
  const nom = `${choisir(NOMS, n)}-${choisir(NOMS, n >> 3)}`;
  const prenom = choisir(PRENOMS, n >> 2);
  const mois = String(1 + (n % 12)).padStart(2, '0');
  const jour = String(1 + (n % 28)).padStart(2, '0');
  return {
    nature: 'copie-integrale',
    exemplaires: 1 + (n % 3),
    motif: 'mariage-pacs',
    lien: 'elle-meme',
    'nom-naissance': nom,
    prenoms: `${prenom} ${choisir(PRENOMS, n >> 4)}`,
    'date-naissance': `${1940 + (n % 60)}-${mois}-${jour}`,
    'nee-ici': true,
    'parent-1-nom': nom,
    'parent-1-prenoms': choisir(PRENOMS, n >> 5),
    'second-parent': 'oui',
    'parent-2-nom': choisir(NOMS, n >> 6),
    'parent-2-prenoms': choisir(PRENOMS, n >> 7),
    reception: 'courrier',
    ...personne(prenom, nom, {
      telephone: '06 39 98 10 01',
      voie: `${1 + (n % 180)} ${choisir(RUES, n >> 3)}`,
      ville: 'Port-Aubier',
    }),
  };
}

/** A whole request, ready for a socket. */
export function requete(
  methode: 'GET' | 'POST',
  chemin: string,
  entetes: Record<string, string> = {},
  corps?: unknown,
): string {
  const texte = corps === undefined ? '' : JSON.stringify(corps);
  // The generator writes strings as UTF-8 and counts answers as bytes.
  const tous = {
    Host: 'localhost',
    ...entetes,
    ...(corps !== undefined && {
      'Content-Type': 'application/json',
      'Content-Length': String(Buffer.byteLength(texte)),
    }),
  };
  const lignes = Object.entries(tous).map(([nom, valeur]) => `${nom}: ${valeur}\r\n`);
  return `${methode} ${chemin} HTTP/1.1\r\n${lignes.join('')}\r\n${texte}`;
}
