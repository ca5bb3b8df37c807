import { msg } from '@lit/localize';
import { enregistrer } from '../core/enregistrer.ts';
import { iconeDocument } from '../ui/icones/formulaire.ts';
import type { Livraison, Remise } from '../ui/suivi/livraison.ts';

/**
 * What a browser draws by itself. Nothing else is ever opened: a page or a drawing with scripts would run on the
 * town's site.
 */
const MONTRABLES = new Set(['application/pdf', 'image/jpeg', 'image/png', 'image/webp']);

const NE_S_OUVRE_PAS = (): string =>
  msg('Votre navigateur empêche d’ouvrir un onglet. Autorisez-le pour ce site, puis recommencez.');

/**
 * Papers of the person, on a computer that others use after: shown in a tab, to print, and saved nowhere. The tabs
 * close, and their addresses lead nowhere, once `vider` is called.
 */
export class Papiers implements Livraison {
  /** Files that could not be shown and lie on the computer. */
  enregistres = 0;
  readonly #onglets = new Set<Window>();
  readonly #adresses = new Set<string>();
  readonly icone = iconeDocument;

  verbe(type: string): string {
    return this.#montre(type) ? msg('Ouvrir pour imprimer') : msg('Enregistrer');
  }

  ou(type: string): string {
    return this.#montre(type) ? msg('dans un nouvel onglet') : '';
  }

  avertissement(type: string): string {
    return this.#montre(type)
      ? ''
      : msg(
          'Ce fichier ne s’affiche pas ici\u00a0: il restera dans les téléchargements de cet ordinateur, jusqu’à ce que vous le supprimiez.',
        );
  }

  commencer(type: string): Remise | string {
    if (!this.#montre(type))
      return { livrer: (contenu, nom) => this.#enregistrer(contenu, nom), abandonner() {} };
    const onglet = window.open('about:blank', '_blank');
    if (!onglet) return NE_S_OUVRE_PAS();
    this.#onglets.add(onglet);
    return {
      livrer: (contenu) => {
        // The type that was agreed, whatever the answer says of itself.
        const adresse = URL.createObjectURL(new Blob([contenu], { type }));
        this.#adresses.add(adresse);
        onglet.location.replace(adresse);
        return msg(
          'Le papier est ouvert dans un autre onglet. Imprimez-le de là\u00a0: rien n’est enregistré.',
        );
      },
      abandonner: () => {
        this.#onglets.delete(onglet);
        onglet.close();
      },
    };
  }

  /** Nobody else may find them. */
  vider(): void {
    for (const onglet of this.#onglets) onglet.close();
    for (const adresse of this.#adresses) URL.revokeObjectURL(adresse);
    this.#onglets.clear();
    this.#adresses.clear();
  }

  #montre(type: string): boolean {
    return MONTRABLES.has(type) && (type !== 'application/pdf' || navigator.pdfViewerEnabled);
  }

  /** Under a name that says nothing of the person. */
  #enregistrer(contenu: Blob, nom: string): string {
    this.enregistres++;
    const extension = /\.\w{1,5}$/.exec(nom)?.[0] ?? '';
    enregistrer(contenu, `a-supprimer-${this.enregistres}${extension.toLowerCase()}`);
    return msg('Le fichier est enregistré sur cet ordinateur. Supprimez-le une fois imprimé.');
  }
}
