/** Mail: what a mail is, how it is written, who carries it. */
export { ErreurEnvoi, estAdresse, type Courriel, type Facteur, type PieceJointe } from './courriel.ts';
export { creerBoiteLocale, type BoiteLocale, type CourrielGarde, type PieceGardee } from './boite-locale.ts';
export { composerCourriel } from './gabarit.ts';
export type { Bloc, Fait, Gabarit } from './gabarit-blocs.ts';
export { creerFacteurSmtp, type OptionsSmtp } from './smtp.ts';
