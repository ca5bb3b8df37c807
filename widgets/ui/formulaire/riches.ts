/** The fields that many forms do not have: addresses, dates, files, places, groups. Fetched by the forms that have one. */
export { champAdresse } from './champ-adresse.ts';
export { champFichier } from './champ-fichier.ts';
export { champDate } from './champ-date.ts';
export { champElements } from './champ-groupe.ts';
export { champLieu } from './champ-lieu.ts';
export { richesStyles } from './riches.styles.ts';
export { Televersements } from './televersements.ts';
