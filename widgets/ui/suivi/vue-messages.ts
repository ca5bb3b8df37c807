import { html, nothing, type TemplateResult } from 'lit';
import { msg, str } from '@lit/localize';
import type { Evenement, Suivi } from '#contract/schemas/demande.ts';
import { champTexteLong } from '../champs.ts';
import { instant } from '../chronologie.ts';
import { encart } from '../encart.ts';
import { champFichier } from '../formulaire/champ-fichier.ts';
import { iconeMessage } from '../icones/dossier.ts';
import type { Aide } from './contexte.ts';
import type { Pieces } from './pieces.ts';
import { CHAMP_PIECES, type Redaction } from './redaction.ts';

export interface VueMessages {
  suivi: Suivi;
  code: string;
  fuseau: string;
  redaction: Redaction;
  pieces: Pieces;
  aide: Aide | undefined;
  /** Marks what was not seen yet. */
  nouveau: (evenement: Evenement) => unknown;
  surEnvoyer: (evenement: Event) => void;
}

/** Messages both ways, oldest first, then what the citizen writes. */
export function vueMessages(vue: VueMessages): TemplateResult {
  const { suivi, fuseau, code, pieces, nouveau } = vue;
  const messages = suivi.evenements.filter((evenement) => evenement.type === 'message');
  return html`<section class="pile">
    <h3 id="titre-messages">${msg('Messages')}</h3>
    ${
      messages.length
        ? html`<ol class="messages" role="list" aria-labelledby="titre-messages">
            ${messages.map((message) => {
              const { le, auteur, donnees, rang } = message;
              const mien = auteur.role === 'usager' || auteur.role === 'aidant';
              return html`<li class=${mien ? 'de-moi' : 'de-la-mairie'} data-rang=${rang ?? nothing}>
                <p class="auteur">
                  <b>${nomAuteur(auteur, vue)}</b>
                  ${instant(le, fuseau)} ${nouveau(message)}
                </p>
                <p class="corps">${donnees.corps}</p>
                ${donnees.pieces.map((piece) => html`<p>${pieces.bouton(suivi.numero, code, piece)}</p>`)}
              </li>`;
            })}
          </ol>`
        : html`<p class="muet">${msg('Pas encore de message. Vous pouvez écrire au service ci-dessous.')}</p>`
    }
    ${suivi.statut === 'retiree' ? nothing : composition(vue)}
  </section>`;
}

/** A helper signs with his name, and hers. */
function nomAuteur({ role, nom }: Evenement['auteur'], { suivi, aide }: VueMessages): string {
  const pour = suivi.dossier?.accompagnement?.pour;
  if (role === 'usager') return aide?.pour ?? msg('Vous');
  if (role === 'aidant' && nom) return pour ? msg(str`${nom}, pour ${pour}`) : nom;
  return nom ?? (role === 'aidant' ? msg('Vous') : msg('La mairie'));
}

function composition({ suivi, redaction, aide, surEnvoyer }: VueMessages): TemplateResult {
  const { corps, erreur, echec, envoi, envoye, saisie } = redaction;
  // Fields that are asked have their own place.
  const attendu = suivi.statut === 'en-attente' && !suivi.dossier?.complement;
  return html`<form class="carte composition pile sans-papier" novalidate @submit=${surEnvoyer}>
    ${envoye ? encart('ok', msg('Votre message est envoyé. Le service vous répondra ici.')) : nothing}
    ${champTexteLong({
      id: 'message',
      libelle: attendu ? msg('Votre réponse au service') : msg('Écrire au service'),
      aide: aide && msg(str`Signé «\u00a0${aide.signature}, pour ${aide.pour}\u00a0».`),
      erreur,
      valeur: corps,
      lignes: 4,
      surSaisie: (texte) => redaction.ecrire(texte),
    })}
    ${champFichier(
      CHAMP_PIECES,
      { id: 'pieces', libelle: msg('Fichiers à joindre'), requis: false },
      CHAMP_PIECES.id,
      saisie,
    )}
    ${
      echec
        ? encart(
            'error',
            html`<p>${echec}</p>
              <p>${msg('Rien n’est perdu : votre message est toujours là.')}</p>`,
            { annonce: true, titre: msg('Votre message n’est pas parti') },
          )
        : nothing
    }
    <p>
      <button
        type="submit"
        class="bouton principal"
        id="envoyer-message"
        aria-disabled=${envoi ? 'true' : nothing}
      >
        ${iconeMessage()}${envoi ? msg('Envoi en cours…') : echec ? msg('Renvoyer mon message') : msg('Envoyer mon message')}
      </button>
    </p>
  </form>`;
}
