import { html, nothing, type TemplateResult } from 'lit';
import { msg } from '@lit/localize';
import { formulaireComplet } from '#contract/formulaire-complet.ts';
import type { Adresse, Champ, CleProfil } from '#contract/formulaire.ts';
import { champsDuProfil, type CleReprise } from '#contract/profil.ts';
import type { Moi, ProfilSaisi } from '#contract/schemas/usager.ts';
import { valider } from '#contract/valider.ts';
import { garderProfil } from '../../core/client-usager.ts';
import { dateEnMots } from '../../core/dates-en-mots.ts';
import { encart } from '../encart.ts';
import type { HoteAccompagne } from '../formulaire/accompagner.ts';
import type { Brutes } from '../formulaire/chemins.ts';
import { iconeFait } from '../icones/communes.ts';
import { phraseEchec } from './echecs.ts';

type Contenu = string | Adresse;

interface Reprise {
  champ: Champ;
  cle: CleReprise;
  valeur: Contenu;
  certifiee: boolean;
}

/**
 * What the profile says of who files, in one form: offered with one press, never over what was typed; and after the
 * filing, new answers kept for the next time if their owner wants to.
 */
export class ProfilFormulaire {
  readonly #hote: HoteAccompagne;
  #moi: Moi;
  #brutes: Brutes = {};
  #refuse = false;
  #etatGarde: 'question' | 'envoi' | 'fait' | 'non' = 'question';
  #echec = '';

  constructor(hote: HoteAccompagne, moi: Moi) {
    this.#hote = hote;
    this.#moi = moi;
  }

  /** Above the questions of a step, as long as one of them is empty and the profile answers it. */
  offrir(champs: readonly Champ[], brutes: Brutes): unknown {
    this.#brutes = brutes;
    if (this.#refuse) return nothing;
    const reprises = this.#reprises(champs).filter(({ champ }) => estVide(brutes[champ.id]));
    if (!reprises.length) return nothing;
    return encart(
      'info',
      html`<dl class="reponses">
          ${reprises.map(
            ({ champ, valeur, certifiee }) =>
              html`<div>
                <dt>${champ.libelle}</dt>
                <dd>${enMots(valeur)} ${certifiee ? certifie() : nothing}</dd>
              </div>`,
          )}
        </dl>
        <div class="actions">
          <button type="button" class="bouton" id="remplir" @click=${() => this.#remplir(reprises)}>
            ${msg('Remplir avec ces réponses')}
          </button>
          <button type="button" class="bouton lien" @click=${() => this.#refuser()}>
            ${msg('Non, je les écris')}
          </button>
        </div>`,
      { titre: msg('Votre espace connaît ces réponses') },
    );
  }

  /** Under the receipt: the answers that the profile has not, or has otherwise. */
  garder(): unknown {
    if (this.#etatGarde === 'fait')
      return encart('ok', msg('C’est gardé dans votre espace.'), { annonce: true });
    const neuves = this.#neuves();
    if (this.#etatGarde === 'non' || !neuves.length) return nothing;
    return html`<section class="carte pile sans-papier" aria-labelledby="garder-profil">
      <h4 id="garder-profil">${msg('Garder ces réponses pour la prochaine fois\u00a0?')}</h4>
      <dl class="reponses">
        ${neuves.map(
          ({ champ, valeur }) =>
            html`<div>
              <dt>${champ.libelle}</dt>
              <dd>${enMots(valeur)}</dd>
            </div>`,
        )}
      </dl>
      <p class="petit muet">
        ${msg('Elles restent dans votre espace\u00a0: vous seul les voyez, et vous pouvez les changer ou les effacer.')}
      </p>
      ${this.#echec ? encart('error', this.#echec, { annonce: true }) : nothing}
      <div class="actions">
        <button
          type="button"
          class="bouton"
          aria-disabled=${this.#etatGarde === 'envoi' ? 'true' : nothing}
          @click=${() => void this.#garder(neuves)}
        >
          ${msg('Garder dans mon espace')}
        </button>
        <button type="button" class="bouton lien" @click=${() => this.#passer('non')}>
          ${msg('Non merci')}
        </button>
      </div>
    </section>`;
  }

  #reprises(champs: readonly Champ[]): Reprise[] {
    const { profil, identites } = this.#moi;
    const adresse = identites.find(({ moyen, principale }) => principale && moyen === 'courriel')?.libelle;
    return champsDuProfil(champs, this.#brutes as never).flatMap(({ champ, cles }): Reprise[] => {
      for (const cle of cles) {
        if (cle === 'courriel') {
          if (adresse) return [{ champ, cle, valeur: adresse, certifiee: false }];
        } else {
          const donnee = profil[cle];
          if (donnee)
            return [{ champ, cle, valeur: donnee.valeur, certifiee: donnee.source === 'franceconnect' }];
        }
      }
      return [];
    });
  }

  #remplir(reprises: readonly Reprise[]): void {
    for (const { champ, valeur } of reprises) this.#hote.changer(champ.id, valeur);
    this.#hote.annoncer(msg('C’est rempli. Vérifiez avant de continuer.'));
    this.#viser();
  }

  #refuser(): void {
    this.#refuse = true;
    this.#hote.requestUpdate();
    this.#viser();
  }

  /** The button has gone: the focus stays in the step. */
  #viser(): void {
    void this.#hote.updateComplete.then(() =>
      this.#hote.renderRoot.querySelector<HTMLElement>('#titre-etape')?.focus(),
    );
  }

  #neuves(): { champ: Champ; cle: CleProfil; valeur: Contenu }[] {
    const formulaire = formulaireComplet(this.#hote.definition);
    const { reponses } = valider(formulaire, this.#brutes, { aujourdhui: this.#hote.aujourdhui });
    const champs = formulaire.etapes.flatMap((etape) => etape.champs);
    const { profil } = this.#moi;
    const vues = new Set<CleProfil>();
    return champsDuProfil(champs, reponses).flatMap(({ champ, cles }) => {
      const valeur = reponses[champ.id] as Contenu | undefined;
      // Of the names, the one of birth, unless it is certified.
      const cle = cles.findLast((une) => une !== 'courriel' && profil[une]?.source !== 'franceconnect');
      const connue = cles.some(
        (une) => une !== 'courriel' && sansBlancs(profil[une]?.valeur) === sansBlancs(valeur),
      );
      if (valeur === undefined || cle === undefined || cle === 'courriel' || connue || vues.has(cle))
        return [];
      vues.add(cle);
      return [{ champ, cle, valeur }];
    });
  }

  async #garder(neuves: readonly { cle: CleProfil; valeur: Contenu }[]): Promise<void> {
    if (this.#etatGarde === 'envoi') return;
    this.#echec = '';
    this.#passer('envoi');
    const declares = Object.entries(this.#moi.profil).flatMap(([cle, donnee]) =>
      donnee?.source === 'declare' ? [[cle, donnee.valeur]] : [],
    );
    const nouvelles = neuves.map(({ cle, valeur }) => [cle, valeur]);
    try {
      const profil = Object.fromEntries([...declares, ...nouvelles]) as ProfilSaisi;
      this.#moi = await garderProfil(this.#hote.client, profil);
      this.#passer('fait');
    } catch (erreur) {
      this.#echec = phraseEchec(erreur);
      this.#passer('question');
    }
  }

  #passer(etat: 'question' | 'envoi' | 'fait' | 'non'): void {
    this.#etatGarde = etat;
    this.#hote.requestUpdate();
  }
}

/** A telephone is written with or without its spaces. */
const sansBlancs = (valeur: unknown): string => JSON.stringify(valeur ?? null).replaceAll(/\s/g, '');

const certifie = (): TemplateResult =>
  html`<span class="pastille ok">${iconeFait()}${msg('certifié par FranceConnect')}</span>`;

const estVide = (valeur: unknown): boolean =>
  valeur === undefined ||
  valeur === '' ||
  (typeof valeur === 'object' && valeur !== null && Object.values(valeur).every(estVide));

function enMots(valeur: Contenu): string {
  if (typeof valeur === 'string') return /^\d{4}-\d\d-\d\d$/.test(valeur) ? dateEnMots(valeur) : valeur;
  const { voie, complement, codePostal, ville, pays } = valeur;
  return [voie, complement, `${codePostal} ${ville}`, pays].filter(Boolean).join(', ');
}
