import type { HtmlEscapedString } from 'hono/utils/html';
import type { CommuneConfiguree } from '#contract/schemas/commune.ts';
import type { Choix, Extrait, Lieu } from './integrer-extraits.ts';

export type Html = HtmlEscapedString | Promise<HtmlEscapedString>;

export interface Option {
  valeur: string;
  titre: string;
}

export interface VueIntegrer {
  commune: CommuneConfiguree;
  lieu: Lieu;
  choix: Choix;
  extrait: Extrait;
  /** What each attribute of the chosen element may be; an attribute without options is a box to tick. */
  options: Readonly<Record<string, readonly Option[]>>;
  /** Every exact version that the server can give. */
  versions: readonly string[];
}
