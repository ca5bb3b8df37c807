import { html, nothing, type TemplateResult } from 'lit';
import { msg, str } from '@lit/localize';
import type { DemandeDeposee } from '#contract/schemas/demande.ts';
import type { Commune } from '#contract/schemas/commune.ts';
import type { DemarchePubliee } from '#contract/schemas/demarche.ts';
import { instantEnMots } from '../../core/dates-en-mots.ts';
import type { Client } from '../../core/client.ts';
import { boutonAccusePdf } from '../accuse-pdf.ts';
import { contactService } from '../contact-service.ts';
import { copier } from '../copier.ts';
import { iconeFait } from '../icones/communes.ts';
import { iconeCopier, iconeImprimer } from '../icones/formulaire.ts';

export interface HoteAccuse {
  readonly definition: DemarchePubliee;
  readonly ville: Commune | undefined;
  readonly client: Client;
  readonly accompagnement?: { apresDepot(): unknown } | undefined;
  annoncer(phrase: string): void;
}

/** What the citizen leaves with: number, code, what comes next (CRPA R112-11-1). */
export function dessinerAccuse(resultat: DemandeDeposee, hote: HoteAccuse): TemplateResult {
  const { genre } = hote.definition;
  const fuseau = hote.ville?.fuseau ?? 'Europe/Paris';
  const { numero, code, accuse } = resultat;
  const { service, silence, courriel } = accuse;
  const surCopier = async () => {
    const texte = msg(str`${accuse.titre} – numéro de suivi ${numero}, code ${code}. ${accuse.lien}`);
    hote.annoncer(
      (await copier(texte))
        ? msg('Copié\u00a0: vous pouvez coller le numéro, le code et le lien où vous voulez.')
        : msg('La copie n’est pas possible ici\u00a0: notez le numéro et le code, ou imprimez.'),
    );
  };
  return html`<div class="pile-large accuse">
    <h3 id="titre-etape" tabindex="-1">
      ${iconeFait()}
      ${genre === 'signalement' ? msg('Votre signalement est envoyé') : msg('Votre demande est envoyée')}
    </h3>
    <dl class="sesame">
      <div>
        <dt>${msg('Numéro de suivi')}</dt>
        <dd><span class="numero">${numero}</span></dd>
      </div>
      <div>
        <dt>${msg('Code de suivi')}</dt>
        <dd><span class="numero">${code}</span></dd>
      </div>
    </dl>
    <p>
      ${
        courriel
          ? msg(str`Un accusé de réception part à l’adresse ${courriel}. Il contient ce numéro et ce code.`)
          : msg('Notez bien ce numéro et ce code\u00a0: sans eux, vous ne pourrez pas suivre votre dossier.')
      }
    </p>
    <p class="papier">${msg('Pour suivre votre dossier\u00a0:')} ${accuse.lien.split('#')[0]}</p>
    <div class="actions">
      <a class="bouton principal" href=${accuse.lien}
        >${genre === 'signalement' ? msg('Suivre mon signalement') : msg('Suivre ma demande')}</a
      >
      <button type="button" class="bouton" @click=${surCopier}>${iconeCopier()}${msg('Copier')}</button>
      <button type="button" class="bouton" @click=${() => window.print()}>
        ${iconeImprimer()}${msg('Imprimer')}
      </button>
      ${boutonAccusePdf(hote.client, resultat, (phrase) => hote.annoncer(phrase))}
    </div>
    ${hote.accompagnement?.apresDepot()}
    <section class="pile">
      <h4>${msg('Et maintenant\u00a0?')}</h4>
      <p>
        ${msg(str`La mairie a reçu «\u00a0${accuse.titre}\u00a0» le ${instantEnMots(accuse.recueLe, fuseau)}.`)}
      </p>
      ${silence.explication ? html`<p>${silence.explication}</p>` : nothing}
      <p>${msg('Le service chargé de votre dossier\u00a0:')}</p>
      ${contactService(service.nom, service.contact)}
    </section>
  </div>`;
}
