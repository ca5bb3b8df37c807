import { html, nothing, type TemplateResult } from 'lit';
import { msg, str } from '@lit/localize';
import type { DemandeDeposee } from '#contract/schemas/demande.ts';
import type { DemarchePubliee, DemarcheResume } from '#contract/schemas/demarche.ts';
import type { Commune } from '#contract/schemas/commune.ts';
import { CANAUX, LIBELLES_CANAL, type Canal } from '#contract/vocabulaire.ts';
import { dateEnMots, instantEnMots } from '../core/dates-en-mots.ts';
import { aujourdhuiA } from '../core/jour.ts';
import { champListe } from '../ui/champ-liste.ts';
import { champRadios } from '../ui/champs-choix.ts';
import { champTexte } from '../ui/champs.ts';
import { contactService } from '../ui/contact-service.ts';
import { copier } from '../ui/copier.ts';
import { encart } from '../ui/encart.ts';
import { iconeFait, iconeRetour } from '../ui/icones/communes.ts';
import { iconeCopier, iconeImprimer } from '../ui/icones/formulaire.ts';
import type { FormulaireDeposeEvent } from '../ui/formulaire/events.ts';
import { phraseEchec, type Hote } from './contexte.ts';

type CanalSaisi = Exclude<Canal, 'web'>;

/** A request that came by the counter, the phone, a letter or an e-mail, typed with the citizen's own form. */
export class Saisie {
  ouverte = false;
  canal: CanalSaisi = 'guichet';
  /** `AAAA-MM-JJ`; `''`: today. */
  recueLe = '';
  demarche = '';
  definition: DemarchePubliee | undefined;
  erreur = '';
  resultat: DemandeDeposee | undefined;
  copie = false;
  readonly #hote: Hote;

  constructor(hote: Hote) {
    this.#hote = hote;
  }

  /** Opens a blank entry, or comes back to the one that was begun. */
  ouvrir(): void {
    if (this.resultat) this.recommencer();
    this.ouverte = true;
    this.#hote.requestUpdate();
  }

  /** What was typed stays for the next opening. */
  fermer(): void {
    this.ouverte = false;
    this.#hote.requestUpdate();
  }

  recommencer(): void {
    this.resultat = undefined;
    this.definition = undefined;
    this.demarche = '';
    this.recueLe = '';
    this.copie = false;
    this.#hote.requestUpdate();
  }

  changer(plus: Partial<Pick<Saisie, 'canal' | 'recueLe'>>): void {
    Object.assign(this, plus);
    this.#hote.requestUpdate();
  }

  /** The form and its reading come together, when a démarche is chosen and not before. */
  async choisir(code: string): Promise<void> {
    this.demarche = code;
    this.definition = undefined;
    this.erreur = '';
    this.#hote.requestUpdate();
    if (!code) return;
    try {
      const [definition] = await Promise.all([
        this.#hote.session.avec(() => this.#hote.api.lireDemarche(code)),
        import('../ui/formulaire/define.ts'),
      ]);
      if (this.demarche === code) this.definition = definition;
    } catch (erreur) {
      this.erreur = phraseEchec(erreur);
    }
    this.#hote.requestUpdate();
  }

  rendre(
    demarches: readonly DemarcheResume[],
    ville: Commune | undefined,
    fermer: () => void,
  ): TemplateResult {
    return html`<section class="saisie" aria-labelledby="titre-saisie" ?hidden=${!this.ouverte}>
      <p class="retour toujours">
        <button class="bouton lien" @click=${fermer}>${iconeRetour()}${msg('Retour à la file')}</button>
      </p>
      <h2 class="sans-papier" id="titre-saisie" tabindex="-1">${msg('Saisir une demande')}</h2>
      ${this.resultat ? this.#recu(this.resultat, ville, fermer) : this.#formulaire(demarches, ville)}
    </section>`;
  }

  #formulaire(demarches: readonly DemarcheResume[], ville: Commune | undefined): TemplateResult {
    const { maintenant, fuseau } = this.#hote;
    const jour = this.recueLe || aujourdhuiA(fuseau, maintenant);
    return html`<div class="pile">
      ${champRadios({
        id: 'saisie-canal',
        libelle: msg('Comment est-elle arrivée ?'),
        options: CANAUX.filter((valeur) => valeur !== 'web').map((valeur) => ({
          valeur,
          libelle: LIBELLES_CANAL[valeur],
        })),
        valeur: this.canal,
        surSaisie: (valeur) => this.changer({ canal: valeur as CanalSaisi }),
      })}
      <div class="cote-a-cote">
        ${champTexte({
          id: 'saisie-jour',
          type: 'date',
          libelle: msg('Jour de réception'),
          aide: msg('Le délai légal part de ce jour.'),
          valeur: jour,
          surSaisie: (valeur) => this.changer({ recueLe: valeur }),
          classe: 'court',
        })}
        ${champListe({
          id: 'saisie-demarche',
          libelle: msg('Démarche'),
          valeur: this.demarche,
          options: [
            { valeur: '', libelle: msg('Choisir…') },
            ...demarches
              .filter(({ depot }) => depot === 'en-ligne')
              .map(({ code, titre }) => ({ valeur: code, libelle: titre })),
          ],
          surSaisie: (valeur) => void this.choisir(valeur),
        })}
      </div>
      ${
        this.erreur
          ? encart(
              'error',
              html`<p>${this.erreur}</p>
                <p>
                  <button class="bouton" @click=${() => this.choisir(this.demarche)}>
                    ${msg('Réessayer')}
                  </button>
                </p>`,
              { annonce: true },
            )
          : nothing
      }
      ${
        this.definition
          ? html`<parvis-formulaire
              .definition=${this.definition}
              .canal=${this.canal}
              .client=${this.#hote.api}
              .ville=${ville}
              .maintenant=${maintenant && (() => maintenant)}
              .surEnvoi=${this.#envoyer}
              @formulaire-depose=${this.#depose}
            ></parvis-formulaire>`
          : nothing
      }
    </div>`;
  }

  readonly #envoyer = (
    depot: { demarche: string; version: number; reponses: object },
    options: { cle: string },
  ) => {
    const { canal, recueLe } = this;
    const saisie = { ...depot, canal, ...(recueLe ? { recueLe } : {}) } as Parameters<
      Hote['api']['saisir']
    >[0];
    return this.#hote.session.avec(() => this.#hote.api.saisir(saisie, options));
  };

  readonly #depose = ({ resultat }: FormulaireDeposeEvent) => {
    this.resultat = resultat;
    this.#hote.annoncer(msg(str`Demande enregistrée sous le numéro ${resultat.numero}.`));
    this.#hote.requestUpdate();
  };

  /** What is given to the person, on paper if need be: without these two she cannot follow her request. */
  #recu(
    { numero, code, accuse }: DemandeDeposee,
    ville: Commune | undefined,
    fermer: () => void,
  ): TemplateResult {
    const { echeance, explication } = accuse.silence;
    return html`<div class="recu-papier pile" id="recu">
      <div class="sans-papier">
        <p class="fait">${iconeFait()} ${msg('La demande est enregistrée.')}</p>
        <p>${msg('Donnez le numéro et le code à la personne : ils servent à suivre la demande.')}</p>
      </div>
      <h3>${msg('Accusé de réception')}${ville ? ` · ${ville.nom}` : ''}</h3>
      <dl class="reponses">
        <div>
          <dt>${msg('Démarche')}</dt>
          <dd>${accuse.titre}</dd>
        </div>
        <div>
          <dt>${msg('Numéro de suivi')}</dt>
          <dd><span class="numero">${numero}</span></dd>
        </div>
        <div>
          <dt>${msg('Code de suivi')}</dt>
          <dd><span class="numero">${code}</span></dd>
        </div>
        <div>
          <dt>${msg('Reçue')}</dt>
          <dd>${instantEnMots(accuse.recueLe, this.#hote.fuseau)}</dd>
        </div>
        ${
          echeance === null
            ? nothing
            : html`<div>
                <dt>${msg('Fin du délai légal')}</dt>
                <dd>${dateEnMots(echeance)}</dd>
              </div>`
        }
        <div>
          <dt>${msg('Pour la suivre')}</dt>
          <dd>${accuse.lien.split('#')[0]}</dd>
        </div>
      </dl>
      ${explication ? html`<p>${explication}</p>` : nothing}
      ${contactService(accuse.service.nom, accuse.service.contact)}
      <p class="muet sans-papier">
        ${
          accuse.courriel
            ? msg(str`L’accusé de réception est envoyé à ${accuse.courriel}.`)
            : msg('Sans courriel : imprimez cet accusé de réception et remettez-le.')
        }
      </p>
      <p class="actions">
        <button class="bouton principal" @click=${() => print()}>${iconeImprimer()}${msg('Imprimer')}</button>
        <button class="bouton" @click=${() => this.#copier(numero, code)}>
          ${iconeCopier()}${this.copie ? msg('Copié') : msg('Copier')}
        </button>
        <button class="bouton" @click=${() => this.recommencer()}>${msg('Saisir une autre demande')}</button>
        <button class="bouton lien" @click=${fermer}>${msg('Revenir à la file')}</button>
      </p>
    </div>`;
  }

  async #copier(numero: string, code: string): Promise<void> {
    this.copie = await copier(msg(str`Numéro : ${numero}, code : ${code}`));
    this.#hote.annoncer(
      this.copie ? msg('Copié.') : msg('La copie n’est pas permise ici : sélectionnez le texte.'),
    );
    this.#hote.requestUpdate();
  }
}
