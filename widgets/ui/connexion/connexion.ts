import { html, nothing, type TemplateResult } from 'lit';
import { msg } from '@lit/localize';
import type { Connexions } from '#contract/schemas/session.ts';
import { ErreurApi } from '../../core/erreurs.ts';
import { ConnexionFournisseur, FenetreRefusee, type Monde } from '../../core/session/fournisseur.ts';
import type { Session } from '../../core/session/session.ts';
import { encart } from '../encart.ts';
import { estAbandon } from '../espace/echecs.ts';
import { VueEspace } from '../espace/vue.ts';
import { veillerCourriels } from '../formulaire/suggestion-courriel.ts';
import { connexionStyles } from './connexion.styles.ts';
import { ConnexionFaiteEvent } from './events.ts';
import { ADRESSE_A_ECRIRE, phraseEchec, SANS_HTTPS } from './phrases.ts';
import { vueAdresse } from './vue-adresse.ts';
import { vueCode } from './vue-code.ts';
import { vueFenetre, vueRefusee } from './vue-fenetre.ts';

/** Seconds between two codes. */
const ATTENTE = 30;
/** The ways in are known by then, or the code is the only one: nothing comes later above what is being typed. */
const PATIENCE = 4000;

/**
 * Signing in, the same for citizens, agents and helpers: the role is the session's. Internal to the kit.
 *
 * @fires connexion-faite {ConnexionFaiteEvent} once the session is open
 */
export class ParvisConnexion extends VueEspace {
  static override styles = connexionStyles;
  static override properties = {
    ...VueEspace.properties,
    session: { attribute: false },
    titre: { attribute: false },
    raison: { attribute: false },
    etape: { state: true },
  };

  declare session: Session;
  /** Heading; none where the widget has its own. */
  declare titre: string;
  /** What one signs in for, in a sentence. */
  declare raison: string;
  declare etape: 'attente' | 'adresse' | 'code' | 'fenetre' | 'refusee';
  /** @internal Takes the place of windows and seconds, for tests and stories. */
  monde: Partial<Monde> | undefined;

  #fournisseur: Connexions['fournisseur'] = null;
  #connexion: ConnexionFournisseur | undefined;
  #courriel = '';
  #code = '';
  #rester = false;
  #erreur: string | undefined;
  #echec: string | undefined;
  #enCours = false;
  #autre = false;
  #attente = 0;
  #minuterie: ReturnType<typeof setInterval> | undefined;

  constructor() {
    super();
    this.titre = msg('Me connecter');
    this.raison = '';
    this.etape = 'attente';
  }

  protected override firstUpdated(): void {
    veillerCourriels(this);
    const { retourManque } = this.session;
    if (retourManque) this.#echec = phraseEchec(retourManque);
    this.session.retourManque = undefined;
    void this.#connaitre();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.#minuterie);
  }

  /** Said to screen readers; the help for addresses asks for it. */
  override annoncer(phrase: string): void {
    super.annoncer(phrase);
  }

  protected override contenu(): TemplateResult {
    return html`<div class="connexion pile">
      ${this.titre ? html`<h2 id="titre-connexion" tabindex="-1">${this.titre}</h2>` : nothing}
      ${this.#entete()} ${this.#echec ? encart('error', this.#echec, { annonce: true }) : nothing}
      ${globalThis.crypto?.subtle ? this.#etape() : encart('error', SANS_HTTPS())}
    </div>`;
  }

  #entete(): unknown {
    if (this.session.finie && this.etape !== 'code')
      return encart(
        'warn',
        msg('Votre session est terminée. Connectez-vous de nouveau : ce que vous avez écrit est gardé.'),
      );
    return this.raison && this.etape !== 'code' ? html`<p>${this.raison}</p>` : nothing;
  }

  #etape(): TemplateResult {
    const nom = this.#fournisseur?.nom ?? '';
    switch (this.etape) {
      case 'attente':
        return html`<div class="squelette" aria-hidden="true">
          <p></p>
          <p></p>
          <p></p>
        </div>`;
      case 'code':
        return vueCode({
          role: this.session.role,
          courriel: this.#courriel,
          code: this.#code,
          erreur: this.#erreur,
          enCours: this.#enCours,
          autre: this.#autre,
          attente: this.#attente,
          surCode: (valeur) => (this.#code = valeur),
          surEnvoi: () => void this.#ouvrir(),
          surAutre: () => void this.#renvoyer(),
          surChanger: () => this.#aller('adresse', 'courriel-connexion'),
        });
      case 'fenetre':
        return vueFenetre({ nom, surRecommencer: this.#enFenetre, surAnnuler: this.#annuler });
      case 'refusee':
        return vueRefusee({ nom, surRecommencer: this.#enPage, surAnnuler: this.#annuler });
      case 'adresse':
        return vueAdresse({
          role: this.session.role,
          fournisseur: this.#fournisseur,
          courriel: this.#courriel,
          rester: this.#rester,
          erreur: this.#erreur,
          enCours: this.#enCours,
          surCourriel: (valeur) => (this.#courriel = valeur),
          surRester: (valeur) => (this.#rester = valeur),
          surFournisseur: this.#enFenetre,
          surEnvoi: () => void this.#demander(),
        });
    }
  }

  async #connaitre(): Promise<void> {
    const lue = this.session
      .demander('GET', 'connexions', undefined, { libre: true })
      .then(async (reponse) => ((await reponse.json()) as Connexions).fournisseur)
      // Without the answer, the code is there.
      .catch(() => null);
    const tard = new Promise<null>((suite) => setTimeout(() => suite(null), PATIENCE));
    this.#fournisseur = await Promise.race([lue, tard]);
    this.etape = 'adresse';
  }

  async #demander(): Promise<void> {
    const courriel = (this.#courriel = this.#courriel.trim());
    this.#erreur = /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(courriel) ? undefined : ADRESSE_A_ECRIRE();
    if (this.#erreur) return this.#montrer('courriel-connexion');
    const partie = await this.#essayer('courriel-connexion', () => this.session.demanderCode(courriel));
    if (!partie) return;
    this.#code = '';
    this.#autre = false;
    this.#compter();
    this.#aller('code', 'code-connexion');
  }

  async #renvoyer(): Promise<void> {
    if (this.#attente > 0) return;
    if (!(await this.#essayer('code-connexion', () => this.session.demanderCode(this.#courriel)))) return;
    this.#autre = true;
    this.#code = '';
    this.#compter();
    this.#aller('code', 'code-connexion');
    this.annoncer(msg('Un autre code vient de partir. Seul le dernier sert.'));
  }

  async #ouvrir(): Promise<void> {
    const code = this.#code.replaceAll(/\D/g, '');
    this.#erreur = code.length === 6 ? undefined : msg('Tapez les 6 chiffres du code.');
    if (this.#erreur) return this.#montrer('code-connexion');
    const saisie = { courriel: this.#courriel, code, rester: this.#rester };
    this.session.lieu = this;
    if (await this.#essayer('code-connexion', () => this.session.ouvrir(saisie))) this.#finir();
  }

  readonly #enFenetre = (): void => {
    // The one before is over, its popup with it.
    this.#connexion?.annuler();
    const connexion = (this.#connexion = new ConnexionFournisseur(this.session, this.monde));
    this.#echec = undefined;
    this.session.lieu = this;
    // In the click itself: the popup opens there.
    const fin = connexion.enFenetre({ rester: this.#rester });
    this.#aller('fenetre', 'fenetre-ouverte');
    fin.then(
      () => this.#finir(),
      (erreur: unknown) => {
        if (connexion !== this.#connexion) return;
        if (erreur instanceof FenetreRefusee) return this.#aller('refusee', 'fenetre-refusee');
        this.#echec = estAbandon(erreur) ? undefined : phraseEchec(erreur);
        this.#aller('adresse', 'bouton-fournisseur');
      },
    );
  };

  readonly #enPage = (): void => {
    const connexion = new ConnexionFournisseur(this.session, this.monde);
    void this.#essayer('fenetre-refusee', () => connexion.enPage({ rester: this.#rester }));
  };

  readonly #annuler = (): void => {
    if (this.etape === 'fenetre') this.#connexion?.annuler();
    else this.#aller('adresse', 'bouton-fournisseur');
  };

  #finir(): void {
    clearInterval(this.#minuterie);
    this.#aller('adresse', '');
    this.#courriel = this.#code = '';
    this.dispatchEvent(new ConnexionFaiteEvent());
  }

  #compter(): void {
    this.#attente = ATTENTE;
    clearInterval(this.#minuterie);
    this.#minuterie = setInterval(() => {
      if (--this.#attente <= 0) clearInterval(this.#minuterie);
      this.requestUpdate();
    }, 1000);
  }

  /** @returns whether it was done; else says why, where it can be mended. */
  async #essayer(id: string, acte: () => Promise<void>): Promise<boolean> {
    if (this.#enCours) return false;
    this.#enCours = true;
    this.#erreur = this.#echec = undefined;
    this.requestUpdate();
    try {
      await acte();
      return true;
    } catch (erreur) {
      const code = erreur instanceof ErreurApi ? erreur.code : '';
      if (code === 'code-faux')
        this.#erreur = msg(
          'Ce code n’est pas le bon, ou il ne sert plus. Vérifiez le dernier courriel, ou demandez un autre code.',
        );
      else if (code === 'saisie-invalide' && id === 'courriel-connexion') this.#erreur = ADRESSE_A_ECRIRE();
      else this.#echec = phraseEchec(erreur, this.#fournisseur?.nom);
      return false;
    } finally {
      this.#enCours = false;
      if (this.#erreur || this.#echec) this.#montrer(id);
      this.requestUpdate();
    }
  }

  #aller(etape: ParvisConnexion['etape'], id: string): void {
    this.#erreur = undefined;
    this.etape = etape;
    if (id) this.#montrer(id);
  }

  #montrer(id: string): void {
    this.viser(id);
  }
}
