import { html, nothing, type TemplateResult } from 'lit';
import { msg } from '@lit/localize';
import type { FichierJoint } from '#contract/formulaire.ts';
import type { Suivi } from '#contract/schemas/demande.ts';
import { agir } from '../../core/client-suivi.ts';
import { encart } from '../encart.ts';
import { iconeFait } from '../icones/communes.ts';
import { Acte } from './acte.ts';
import type { Contexte } from './contexte.ts';
import { documentsDe } from './vue-documents.ts';
import { impliciteEnVigueur } from './vue-implicite.ts';

/** What the holder may ask once silence has decided: the attestation (CRPA L232-3), the reasons (L232-4). */
export class ActesDuSilence {
  readonly #acte: Acte;
  readonly #hote: Contexte;
  /** Number of the request whose reasons were asked here. */
  #motifs: string | undefined;

  constructor(hote: Contexte) {
    this.#hote = hote;
    this.#acte = new Acte(hote);
  }

  vider(): void {
    this.#acte.vider();
    this.#motifs = undefined;
  }

  dessiner(
    suivi: Suivi,
    code: string,
    fichier: (piece: FichierJoint) => unknown,
    surFait: (suivi: Suivi) => void,
  ): unknown {
    const implicite = impliciteEnVigueur(suivi);
    if (!implicite) return nothing;
    const demander = (acte: 'attestation' | 'motifs') => () =>
      void this.#demander(acte, suivi.numero, code, surFait);
    if (implicite.sens === 'acceptation') {
      const attestation = documentsDe(suivi).find(({ donnees }) => donnees.nature === 'attestation');
      return attestation
        ? html`<p id="attestation" tabindex="-1">${fichier(attestation.donnees.piece)}</p>`
        : this.#bouton(msg('Obtenir l’attestation'), demander('attestation'));
    }
    return this.#motifs === suivi.numero || motifsDemandes(suivi)
      ? html`<p id="motifs-demandes" tabindex="-1">
          ${iconeFait()}
          ${msg('Vous avez demandé les raisons. La mairie a 1 mois pour vous les donner, ici et par courriel.')}
        </p>`
      : this.#bouton(msg('Demander les raisons de ce refus'), demander('motifs'));
  }

  #bouton(libelle: string, surClic: () => void): TemplateResult {
    const { envoi, echec } = this.#acte;
    return html`${echec ? encart('error', echec, { annonce: true, titre: msg('Cela n’est pas passé') }) : nothing}
      <p class="sans-papier">
        <button
          type="button"
          class="bouton principal"
          aria-disabled=${envoi ? 'true' : nothing}
          @click=${surClic}
        >
          ${envoi ? msg('Envoi en cours…') : libelle}
        </button>
      </p>`;
  }

  async #demander(
    acte: 'attestation' | 'motifs',
    numero: string,
    code: string,
    surFait: (suivi: Suivi) => void,
  ): Promise<void> {
    const suivi = await this.#acte.lancer(`${acte} ${numero}`, (cle) =>
      agir(this.#hote.client, { numero, code }, acte, {}, { cle }),
    );
    if (!suivi) return;
    if (acte === 'motifs') this.#motifs = numero;
    surFait(suivi);
    this.#hote.annoncer(
      acte === 'motifs' ? msg('Votre demande est envoyée.') : msg('L’attestation est prête à télécharger.'),
    );
    this.#hote.viser(acte === 'motifs' ? 'motifs-demandes' : 'attestation');
  }
}

/** The message that asks for them, in the citizen's name, cites its article. */
const motifsDemandes = ({ evenements }: Suivi): boolean =>
  evenements.some(
    ({ type, auteur, donnees }) =>
      type === 'message' &&
      auteur.role !== 'agent' &&
      (donnees as { corps: string }).corps.includes('L232-4'),
  );
