import type { HtmlEscapedString } from 'hono/utils/html';
import type { CommuneConfiguree } from '#contract/schemas/commune.ts';
import type { Choix, Extrait, Lieu } from './integrer-extraits.ts';

export type Html = HtmlEscapedString | Promise<HtmlEscapedString>;

export interface Option {
  valeur: string;
  titre: string;
}

/** `TEXTES` says which words. */
export type Options = 'case' | 'texte' | readonly Option[];

export interface VueIntegrer {
  commune: CommuneConfiguree;
  lieu: Lieu;
  choix: Choix;
  extrait: Extrait;
  /** What each attribute of the chosen element may be: a box to tick, words to type, one of a list. */
  options: Readonly<Record<string, Options>>;
  /** Every exact version that the server can give. */
  versions: readonly string[];
}
