export { dateEtHeure, debutDuJour, enToutesLettres, jourLocal, jourPlus } from '../echeances/dates.ts';
