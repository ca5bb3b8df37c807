import { html, nothing } from 'lit';
import { msg, str } from '@lit/localize';
import type { Brouillons } from '../../core/brouillon.ts';
import type { Client } from '../../core/client.ts';
import { dateEnMots } from '../../core/dates-en-mots.ts';
import { instantRelatif } from '../../core/dates.ts';
import type { Session } from '../../core/session/session.ts';
import { encart } from '../encart.ts';
import { Synchro, type Cas } from './brouillons-synchro.ts';

/** The one that keeps the drafts of `stock` in the space of who is signed in. */
export function synchroniser(stock: Brouillons, client: Client, session: Session): Synchro {
  const { gardien } = stock;
  return gardien instanceof Synchro && !gardien.arretee ? gardien : new Synchro(stock, client, session);
}

/** Where the answers of a form are, at its foot. */
export function direGarde(
  synchro: Synchro,
  demarche: string,
  { partage, refuse }: Brouillons,
  fuseau: string,
): string {
  const rienIci = partage || refuse;
  const refus = synchro.refus(demarche);
  if (synchro.arretee) {
    return rienIci
      ? msg('Vous n’êtes plus connecté\u00a0: ce que vous ajoutez maintenant n’est gardé nulle part.')
      : msg('Vous n’êtes plus connecté\u00a0: ce que vous ajoutez maintenant est gardé sur cet appareil.');
  }
  if (synchro.attend(demarche) && (synchro.panne || refus)) {
    const debut = refus ?? msg('Votre espace ne répond pas pour le moment.');
    if (rienIci)
      return msg(str`${debut} Laissez cette page ouverte\u00a0: rien n’est gardé sur cet appareil.`);
    if (refus) return msg(str`${debut} Vos réponses sont gardées sur cet appareil.`);
    return msg(
      str`${debut} Vos réponses sont gardées sur cet appareil. Elles iront dans votre espace dès que possible.`,
    );
  }
  if (synchro.attend(demarche) && synchro.attendChoix(demarche)) {
    return rienIci
      ? msg('Vos derniers ajouts ne sont gardés nulle part tant que vous n’avez pas choisi, plus haut.')
      : msg('Vos derniers ajouts sont gardés sur cet appareil. Ils attendent votre choix, plus haut.');
  }
  const garde = synchro.garde(demarche);
  if (!garde)
    return msg('Vos réponses seront gardées dans votre espace, pour les reprendre sur tout appareil.');
  const quand = instantRelatif(garde.majLe, fuseau);
  const jour = dateEnMots(garde.expireLe.slice(0, 10));
  return msg(
    str`Enregistré dans votre espace ${quand}. Vous pouvez reprendre sur tout appareil, jusqu’au ${jour}.`,
  );
}

export interface VueAvis {
  fuseau: string;
  /** The last choice did not pass. */
  coupure: boolean;
  surChoisir: (garderIci: boolean) => void;
  surGarder: () => void;
  surEffacer: () => void;
  surReprendre: (id: string) => void;
  surLaisser: () => void;
}

/** Above the questions: was this form filled in, filed or begun elsewhere too? */
export function dessinerAvis(cas: Cas, vue: VueAvis): unknown {
  const coupure = vue.coupure
    ? html`<p><b>${msg('La connexion ne passe pas. Réessayez dans un instant.')}</b></p>`
    : nothing;
  const bouton = (id: string, libelle: string, acte: () => void) =>
    html`<button type="button" class="bouton" id=${id} @click=${acte}>${libelle}</button>`;
  if (cas.genre === 'offre') {
    const quand = instantRelatif(cas.ligne.majLe, vue.fuseau);
    return encart(
      'info',
      html`<p>${msg(str`Vos réponses sont dans votre espace. Dernier ajout\u00a0: ${quand}.`)}</p>
        ${coupure}
        <div class="actions">
          ${bouton('reprendre-offre', msg('Reprendre ces réponses'), () => vue.surReprendre(cas.ligne.id))}
          ${bouton('laisser', msg('Commencer une autre demande'), vue.surLaisser)}
        </div>`,
      { annonce: true, titre: msg('Vous avez déjà commencé cette démarche') },
    );
  }
  if (cas.genre === 'parti') {
    const { numero, ajouts } = cas;
    return encart(
      ajouts ? 'warn' : 'info',
      html`<p>
          ${
            numero
              ? msg(str`Vous l’avez envoyée depuis un autre appareil, sous le numéro ${numero}.`)
              : msg('Ce que vous aviez commencé a été envoyé ou effacé depuis un autre appareil.')
          }
          ${ajouts ? msg('Ce que vous avez tapé ici est encore là.') : msg('Voici un formulaire vide.')}
        </p>
        ${coupure}
        <div class="actions">
          ${
            ajouts
              ? [
                  bouton('effacer-parti', msg('Effacer ces réponses'), vue.surEffacer),
                  bouton('garder-parti', msg('Les garder pour une autre demande'), vue.surGarder),
                ]
              : bouton('laisser', msg('J’ai compris'), vue.surLaisser)
          }
        </div>`,
      {
        annonce: true,
        titre: numero ? msg('Cette demande est déjà envoyée') : msg('Ces réponses ne sont plus à envoyer'),
      },
    );
  }
  const quand = instantRelatif(cas.autre.majLe, vue.fuseau);
  return encart(
    'warn',
    html`<p>
        ${msg(str`Vous avez aussi rempli ce formulaire sur un autre appareil ou dans un autre onglet, ${quand}. Rien n’est perdu\u00a0: l’autre version reste dans votre espace.`)}
      </p>
      ${coupure}
      <div class="actions">
        ${bouton('garder-ici', msg('Continuer avec les réponses de cet appareil'), () => vue.surChoisir(true))}
        ${bouton('prendre-autre', msg('Prendre les réponses de l’autre appareil'), () => vue.surChoisir(false))}
      </div>`,
    { annonce: true, titre: msg('Commencé aussi sur un autre appareil') },
  );
}
