import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';

import { creerFauxServeur, repondreProbleme, type FauxServeur } from '../test/fixtures/faux-fetch.ts';
import { lignes } from '../test/fixtures/lignes.ts';
import { avecImplicite, avecDecision, avecNouveau } from '../test/fixtures/suites.ts';
import { CODE_SUIVI } from '../test/fixtures/suivis.ts';
import { Client } from '../widgets/core/client.ts';
import type { SuiviDemande } from '../widgets/suivi-demande/suivi-demande.ts';
import '../widgets/suivi-demande/define.ts';

/** What a story says of the town's server before the widget speaks to it. */
type Preparation = (serveur: FauxServeur) => void;

function montrer(preparer: Preparation = () => {}) {
  return () => {
    const serveur = creerFauxServeur();
    preparer(serveur);
    const client = new Client({
      serveur: 'http://localhost:8787',
      commune: 'port-aubier',
      fetch: serveur.fetch,
      attendre: async () => {},
    });
    return html`<suivi-demande commune="port-aubier" .client=${client}
      ><p>Pour savoir où en est votre demande, appelez la mairie au 04 99 00 10 00.</p></suivi-demande
    >`;
  };
}

/** The widget of the story, once `selecteur` is drawn in it. */
async function attendre(canevas: HTMLElement, selecteur: string): Promise<ShadowRoot> {
  const element = canevas.querySelector<SuiviDemande>('suivi-demande')!;
  for (let tour = 0; tour < 300; tour++) {
    if (element.shadowRoot?.querySelector(selecteur)) return element.shadowRoot;
    await new Promise(requestAnimationFrame);
  }
  throw new Error(`${selecteur} never came`);
}

function taper(racine: ShadowRoot, selecteur: string, valeur: string): void {
  const champ = racine.querySelector<HTMLInputElement>(selecteur)!;
  champ.value = valeur;
  champ.dispatchEvent(new Event('input', { bubbles: true }));
}

function ouvrir(rang: number, code = '', attendu = '#titre') {
  return async ({ canvasElement }: { canvasElement: HTMLElement }): Promise<void> => {
    const racine = await attendre(canvasElement, '#numero');
    taper(racine, '#numero', lignes[rang]!.numero);
    taper(racine, '#code', code);
    racine.querySelector<HTMLButtonElement>('[type=submit]')!.click();
    await attendre(canvasElement, attendu);
  };
}

const rangDe = (statut: string): number => lignes.findIndex((ligne) => ligne.statut === statut);

const meta: Meta = { title: 'suivi-demande', component: 'suivi-demande' };
export default meta;
type Histoire = StoryObj;

/** The form, nothing typed. */
export const Initial: Histoire = { render: montrer() };

/** The town's server has not answered yet: the page's own words stand in. */
export const Attente: Histoire = { render: montrer((serveur) => void serveur.retenir('GET commune')) };

/** The town's server is dead: the page's own words stay, with a way to try again. */
export const SansServeur: Histoire = {
  name: 'Sans serveur',
  render: montrer((serveur) => serveur.couper()),
  play: async ({ canvasElement }) => void (await attendre(canvasElement, '.encart.error')),
};

/** Mistyped number and code: told before anything is sent. */
export const FauteDeFrappe: Histoire = {
  name: 'Faute de frappe',
  render: montrer(),
  play: async ({ canvasElement }) => {
    const racine = await attendre(canvasElement, '#numero');
    taper(racine, '#numero', 'PAB-1234-5678');
    taper(racine, '#code', '12');
    racine.querySelector<HTMLButtonElement>('[type=submit]')!.click();
    await attendre(canvasElement, '#resume-erreurs');
  },
};

/** Too many tries: when to come back. */
export const TropDEssais: Histoire = {
  name: 'Trop d’essais',
  render: montrer((serveur) => serveur.repondre(/GET demandes/, repondreProbleme('trop-de-tentatives'))),
  play: ouvrir(0, CODE_SUIVI, '.encart.error'),
};

/** With the number alone. */
export const NumeroSeul: Histoire = { name: 'Numéro seul', render: montrer(), play: ouvrir(0) };

/** With the code: messages, files, answers. */
export const DossierComplet: Histoire = {
  name: 'Dossier complet',
  render: montrer(),
  play: ouvrir(0, CODE_SUIVI, '#message'),
};

/** Nothing said yet on either side. */
export const SansMessage: Histoire = {
  name: 'Sans message',
  render: montrer(),
  play: ouvrir(1, CODE_SUIVI, '#message'),
};

export const EnAttenteDeReponse: Histoire = {
  name: 'En attente de réponse',
  render: montrer((serveur) => {
    const demande = serveur.demande(lignes[rangDe('en-attente')]!.numero)!;
    demande.motif = 'Il manque le nom de naissance de la mère. Pouvez-vous nous l’indiquer ?';
  }),
  play: ouvrir(rangDe('en-attente'), CODE_SUIVI, '#message'),
};

export const Planifiee: Histoire = {
  name: 'Planifiée',
  render: montrer(),
  play: ouvrir(rangDe('planifiee')),
};
export const Traitee: Histoire = {
  name: 'Traitée',
  render: montrer(),
  play: ouvrir(rangDe('traitee'), CODE_SUIVI, '#message'),
};
export const Refusee: Histoire = {
  name: 'Refusée',
  render: montrer(),
  play: ouvrir(rangDe('refusee'), CODE_SUIVI, '#message'),
};
export const Retiree: Histoire = {
  name: 'Retirée',
  render: montrer(),
  play: ouvrir(rangDe('retiree'), CODE_SUIVI, '.envoye'),
};

/** The network went away while a message was leaving: it is still there. */
export const MessageNonParti: Histoire = {
  name: 'Message non parti',
  render: montrer((serveur) => {
    for (let essai = 0; essai < 3; essai++)
      serveur.repondre(/POST demandes\/.*messages/, () => {
        throw new TypeError('Failed to fetch');
      });
  }),
  play: async (contexte) => {
    await ouvrir(0, CODE_SUIVI, '#message')(contexte);
    const racine = await attendre(contexte.canvasElement, '#message');
    taper(racine, '#message', 'Bonjour, voici la précision demandée.');
    racine.querySelector<HTMLButtonElement>('.composition [type=submit]')!.click();
    await attendre(contexte.canvasElement, '.composition .encart.error');
  },
};

/** Withdrawal asks for a confirmation in words. */
export const Retrait: Histoire = {
  render: montrer(),
  play: async (contexte) => {
    await ouvrir(0, CODE_SUIVI, '#retirer')(contexte);
    contexte.canvasElement
      .querySelector('suivi-demande')!
      .shadowRoot!.querySelector<HTMLElement>('#retirer')!
      .click();
    await attendre(contexte.canvasElement, '#retrait');
  },
};

const DEMANDE = lignes[0]!.numero;
const CHAMPS_DEMANDES = [
  { chemin: 'prenoms', libelle: 'Prénoms', precision: 'Tous, dans l’ordre de l’état civil' },
  { chemin: 'date-naissance', libelle: 'Date de naissance', precision: null },
  { chemin: 'identite', libelle: 'Votre pièce d’identité', precision: 'Les deux côtés, bien nets' },
];
const demander: Preparation = (serveur) =>
  serveur.demanderComplement(DEMANDE, {
    champs: CHAMPS_DEMANDES,
    motif: 'La copie de votre carte d’identité est illisible, et il manque un prénom.',
    avantLe: '2026-12-10',
  });
const cliquer = (racine: ShadowRoot, selecteur: string): void =>
  racine.querySelector<HTMLElement>(selecteur)!.click();

/** The town asks for answers and papers: one screen with exactly those. */
export const ComplementDemande: Histoire = {
  name: 'La mairie demande',
  render: montrer(demander),
  play: ouvrir(0, CODE_SUIVI, '.completer'),
};

/** Answered in part: what stays asked is said before anything leaves. */
export const ComplementPartiel: Histoire = {
  name: 'Réponse en partie',
  render: montrer(demander),
  play: async (contexte) => {
    await ouvrir(0, CODE_SUIVI, '.completer')(contexte);
    const racine = await attendre(contexte.canvasElement, '#c-prenoms');
    taper(racine, '#c-prenoms', 'Jeanne Marie Louise');
    await attendre(contexte.canvasElement, '#reste');
  },
};

/** Nothing answered, and sent: what to do. */
export const ComplementFaux: Histoire = {
  name: 'Réponse à corriger',
  render: montrer(demander),
  play: async (contexte) => {
    await ouvrir(0, CODE_SUIVI, '.completer')(contexte);
    cliquer(await attendre(contexte.canvasElement, '.completer'), '.completer [type=submit]');
    await attendre(contexte.canvasElement, '#resume-erreurs');
  },
};

/** The town has what it waited for. */
export const ComplementRecu: Histoire = {
  name: 'Réponse reçue',
  render: montrer((serveur) =>
    serveur.demanderComplement(DEMANDE, {
      champs: CHAMPS_DEMANDES.slice(0, 1),
      motif: 'Il manque un prénom.',
      avantLe: '2026-12-10',
    }),
  ),
  play: async (contexte) => {
    await ouvrir(0, CODE_SUIVI, '.completer')(contexte);
    const racine = await attendre(contexte.canvasElement, '#c-prenoms');
    taper(racine, '#c-prenoms', 'Jeanne Marie Louise');
    cliquer(racine, '.completer [type=submit]');
    await attendre(contexte.canvasElement, '#complement-recu');
  },
};

/** The network went away: the answers are kept, and leave by themselves. */
export const ComplementNonParti: Histoire = {
  name: 'Réponse non partie',
  render: montrer((serveur) => {
    demander(serveur);
    for (let essai = 0; essai < 3; essai++)
      serveur.repondre(/POST demandes\/.*complements/, () => {
        throw new TypeError('Failed to fetch');
      });
  }),
  play: async (contexte) => {
    await ouvrir(0, CODE_SUIVI, '.completer')(contexte);
    const racine = await attendre(contexte.canvasElement, '#c-prenoms');
    taper(racine, '#c-prenoms', 'Jeanne Marie Louise');
    cliquer(racine, '.completer [type=submit]');
    await attendre(contexte.canvasElement, '#completer-renvoyer');
    // Not kept for the next story.
    localStorage.removeItem(`parvis:complement:${DEMANDE}`);
  },
};

/** Nobody answered in time: accepted, with its attestation. */
export const AccepteeParSilence: Histoire = {
  name: 'Acceptée par silence',
  render: montrer((serveur) => avecImplicite(serveur, DEMANDE, 'acceptation')),
  play: ouvrir(0, CODE_SUIVI, '#message'),
};

/** Nobody answered in time: refused, and what can be done. */
export const RefuseeParSilence: Histoire = {
  name: 'Refusée par silence',
  render: montrer((serveur) => avecImplicite(serveur, DEMANDE, 'refus')),
  play: ouvrir(0, CODE_SUIVI, '#message'),
};

/** A decision with its letter and how to appeal. */
export const Decision: Histoire = {
  name: 'Décision et sa lettre',
  render: montrer((serveur) => avecDecision(serveur, DEMANDE)),
  play: ouvrir(0, CODE_SUIVI, '#titre-decision'),
};

const closRang = lignes.findIndex(({ genre, statut }) => genre === 'signalement' && statut === 'traitee');

/** A closed report: is the problem solved? */
export const ProblemeRegle: Histoire = {
  name: 'Le problème est-il réglé ?',
  render: montrer(),
  play: ouvrir(closRang, CODE_SUIVI, '#avis'),
};

/** It is not: the service has been told. */
export const ProblemePasRegle: Histoire = {
  name: 'Problème pas réglé',
  render: montrer(),
  play: async (contexte) => {
    await ouvrir(closRang, CODE_SUIVI, '#avis-pas-regle')(contexte);
    const racine = await attendre(contexte.canvasElement, '#avis-pas-regle');
    cliquer(racine, '#avis-pas-regle');
    cliquer(racine, '.avis [type=submit]');
    await attendre(contexte.canvasElement, '#avis-merci');
  },
};

/** A message that came since the last visit. */
export const Nouveau: Histoire = {
  name: 'Nouveau message',
  render: montrer((serveur) => avecNouveau(serveur, DEMANDE)),
  play: ouvrir(0, CODE_SUIVI, '.nouveau'),
};
