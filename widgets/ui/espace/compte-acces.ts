import { html, nothing, type TemplateResult } from 'lit';
import { msg, str } from '@lit/localize';
import type { Connexions } from '#contract/schemas/session.ts';
import type { Identite, Moi } from '#contract/schemas/usager.ts';
import { nouvelleCle } from '../../core/cle.ts';
import { ErreurApi } from '../../core/erreurs.ts';
import { ConnexionFournisseur } from '../../core/session/fournisseur.ts';
import { champCase } from '../champs-choix.ts';
import { champTexte } from '../champs.ts';
import { panne, squelette } from '../chargement.ts';
import { instant } from '../chronologie.ts';
import { ADRESSE_A_ECRIRE, phraseEchec } from '../connexion/phrases.ts';
import { encart } from '../encart.ts';
import { veillerCourriels } from '../formulaire/suggestion-courriel.ts';
import { avecPreuve } from './preuve.ts';
import { VueCompte } from './vue-compte.ts';

interface Ajout {
  etape: 'adresse' | 'code';
  courriel: string;
  code: string;
  principale: boolean;
  erreur: string | undefined;
}

interface Lu {
  moi: Moi;
  fournisseur: Connexions['fournisseur'];
}

/**
 * « Mes moyens d’entrer »: addresses and the provider, joined with proof of both, removed, the main one changed.
 * Internal to the kit.
 */
export class CompteAcces extends VueCompte {
  readonly #lecture = this.tache<Lu>(async () => {
    const [moi, { fournisseur }] = await Promise.all([
      this.session.lireMoi<Moi>(),
      this.client.json<Connexions>('usager/connexions').catch(() => ({ fournisseur: null })),
    ]);
    return { moi, fournisseur };
  });
  #ajout: Ajout | undefined;
  /** Id of the identity that is about to go. */
  #retrait: string | undefined;
  #connexion: ConnexionFournisseur | undefined;
  #avis: string | undefined;

  protected override firstUpdated(): void {
    veillerCourriels({
      renderRoot: this.renderRoot,
      annoncer: (phrase) => this.annoncer(phrase),
    });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#connexion?.annuler();
  }

  protected override phrase(erreur: unknown): string {
    return phraseEchec(erreur);
  }

  protected override contenu(): TemplateResult {
    const vue = (lu: Lu) => this.#page(lu);
    return this.#lecture.render({
      pending: () => (this.#lecture.value ? vue(this.#lecture.value) : squelette()),
      error: (erreur) => panne(erreur, () => void this.#lecture.run(), msg('Votre compte ne s’affiche pas')),
      complete: vue,
    }) as TemplateResult;
  }

  #page({ moi, fournisseur }: Lu): TemplateResult {
    const joint = moi.identites.some(({ moyen }) => moyen !== 'courriel');
    return html`<div class="rubrique pile">
      <h2 id="titre-acces" tabindex="-1">${msg('Mon adresse, mes moyens d’entrer')}</h2>
      <p>
        ${msg('Chacun ouvre votre espace. En avoir deux vous protège si vous perdez l’accès à votre boîte de courriel.')}
      </p>
      ${this.echec ? encart('error', this.echec, { annonce: true }) : nothing}
      ${this.#avis ? encart('info', this.#avis, { annonce: true }) : nothing}
      <ul class="lignes" role="list">
        ${moi.identites.map((identite) => this.#ligne(identite, moi.identites.length > 1))}
      </ul>
      ${this.#ajout ? this.#dessinerAjout(this.#ajout) : this.#actions(joint ? null : fournisseur)}
    </div>`;
  }

  #ligne({ id, moyen, libelle, verifieeLe, principale }: Identite, plusieurs: boolean): TemplateResult {
    return html`<li>
      <p class="tete">
        <b>${libelle}</b>
        ${principale ? html`<span class="pastille ok">${msg('Reçoit vos courriels')}</span>` : nothing}
      </p>
      <p class="muet">
        ${moyen === 'courriel' ? msg('Adresse vérifiée') : msg('Identité vérifiée')}
        ${instant(verifieeLe, this.fuseau, this.maintenant)}.
      </p>
      ${this.#retrait === id ? this.#confirmation(id, libelle) : nothing}
      ${
        plusieurs && this.#retrait !== id
          ? html`<p>
              <button
                type="button"
                class="bouton"
                aria-label=${msg(str`Retirer ${libelle}`)}
                @click=${() => this.#demanderRetrait(id)}
              >
                ${msg('Retirer')}
              </button>
            </p>`
          : nothing
      }
    </li>`;
  }

  #confirmation(id: string, libelle: string): TemplateResult {
    return html`<div class="pile" id="confirmer-retrait" tabindex="-1">
      <p>${msg(str`Retirer ${libelle} ? Vous ne pourrez plus entrer de cette façon.`)}</p>
      <p class="actions">
        <button type="button" class="bouton danger" @click=${() => void this.#retirer(id, libelle)}>
          ${msg('Oui, retirer')}
        </button>
        <button type="button" class="bouton lien" @click=${() => this.#demanderRetrait(undefined)}>
          ${msg('Non, garder')}
        </button>
      </p>
    </div>`;
  }

  #actions(fournisseur: Connexions['fournisseur']): TemplateResult {
    return html`<p class="actions">
      <button type="button" class="bouton" id="ajouter-adresse" @click=${() => this.#commencer()}>
        ${msg('Ajouter ou changer d’adresse')}
      </button>
      ${
        fournisseur
          ? html`<button type="button" class="bouton" @click=${this.#joindreFournisseur}>
              ${msg(str`Ajouter ${fournisseur.nom}`)}
            </button>`
          : nothing
      }
    </p>`;
  }

  #dessinerAjout(ajout: Ajout): TemplateResult {
    const code = ajout.etape === 'code';
    return html`<form
      class="pile"
      novalidate
      @submit=${(evenement: Event) => {
        evenement.preventDefault();
        void (code ? this.#joindre(ajout) : this.#recevoir(ajout));
      }}
    >
      <h3>${msg('Nouvelle adresse')}</h3>
      ${
        code
          ? champTexte({
              id: 'code-ajout',
              libelle: msg('Code reçu par courriel'),
              aide: msg(str`6 chiffres, envoyés à ${ajout.courriel}. Regardez aussi dans les indésirables.`),
              erreur: ajout.erreur,
              inputmode: 'numeric',
              autocomplete: 'one-time-code',
              classe: 'code',
              valeur: ajout.code,
              surSaisie: (valeur) => (ajout.code = valeur),
            })
          : html`${champTexte({
              id: 'courriel-ajout',
              libelle: msg('Votre autre adresse de courriel'),
              aide: msg('Nous y envoyons un code, pour être sûrs qu’elle est à vous.'),
              erreur: ajout.erreur,
              type: 'email',
              inputmode: 'email',
              autocomplete: 'email',
              valeur: ajout.courriel,
              surSaisie: (valeur) => (ajout.courriel = valeur),
            })}
            ${champCase({
              id: 'principale-ajout',
              libelle: msg('Recevoir désormais mes courriels à cette adresse'),
              requis: false,
              muet: true,
              valeur: ajout.principale,
              surSaisie: (valeur) => (ajout.principale = valeur),
            })}`
      }
      <p class="actions">
        <button type="submit" class="bouton principal" aria-disabled=${this.enCours ? 'true' : nothing}>
          ${code ? msg('Ajouter cette adresse') : msg('Recevoir un code')}
        </button>
        <button type="button" class="bouton lien" @click=${() => this.#finir('ajouter-adresse')}>
          ${msg('Annuler')}
        </button>
      </p>
    </form>`;
  }

  #commencer(): void {
    this.#avis = undefined;
    this.#ajout = { etape: 'adresse', courriel: '', code: '', principale: true, erreur: undefined };
    this.viser('courriel-ajout');
  }

  #finir(id: string): void {
    this.#ajout = undefined;
    this.echec = undefined;
    this.viser(id);
  }

  async #recevoir(ajout: Ajout): Promise<void> {
    const courriel = (ajout.courriel = ajout.courriel.trim());
    ajout.erreur = /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(courriel) ? undefined : ADRESSE_A_ECRIRE();
    const partie =
      !ajout.erreur &&
      (await this.essayer(() =>
        this.#prouver(async () => {
          const requete = { methode: 'POST', json: { courriel }, cle: nouvelleCle() } as const;
          await this.client.envoyer('usager/identites/code', requete);
        }),
      ));
    if (partie) ajout.etape = 'code';
    this.viser(partie ? 'code-ajout' : 'courriel-ajout');
  }

  async #joindre(ajout: Ajout): Promise<void> {
    const code = ajout.code.replaceAll(/\D/g, '');
    ajout.erreur = code.length === 6 ? undefined : msg('Tapez les 6 chiffres du code.');
    if (ajout.erreur) return this.viser('code-ajout');
    const { courriel, principale } = ajout;
    const faite = await this.essayer(() =>
      this.#prouver(async () => {
        const json = { courriel, code, principale };
        await this.#poser(await this.client.json<Moi>('usager/identites', { methode: 'POST', json }));
      }),
    );
    if (!faite) return this.viser('code-ajout');
    this.#finir('titre-acces');
    this.annoncer(msg(str`${courriel} ouvre maintenant votre espace.`));
  }

  #demanderRetrait(id: string | undefined): void {
    this.#retrait = id;
    this.viser(id ? 'confirmer-retrait' : 'titre-acces');
  }

  async #retirer(id: string, libelle: string): Promise<void> {
    const fait = await this.essayer(() =>
      this.#prouver(async () => {
        await this.#poser(await this.client.json<Moi>(`usager/identites/${id}`, { methode: 'DELETE' }));
      }),
    );
    this.#retrait = undefined;
    this.viser('titre-acces');
    if (fait) this.annoncer(msg(str`${libelle} est retiré.`));
  }

  /** In the click: the popup opens there. Where a proof is missing, it is asked for, then the button is pressed again. */
  readonly #joindreFournisseur = (): void => {
    const connexion = (this.#connexion = new ConnexionFournisseur(this.session));
    const { nom } = this.#lecture.value!.fournisseur!;
    const fin = connexion.enFenetre({ but: 'joindre' });
    this.#avis = msg(str`Suivez les indications de la fenêtre ${nom}. Cette page vous attend.`);
    void this.essayer(async () => {
      try {
        await fin;
        this.#avis = msg(str`${nom} ouvre maintenant votre espace.`);
        await this.#lecture.run();
      } catch (erreur) {
        this.#avis = undefined;
        if ((erreur as Error).name === 'FenetreRefusee') return connexion.enPage({ but: 'joindre' });
        if (!(erreur instanceof ErreurApi && erreur.code === 'preuve-fraiche')) throw erreur;
        await this.#prouver(() => Promise.reject(erreur)).catch((encore: unknown) => {
          if (encore !== erreur) throw encore;
        });
        this.#avis = msg(str`C’est vérifié. Appuyez de nouveau sur « Ajouter ${nom} ».`);
      }
    });
  };

  #prouver<T>(acte: () => Promise<T>): Promise<T> {
    return avecPreuve(this.renderRoot, this.client, acte);
  }

  async #poser(moi: Moi): Promise<void> {
    this.session.poserMoi(moi);
    await this.#lecture.run();
  }
}
