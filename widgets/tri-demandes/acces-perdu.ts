import { html, nothing, type TemplateResult } from 'lit';
import { msg, str } from '@lit/localize';
import type {
  NouveauRetablissement,
  Retablissement,
  Retablissements,
} from '#contract/schemas/retablissement.ts';
import { dateEnMots } from '../core/dates-en-mots.ts';
import { jourLocal } from '../core/dates.ts';
import { nouvelleCle } from '../core/cle.ts';
import { ErreurApi } from '../core/erreurs.ts';
import { champListe } from '../ui/champ-liste.ts';
import { champCase } from '../ui/champs-choix.ts';
import { champTexte } from '../ui/champs.ts';
import { encart } from '../ui/encart.ts';
import { phraseEchec, type Hote } from './contexte.ts';

type Ligne = Retablissements['retablissements'][number];
type Saisie = Record<'ancienne' | 'nouvelle' | 'piece' | 'motif', string>;

type Erreurs = Partial<Record<keyof Saisie | 'vu', string | undefined>>;

const VIDE: Saisie = { ancienne: '', nouvelle: '', piece: '', motif: '' };
const CHEMIN = 'agent/usagers/retablissement';

/**
 * « Accès perdu »: somebody at the counter has lost the mailbox that opens his space. Once his identity is checked, the
 * space gets another address; what was done of late can be undone.
 */
export class AccesPerdu {
  readonly #hote: Hote;
  readonly #fermer: () => void;
  #saisie = { ...VIDE };
  #vu = false;
  #erreurs: Erreurs = {};
  #echec = '';
  #fait: (Retablissement & { nouvelle: string }) | undefined;
  #recents: readonly Ligne[] = [];
  #enCours = false;
  #cle = nouvelleCle();

  constructor(hote: Hote, fermer: () => void) {
    this.#hote = hote;
    this.#fermer = fermer;
  }

  /** What can still be undone; without it, giving an address still works. */
  async charger(): Promise<void> {
    try {
      const { api, session } = this.#hote;
      this.#recents = (await session.avec(() => api.json<Retablissements>(CHEMIN))).retablissements;
    } catch (erreur) {
      this.#echec = phraseEchec(erreur);
    }
    this.#hote.requestUpdate();
  }

  rendre(): TemplateResult {
    return html`<div class="pile">
      <h2 id="titre-acces" tabindex="-1">${msg('Accès perdu')}</h2>
      ${this.#fait ? this.#confirmation(this.#fait) : this.#formulaire()}
      ${this.#echec ? encart('error', this.#echec, { annonce: true }) : nothing} ${this.#liste()}
      <p>
        <button type="button" class="bouton lien" @click=${this.#fermer}>${msg('Fermer')}</button>
      </p>
    </div>`;
  }

  #formulaire(): TemplateResult {
    const texte = (id: 'ancienne' | 'nouvelle' | 'motif', libelle: string, plus = {}) =>
      champTexte({
        id: `acces-${id}`,
        libelle,
        valeur: this.#saisie[id],
        erreur: this.#erreurs[id],
        autocomplete: 'off',
        surSaisie: (valeur) => (this.#saisie[id] = valeur),
        ...plus,
      });
    const adresse = { type: 'email', inputmode: 'email' } as const;
    return html`<form class="pile" novalidate @submit=${(evenement: Event) => void this.#envoyer(evenement)}>
      <p>
        ${msg('La personne est devant vous et n’a plus sa boîte de courriel. Vérifiez son identité, puis donnez une autre adresse à son espace.')}
      </p>
      ${texte('ancienne', msg('Son ancienne adresse de courriel'), adresse)}
      ${texte('nouvelle', msg('Sa nouvelle adresse de courriel'), {
        ...adresse,
        aide: msg('Un code y part tout de suite : la personne le tape pour entrer.'),
      })}
      ${champListe({
        id: 'acces-piece',
        libelle: msg('Pièce d’identité vue'),
        erreur: this.#erreurs.piece,
        valeur: this.#saisie.piece,
        options: [
          { valeur: '', libelle: msg('Choisissez…') },
          { valeur: 'carte-identite', libelle: msg('Carte d’identité') },
          { valeur: 'passeport', libelle: msg('Passeport') },
          { valeur: 'titre-de-sejour', libelle: msg('Titre de séjour') },
          { valeur: 'permis', libelle: msg('Permis de conduire') },
        ],
        surSaisie: (valeur) => (this.#saisie.piece = valeur),
      })}
      ${texte('motif', msg('Ce qu’il faut savoir'), { requis: false })}
      ${champCase({
        id: 'acces-vu',
        libelle: msg('J’ai vu la personne et sa pièce d’identité.'),
        erreur: this.#erreurs.vu,
        valeur: this.#vu,
        surSaisie: (vu) => (this.#vu = vu),
      })}
      <p class="actions">
        <button class="bouton principal" aria-disabled=${this.#enCours ? 'true' : nothing}>
          ${msg('Changer l’adresse')}
        </button>
      </p>
    </form>`;
  }

  #confirmation({ nouvelle, entrerAvant }: Retablissement & { nouvelle: string }): TemplateResult {
    const avant = dateEnMots(jourLocal(entrerAvant, this.#hote.fuseau));
    return encart(
      'ok',
      msg(
        str`Un code est parti à ${nouvelle}. La personne se connecte avec lui, au plus tard le ${avant}. L’ancienne adresse est prévenue, et toutes les connexions de cet espace sont fermées.`,
      ),
      { annonce: true, titre: msg('L’adresse est changée') },
    );
  }

  #liste(): unknown {
    if (this.#recents.length === 0) return nothing;
    return html`<h3>${msg('Changements des 7 derniers jours')}</h3>
      <ul role="list" class="pile">
        ${this.#recents.map(
          (ligne) =>
            html`<li>
              ${ligne.ancienne} → ${ligne.nouvelle}
              <span class="muet">
                ${msg(str`le ${dateEnMots(jourLocal(ligne.le, this.#hote.fuseau))}, par ${ligne.par}`)}${
                  ligne.entree ? msg(', la personne est entrée') : nothing
                }
              </span>
              <button
                type="button"
                class="bouton lien"
                aria-disabled=${this.#enCours ? 'true' : nothing}
                @click=${() => void this.#annuler(ligne)}
              >
                ${msg('Annuler ce changement')}<span class="cache"> ${ligne.ancienne}</span>
              </button>
            </li>`,
        )}
      </ul>`;
  }

  async #envoyer(evenement: Event): Promise<void> {
    evenement.preventDefault();
    if (this.#enCours) return;
    const formulaire = evenement.currentTarget as HTMLElement;
    const { ancienne, nouvelle, piece, motif } = this.#saisie;
    const adresse = (valeur: string) =>
      valeur.includes('@') ? undefined : msg('Écrivez l’adresse, par exemple nom@exemple.fr.');
    this.#erreurs = {
      ancienne: adresse(ancienne),
      nouvelle: adresse(nouvelle),
      piece: piece ? undefined : msg('Choisissez la pièce que vous avez vue.'),
      vu: this.#vu ? undefined : msg('Cochez cette case après avoir vu la personne et sa pièce.'),
    };
    if (Object.values(this.#erreurs).some(Boolean)) {
      this.#hote.annoncer(msg('Il y a des points à corriger.'));
      this.#hote.requestUpdate();
      await this.#hote.updateComplete;
      return formulaire.querySelector<HTMLElement>('[aria-invalid]')?.focus();
    }
    await this.#agir(async () => {
      const json = {
        ancienne: ancienne.trim(),
        nouvelle: nouvelle.trim(),
        piece,
        ...(motif.trim() && { motif: motif.trim() }),
      } as NouveauRetablissement;
      const fait = await this.#hote.api.json<Retablissement>(CHEMIN, {
        methode: 'POST',
        json,
        cle: this.#cle,
      });
      this.#fait = { ...fait, nouvelle: json.nouvelle };
    });
  }

  async #annuler({ id, ancienne }: Ligne): Promise<void> {
    if (this.#enCours) return;
    await this.#agir(async () => {
      await this.#hote.api.envoyer(`${CHEMIN}/${id}/annulation`, { methode: 'POST', json: {} });
      this.#fait = undefined;
      this.#hote.annoncer(msg(str`C’est annulé : ${ancienne} ouvre de nouveau l’espace.`));
    });
  }

  async #agir(acte: () => Promise<void>): Promise<void> {
    this.#enCours = true;
    this.#echec = '';
    this.#hote.requestUpdate();
    try {
      await this.#hote.session.avec(acte);
      this.#cle = nouvelleCle();
      await this.charger();
    } catch (erreur) {
      this.#echec = phraseEchec(erreur);
      const champs = erreur instanceof ErreurApi ? erreur.erreurs : [];
      for (const { chemin, message } of champs) {
        if (chemin in VIDE) this.#erreurs = { ...this.#erreurs, [chemin]: message };
      }
    } finally {
      this.#enCours = false;
      this.#hote.requestUpdate();
    }
  }
}
