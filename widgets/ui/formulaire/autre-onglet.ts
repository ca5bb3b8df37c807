import { html, type ReactiveController, type ReactiveControllerHost } from 'lit';
import { msg } from '@lit/localize';
import type { Brouillon, Brouillons } from '../../core/brouillon.ts';
import { encart } from '../encart.ts';

interface Hote extends ReactiveControllerHost {
  readonly definition: { readonly code: string };
  readonly brouillons: Brouillons | undefined;
  rouvrir(): void;
  cibler(id: string): void;
}

/** A guest has the same form in two tabs: one device keeps one draft, and it is said whose answers it keeps. */
export class AutreOnglet implements ReactiveController {
  readonly #hote: Hote;
  /** What the other tab has kept; `null`: it has nothing any more. */
  #autre: Brouillon | null | undefined;

  constructor(hote: Hote) {
    this.#hote = hote;
    hote.addController(this);
  }

  hostConnected(): void {
    addEventListener('storage', this.#surStock);
  }

  hostDisconnected(): void {
    removeEventListener('storage', this.#surStock);
  }

  avis(): unknown {
    const autre = this.#autre;
    if (autre === undefined) return undefined;
    const bouton = (id: string, libelle: string, garder: boolean) =>
      html`<button type="button" class="bouton" id=${id} @click=${() => this.#choisir(garder)}>
        ${libelle}
      </button>`;
    return encart(
      'warn',
      html`<p>
          ${
            autre
              ? msg('Cet appareil garde une seule version\u00a0: la dernière que vous tapez.')
              : msg(
                  'Ces réponses ne sont plus gardées sur cet appareil\u00a0: vous les avez envoyées, effacées ou mises dans votre espace.',
                )
          }
        </p>
        <div class="actions">
          ${bouton('onglet-ici', autre ? msg('Continuer avec les réponses de cette page') : msg('Garder ces réponses'), true)}
          ${bouton('onglet-autre', autre ? msg('Prendre les réponses de l’autre page') : msg('Les effacer'), false)}
        </div>`,
      {
        annonce: true,
        titre: autre
          ? msg('Vous remplissez aussi ce formulaire dans une autre page')
          : msg('Vous avez fini dans une autre page'),
      },
    );
  }

  #choisir(ici: boolean): void {
    const { brouillons: stock, definition } = this.#hote;
    const autre = this.#autre;
    this.#autre = undefined;
    const mien = stock!.lire(definition.code);
    if (!ici) {
      if (autre) stock!.poser(definition.code, autre);
      else stock!.effacer(definition.code);
      return this.#hote.rouvrir();
    }
    if (mien) stock!.garder(definition.code, mien);
    this.#hote.cibler('titre-etape');
    this.#hote.requestUpdate();
  }

  readonly #surStock = ({ key, newValue }: StorageEvent): void => {
    const { brouillons: stock, definition } = this.#hote;
    // Who is signed in has the space between two tabs.
    if (!stock || stock.gardien || key !== stock.prefixe + definition.code) return;
    const mien = stock.lire(definition.code);
    if (!mien && !newValue) return;
    this.#autre = newValue === null ? null : { etape: '', envoi: false, ...JSON.parse(newValue) };
    this.#hote.requestUpdate();
  };
}
