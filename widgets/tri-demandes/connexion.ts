import { html, nothing, type TemplateResult } from 'lit';
import { msg, str } from '@lit/localize';
import { champTexte } from '../ui/champs.ts';
import { encart } from '../ui/encart.ts';
import type { Session } from './session.ts';

export interface SaisieConnexion {
  courriel: string;
  code: string;
}

/**
 * Sign-in in two steps: the address, then the six digits that the town's mail gives.
 * An unknown address is answered alike: nobody learns here who works for the town.
 */
export function connexion(
  session: Session,
  saisie: SaisieConnexion,
  saisir: (plus: Partial<SaisieConnexion>) => void,
  ville: string | undefined,
): TemplateResult {
  if (session.etape === 'reprise') return reprise(session);
  const code = session.etape === 'code';
  const envoyer = (evenement: Event) => {
    evenement.preventDefault();
    if (code) void session.ouvrir(saisie.code.replaceAll(/\D/g, ''));
    else void session.demanderCode(saisie.courriel);
  };
  return html`<form class="connexion pile" data-retour="titre-file" @submit=${envoyer} novalidate>
    <h2 id="titre-connexion" tabindex="-1">${msg('Demandes des habitants')}</h2>
    ${
      session.finie
        ? encart(
            'warn',
            msg('Votre session est terminée. Connectez-vous de nouveau : ce que vous avez écrit est gardé.'),
          )
        : html`<p class="muet">
            ${ville ? msg(str`Espace des agents de ${ville}.`) : msg('Espace des agents de la commune.')}
          </p>`
    }
    ${session.erreur ? encart('error', session.erreur, { annonce: true }) : nothing}
    ${
      code
        ? html`${champTexte({
            id: 'code',
            libelle: msg('Code reçu par courriel'),
            // Read with the field, which takes the focus.
            aide: msg(
              str`Si ${session.courriel} est l’adresse d’un agent, un code de 6 chiffres vient d’y être envoyé. Il sert pendant 10 minutes.`,
            ),
            valeur: saisie.code,
            surSaisie: (valeur) => saisir({ code: valeur }),
            inputmode: 'numeric',
            autocomplete: 'one-time-code',
            classe: 'court code',
          })}`
        : champTexte({
            id: 'courriel',
            libelle: msg('Votre adresse de courriel professionnelle'),
            valeur: saisie.courriel,
            surSaisie: (valeur) => saisir({ courriel: valeur }),
            type: 'email',
            autocomplete: 'username',
          })
    }
    <p class="actions">
      <button class="bouton principal" aria-disabled=${session.enCours ? 'true' : nothing}>
        ${code ? msg('Me connecter') : msg('Recevoir un code')}
      </button>
      ${
        code
          ? html`<button type="button" class="bouton lien" @click=${() => session.changerAdresse()}>
              ${msg('Changer d’adresse ou recevoir un autre code')}
            </button>`
          : nothing
      }
    </p>
    ${code ? nothing : session.entree?.dessiner()}
  </form>`;
}

/** A session of this tab comes back: nothing to type, unless it cannot. */
const reprise = (session: Session): TemplateResult =>
  html`<div class="connexion pile" data-retour="titre-file">
    <h2 id="titre-connexion" tabindex="-1">${msg('Demandes des habitants')}</h2>
    ${
      session.erreur
        ? html`${encart('error', session.erreur, { annonce: true })}
            <p class="actions">
              <button class="bouton principal" @click=${() => void session.reprendre()}>
                ${msg('Réessayer')}
              </button>
            </p>`
        : html`<p class="muet" role="status">${msg('Un instant, nous reprenons votre session…')}</p>`
    }
  </div>`;
