import { html, type CSSResult, type TemplateResult } from 'lit';
import { msg } from '@lit/localize';
import type { Commune } from '#contract/schemas/commune.ts';
import { iconeRetour } from '../ui/icones/communes.ts';
import { resumeErreurs } from '../ui/resume-erreurs.ts';
import { Connexion } from './connexion.ts';
import type { Contexte } from '../ui/suivi/contexte.ts';
import { Dossier } from '../ui/suivi/dossier.ts';
import { lireSaisie, type Echec } from '../ui/suivi/echecs.ts';
import { ouverture } from '../ui/suivi/mots.ts';
import { NumeroPerdu } from './numero-perdu.ts';
import type { Prive } from '../ui/suivi/prive.ts';
import type { Minuterie } from '../ui/suivi/veille.ts';
import { vueSuivi } from '../ui/suivi/vue-suivi.ts';
import { vueCode } from './vue-code.ts';

/** What was typed to open a request; emptied by whoever closes it. */
export interface SaisieOuverture {
  numero: string;
  code: string;
}

export interface Cadre {
  ville(this: void): Commune | undefined;
  readonly saisie: SaisieOuverture;
  /** Where everything is drawn. */
  racine(this: void): ParentNode;
  /** Styles that came with a late part. */
  adopter(this: void, styles: readonly CSSResult[]): void;
}

/** Opening a request, and everything as long as it is open. */
export class Consultation {
  /** What kept the last act from succeeding. */
  echecs: readonly Echec[] = [];
  /** Somebody closed what was open: the same link opens it again. */
  fermee = false;
  readonly #hote: Contexte;
  readonly #cadre: Cadre;
  readonly #dossier: Dossier;
  readonly #connexion: Connexion;
  #prive: Prive | undefined;
  /** « J’ai perdu mon numéro ». */
  readonly perdu: NumeroPerdu;

  constructor(hote: Contexte, cadre: Cadre, minuterie?: Minuterie) {
    this.#hote = hote;
    this.perdu = new NumeroPerdu(hote);
    this.#cadre = cadre;
    this.#dossier = new Dossier(hote, () => this.#chargerPrive(), minuterie);
    this.#connexion = new Connexion(hote, () => this.#surSession());
  }

  get lecture(): boolean {
    return this.#dossier.lecture;
  }

  /** The list of what is wrong in what was typed. */
  get resume(): unknown {
    return resumeErreurs(
      this.echecs.flatMap(({ champ, phrase }) => (champ ? [{ cible: champ, message: phrase }] : [])),
    );
  }

  /** The open request; `undefined` when none is. */
  dessiner({ fuseau }: Commune): TemplateResult | undefined {
    const { suivi, code, lecture } = this.#dossier;
    if (!suivi) return undefined;
    const prive = suivi.dossier ? this.#prive?.parties(suivi, code ?? '', fuseau) : undefined;
    return vueSuivi({
      suivi,
      fuseau,
      echec: prive && this.echecs[0]?.phrase,
      lecture,
      prive,
      ouvrir: prive ? undefined : [this.#code(suivi.numero), code ? undefined : this.#connexion.dessiner()],
      sortie: html`<button type="button" class="bouton lien" @click=${this.#surFermer}>
        ${iconeRetour()}${msg('Suivre une autre demande')}
      </button>`,
      surActualiser: () => void this.#actualiser(),
    });
  }

  #code(numero: string): TemplateResult {
    const { saisie } = this.#cadre;
    return vueCode({
      code: saisie.code,
      echecs: this.echecs,
      lecture: this.#dossier.lecture,
      surCode: (texte) => {
        saisie.code = texte;
      },
      surOuvrir: (evenement) => {
        evenement.preventDefault();
        if (saisie.code.trim()) void this.ouvrir(numero, true);
        else this.#echouer([{ champ: 'code', phrase: msg('Indiquez votre code.') }]);
      },
    });
  }

  readonly #surFermer = (): void => {
    this.fermer();
    this.#hote.viser('numero');
  };

  /** `viser`: the focus goes to what was opened, for somebody asked. */
  async ouvrir(numero: string, viser: boolean): Promise<void> {
    const { saisie } = this.#cadre;
    const lu = lireSaisie({ numero, code: saisie.code }, this.#cadre.ville());
    if ('echecs' in lu) return this.#echouer(lu.echecs);
    this.echecs = [];
    this.fermee = false;
    const avant = this.#dossier.suivi?.numero;
    if (!lu.code) await this.#connexion.reprise();
    if (await this.#dossier.ouvrir(lu.numero, lu.code)) {
      if (avant !== lu.numero) this.#prive?.vider();
      saisie.code = '';
      this.#hote.annoncer(ouverture(this.#dossier.suivi!));
      if (viser) this.#hote.viser('titre');
    } else if (this.#dossier.echec) this.#echouer([this.#dossier.echec]);
  }

  fermer(): void {
    this.fermee = true;
    this.#dossier.fermer();
    this.#prive?.vider();
    Object.assign(this.#cadre.saisie, { numero: '', code: '' });
    this.echecs = [];
  }

  #echouer(echecs: readonly Echec[]): void {
    this.echecs = echecs;
    this.#hote.requestUpdate();
    const [echec] = echecs;
    if (echec?.champ) this.#hote.viser(this.#dossier.suivi ? echec.champ : 'resume-erreurs', echec.phrase);
  }

  async #actualiser(): Promise<void> {
    if (this.#dossier.lecture) return;
    this.echecs = [];
    await this.#dossier.actualiser();
    if (this.#dossier.echec) this.echecs = [this.#dossier.echec];
    this.#hote.requestUpdate();
  }

  /** Somebody has signed in, or out: what was opened by its number alone is more, or less, than it was. */
  async #surSession(): Promise<void> {
    const { suivi, code } = this.#dossier;
    if (!suivi || code) return;
    if (!this.#connexion.ouverte) return this.fermer();
    await this.#dossier.ouvrir(suivi.numero);
    if (this.#dossier.suivi) this.#hote.annoncer(ouverture(this.#dossier.suivi));
  }

  /** Who follows by number alone never downloads the holder's part. */
  async #chargerPrive(): Promise<void> {
    const { Prive: Partie, priveStyles } = await import('../ui/suivi/prive.ts');
    if (this.#prive) return;
    this.#cadre.adopter(priveStyles);
    this.#prive = new Partie(this.#hote, {
      ajouter: (numero, evenement) => this.#dossier.ajouter(numero, evenement),
      remplacer: (suivi, viser) => {
        if (this.#dossier.remplacer(suivi) && viser) this.#hote.viser('titre');
      },
      racine: this.#cadre.racine,
      adopter: this.#cadre.adopter,
    });
  }
}
