import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html, LitElement, type TemplateResult } from 'lit';

import { portAubier } from '../test/fixtures/communes.ts';
import { ilYA, MAINTENANT } from '../test/fixtures/temps.ts';
import { STATUTS } from '../server/contract/vocabulaire.ts';
import { racineStyles } from '../widgets/core/racine.styles.ts';
import { baseStyles } from '../widgets/ui/base.styles.ts';
import { champListe } from '../widgets/ui/champ-liste.ts';
import { champCase, champCases, champRadios } from '../widgets/ui/champs-choix.ts';
import { champTexte, champTexteLong } from '../widgets/ui/champs.ts';
import { champsStyles } from '../widgets/ui/champs.styles.ts';
import { panne, squelette } from '../widgets/ui/chargement.ts';
import { chronologie } from '../widgets/ui/chronologie.ts';
import { chronologieStyles } from '../widgets/ui/chronologie.styles.ts';
import { contactService } from '../widgets/ui/contact-service.ts';
import { contactStyles } from '../widgets/ui/contact-service.styles.ts';
import { encart } from '../widgets/ui/encart.ts';
import { resumeErreurs } from '../widgets/ui/resume-erreurs.ts';
import { pastilleStatut } from '../widgets/ui/statut.ts';

/** Parts of the kit, drawn in the same root as the widgets. */
class VitrineUi extends LitElement {
  static override styles = [racineStyles, baseStyles, champsStyles, chronologieStyles, contactStyles];
  static override properties = { contenu: { attribute: false }, sombre: { type: Boolean } };
  declare contenu: TemplateResult;
  declare sombre: boolean;

  override render(): TemplateResult {
    return html`<div class="root pile-large ${this.sombre ? 'sombre' : ''}">${this.contenu}</div>`;
  }
}
customElements.define('vitrine-ui', VitrineUi);

const meta: Meta = { title: 'Pièces du kit' };
export default meta;

const montrer = (contenu: TemplateResult): StoryObj => ({
  render: () => html`<vitrine-ui .contenu=${contenu}></vitrine-ui>`,
});
const rien = () => {};

export const Champs = montrer(html`
  ${champTexte({ id: 'a', libelle: 'Votre nom', aide: 'Tel qu’il est écrit sur vos papiers.', valeur: 'Le Goff', surSaisie: rien })}
  ${champTexte({ id: 'b', libelle: 'Une surface', erreur: 'Indiquez une surface en chiffres, par exemple 12.', valeur: 'x', surSaisie: rien, classe: 'court', unite: 'm²' })}
  ${champTexteLong({ id: 'c', libelle: 'Un message', requis: false, valeur: '', surSaisie: rien })}
  ${champRadios({
    id: 'd',
    libelle: 'Un choix',
    options: [
      { valeur: 'oui', libelle: 'Oui' },
      { valeur: 'non', libelle: 'Non', aide: 'Une précision vous sera demandée.' },
    ],
    valeur: 'oui',
    surSaisie: rien,
  })}
  ${champCases({
    id: 'e',
    libelle: 'Plusieurs choix',
    erreur: 'Choisissez au moins une réponse.',
    options: [
      { valeur: 'lundi', libelle: 'Lundi' },
      { valeur: 'mardi', libelle: 'Mardi' },
    ],
    valeurs: ['lundi'],
    surSaisie: rien,
  })}
  ${champCase({ id: 'f', libelle: 'Je déclare que ces informations sont exactes.', valeur: true, surSaisie: rien })}
  ${champListe({
    id: 'g',
    libelle: 'Un service',
    options: [
      { valeur: 'a', libelle: 'Accueil' },
      { valeur: 'b', libelle: 'Voirie' },
    ],
    valeur: 'b',
    surSaisie: rien,
  })}
`);

export const Boutons = montrer(html`
  <p class="actions">
    <button type="button" class="bouton principal">Envoyer ma demande</button>
    <button type="button" class="bouton">Étape précédente</button>
    <button type="button" class="bouton danger">Retirer ma demande</button>
    <button type="button" class="bouton lien">Modifier</button>
  </p>
`);

export const Encarts = montrer(html`
  ${encart('info', 'Ce service ne sert pas à dénoncer des personnes.')}
  ${encart('ok', 'Votre message est envoyé.')} ${encart('warn', 'Votre demande n’est pas encore partie.')}
  ${encart('error', 'Ce code n’est pas le bon.', { titre: 'Votre demande ne s’affiche pas' })}
  ${resumeErreurs([{ cible: 'a', message: 'Indiquez votre date de naissance, par exemple 4 07 1961.' }])}
  ${panne(new Error('réseau'), rien)}
`);

export const Statuts = montrer(
  html`<p class="actions">${STATUTS.map((statut) => pastilleStatut(statut))}</p>`,
);

const rail = chronologie(
  [
    { le: ilYA(0, 1), titre: 'En cours de traitement', present: true },
    { le: ilYA(1), titre: 'La mairie vous a écrit', detail: html`<p>Merci, votre dossier est complet.</p>` },
    { le: ilYA(40), titre: 'Demande reçue' },
  ],
  'Europe/Paris',
  new Date(MAINTENANT),
);

export const Chronologie = montrer(html`${rail}${contactService(portAubier.nom, portAubier.contact)}`);

export const Attente = montrer(html`${squelette()}`);

export const Sombre: StoryObj = {
  render: () => {
    document.body.style.background = '#15181b';
    return html`<vitrine-ui
      sombre
      .contenu=${html`${champTexte({ id: 'a', libelle: 'Votre nom', aide: 'Tel qu’il est écrit sur vos papiers.', erreur: 'Indiquez votre nom.', valeur: '', surSaisie: rien })}
        <p class="actions"><button type="button" class="bouton principal">Continuer</button></p>
        ${encart('warn', 'Votre demande n’est pas encore partie.')} ${encart('ok', 'Envoyé.')} ${rail}`}
    ></vitrine-ui>`;
  },
};
