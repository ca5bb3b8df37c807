import type { TemplateResult } from 'lit';
import { msg, str } from '@lit/localize';
import { enregistrer } from '../../core/enregistrer.ts';
import { iconeTelecharger } from '../icones/dossier.ts';

/** How files reach whoever follows a request. */
export interface Livraison {
  icone(): TemplateResult;
  /** What the button does, before the name of a file of that MIME type. */
  verbe(type: string): string;
  /** Said after the name, to those who do not see where it opens; empty when nothing opens. */
  ou(type: string): string;
  /** What must be known before the click; empty when nothing. */
  avertissement(type: string): string;
  /** In the click itself: what opens later, browsers block. A sentence says why it cannot be. */
  commencer(type: string): Remise | string;
}

/** A file on its way. */
export interface Remise {
  /** Gives it; answers what to announce. */
  livrer(contenu: Blob, nom: string): string;
  /** It did not come. */
  abandonner(): void;
}

/** To the browser, to save. */
export const telechargement: Livraison = {
  icone: iconeTelecharger,
  verbe: () => msg('Télécharger'),
  ou: () => '',
  avertissement: () => '',
  commencer: () => ({
    livrer(contenu, nom) {
      enregistrer(contenu, nom);
      return msg(str`Le fichier ${nom} est téléchargé.`);
    },
    abandonner() {},
  }),
};
