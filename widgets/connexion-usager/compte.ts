import { html, nothing, type TemplateResult } from 'lit';
import { msg, str } from '@lit/localize';
import type { Moi } from '#contract/schemas/usager.ts';
import { panne } from '../ui/chargement.ts';
import type { ConnexionUsager } from './connexion-usager.ts';
import { compteStyles } from './compte.styles.ts';
import { menu, nouveaux } from './menu.ts';
import type { Rubrique } from './rubriques.ts';
import type { dessinerVue } from './vues.ts';

type Vue = 'connexion' | Rubrique;

/** What the door becomes once somebody is, or wants to be, signed in: the name, the menu, the dialog. */
export class Compte {
  readonly #hote: ConnexionUsager;
  #ouvert = false;
  #vue: Vue | undefined;
  #moi: Moi | undefined;
  #lu: Promise<Moi> | undefined;
  #vues: typeof dessinerVue | undefined;
  #echec: unknown;
  /** Where the provider's session ends too. */
  #sortie: string | undefined;

  constructor(hote: ConnexionUsager) {
    this.#hote = hote;
    hote.habiller(compteStyles);
  }

  dessiner(): TemplateResult {
    const { ouverte, reprise } = this.#hote.acces;
    return html`<div class="porte" @keydown=${this.#surTouche} @focusout=${this.#surSortieDuFocus}>
        ${
          ouverte
            ? this.#nom()
            : html`<button
                type="button"
                class="bouton ${reprise ? 'attente' : ''}"
                @click=${() => this.montrer('connexion')}
              >
                ${msg('Me connecter')}
              </button>`
        }
      </div>
      ${this.#sortie && !ouverte ? lienSortie(this.#sortie) : nothing}
      ${this.#vue ? this.#dialogue(this.#vue) : nothing}`;
  }

  /** After each drawing of the host. */
  apres(): void {
    this.#suivre();
    const dialogue = this.#hote.renderRoot.querySelector('dialog');
    if (dialogue?.isConnected && !dialogue.open) {
      dialogue.showModal();
      // Its title is heard first, not « Fermer ».
      dialogue.querySelector<HTMLElement>('#titre-dialogue')!.focus();
    }
    // A sign-in that came back with the whole page, and failed: its reason is told.
    if (this.#hote.acces.session?.retourManque && !this.#vue) this.montrer('connexion');
  }

  montrer(vue: Vue): void {
    this.#vue = vue;
    this.#ouvert = false;
    this.#hote.annoncer('');
    void this.#charger();
  }

  /** The element leaves the page. */
  fermer(): void {
    this.#ouvert = false;
    this.#vue = undefined;
  }

  /** The name and the count follow whatever a widget of the page changes. */
  #suivre(): void {
    const { ouverte, session } = this.#hote.acces;
    const lu = ouverte ? session!.lireMoi<Moi>() : undefined;
    if (lu === this.#lu) return;
    this.#lu = lu;
    const poser = (moi: Moi) => {
      if (lu !== this.#lu) return;
      this.#moi = moi;
      this.#hote.requestUpdate();
    };
    if (!lu) this.#moi = undefined;
    // Without it the menu is there all the same.
    lu?.then(poser, () => undefined);
  }

  #nom(): TemplateResult {
    const { profil, nonLus = 0 } = this.#moi ?? {};
    const prenom = profil?.prenom?.valeur ?? profil?.prenoms?.valeur.split(' ', 1)[0];
    return html`<button
        type="button"
        class="bouton"
        aria-expanded=${this.#ouvert ? 'true' : 'false'}
        aria-controls="menu"
        @click=${() => this.#basculer(!this.#ouvert)}
      >
        <span class="nom">${prenom ? msg(str`Bonjour ${prenom}`) : msg('Mon compte')}</span>
        ${
          nonLus > 0
            ? html`<span class="compte"
                ><span aria-hidden="true">${nonLus}</span><span class="cache">${nouveaux(nonLus)}</span></span
              >`
            : nothing
        }
      </button>
      ${
        this.#ouvert
          ? menu({
              espace: this.#hote.espace,
              nonLus,
              droite: this.#hote.getBoundingClientRect().left > document.documentElement.clientWidth / 2,
              surRubrique: (rubrique) => this.montrer(rubrique),
              surSortie: () => void this.#sortir(),
            })
          : nothing
      }`;
  }

  #dialogue(vue: Vue): TemplateResult {
    const { session } = this.#hote.acces;
    return html`<dialog
      aria-labelledby="titre-dialogue"
      @close=${this.#surFermeture}
      @connexion-faite=${this.#surConnexion}
    >
      <div class="tete">
        <h2 id="titre-dialogue" tabindex="-1">
          ${vue === 'connexion' ? msg('Me connecter') : msg('Mon compte')}
        </h2>
        <button type="button" class="bouton lien" @click=${this.#clore}>${msg('Fermer')}</button>
      </div>
      ${
        this.#vues && session
          ? this.#vues({ vue, client: this.#hote.api, session, fuseau: this.#hote.fuseau })
          : this.#echec
            ? panne(this.#echec, () => void this.#charger(), msg('Rien ne s’affiche'))
            : html`<div class="squelette" aria-hidden="true">
                <p></p>
                <p></p>
                <p></p>
              </div>`
      }
    </dialog>`;
  }

  async #charger(): Promise<void> {
    this.#echec = undefined;
    try {
      const [{ dessinerVue }] = await Promise.all([import('./vues.ts'), this.#hote.acces.entrer()]);
      this.#vues = dessinerVue;
    } catch (erreur) {
      this.#echec = erreur;
    }
    this.#hote.requestUpdate();
  }

  async #sortir(): Promise<void> {
    this.#ouvert = false;
    const session = this.#hote.acces.session!;
    session.lieu = this.#hote;
    await session.fermer();
    this.#hote.annoncer(msg('Vous êtes déconnecté.'));
    this.#viser();
    this.#sortie = await session.sortie;
    this.#hote.requestUpdate();
  }

  #basculer(ouvert: boolean): void {
    this.#ouvert = ouvert;
    if (ouvert) document.addEventListener('click', this.#surClicAilleurs);
    else document.removeEventListener('click', this.#surClicAilleurs);
    this.#hote.requestUpdate();
  }

  readonly #surConnexion = (): void => {
    this.#clore();
    this.#hote.annoncer(msg('Vous êtes connecté.'));
  };

  readonly #clore = (): void => this.#hote.renderRoot.querySelector('dialog')?.close();

  readonly #surFermeture = ({ target, currentTarget }: Event): void => {
    if (target !== currentTarget) return;
    this.#vue = undefined;
    this.#hote.requestUpdate();
    this.#viser();
  };

  /** The button of the moment has the focus: the one before is gone. */
  #viser(): void {
    void this.#hote.updateComplete.then(() =>
      this.#hote.renderRoot.querySelector<HTMLElement>('.porte > .bouton')?.focus(),
    );
  }

  readonly #surTouche = (evenement: KeyboardEvent): void => {
    if (evenement.key !== 'Escape' || !this.#ouvert) return;
    this.#basculer(false);
    this.#viser();
  };

  readonly #surSortieDuFocus = ({ relatedTarget, currentTarget }: FocusEvent): void => {
    if (relatedTarget instanceof Node && !(currentTarget as Element).contains(relatedTarget))
      this.#basculer(false);
  };

  readonly #surClicAilleurs = (evenement: Event): void => {
    if (!evenement.composedPath().includes(this.#hote)) this.#basculer(false);
  };
}

const lienSortie = (adresse: string): TemplateResult =>
  html`<p class="petit">
    <a href=${adresse}>${msg('Me déconnecter aussi du fournisseur d’identité')}</a>
  </p>`;
