import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';

import { creerFauxServeur } from '../test/fixtures/faux-fetch.ts';
import { gestesSur, nouveauClient, type Gestes } from '../test/outils/monter.ts';
import type { MesDemarches } from '../widgets/mes-demarches/mes-demarches.ts';
import '../widgets/mes-demarches/define.ts';

type Serveur = ReturnType<typeof creerFauxServeur>;
interface Reglages {
  demarche: string;
}
let serveur: Serveur;

const meta: Meta<Reglages> = {
  title: 'Formulaire',
  args: { demarche: 'essai-champs' },
  render: ({ demarche }) => {
    localStorage.clear();
    serveur = creerFauxServeur();
    return html`<mes-demarches demarche=${demarche} .client=${nouveauClient(serveur)}></mes-demarches>`;
  },
};
export default meta;
type Histoire = StoryObj<Reglages>;

const jouer =
  (acte: (gestes: Gestes) => Promise<void>): NonNullable<Histoire['play']> =>
  async ({ canvasElement }) => {
    const gestes = gestesSur(canvasElement.querySelector<MesDemarches>('mes-demarches')!);
    await gestes.cliquer('Commencer');
    await gestes.voir('Étape 1 sur');
    await acte(gestes);
  };

async function premiereEtape({ saisir, cocher, cliquer, voir }: Gestes): Promise<void> {
  await saisir('Un texte court', 'abc');
  await saisir('Une surface', '12');
  await saisir('Jour', '31');
  await saisir('Mois', '12');
  await saisir('Année', '2099');
  await cocher('Oui');
  await cocher('Je déclare');
  await cliquer('Continuer');
  await voir('Étape 2 sur 4');
}

async function jusquauRecapitulatif({ saisir, cliquer, voir }: Gestes): Promise<void> {
  await saisir('Décrivez votre demande', 'Quatre tables devant le café, de mai à septembre.');
  await cliquer('Continuer');
  await saisir('Votre prénom', 'Anne-Marie');
  await saisir('Votre nom', 'Le Goff');
  await saisir('Votre adresse de courriel', 'am@exemple.fr');
  await saisir('Numéro et rue', '12 rue du Port');
  await saisir('Code postal', '13999');
  await saisir('Ville', 'Port-Aubier');
  await cliquer('Continuer');
  await voir('Vérifiez vos réponses');
}

const pdf = (nom: string) => new File(['%PDF-1.7'], nom, { type: 'application/pdf' });

export const TousLesChamps: Histoire = {
  name: 'Tous les champs',
  play: jouer(({ voir }) => voir('Ajouter un fichier')),
};

export const Erreurs: Histoire = {
  play: jouer(async ({ cocher, cliquer, voir }) => {
    await cocher('Non');
    await cliquer('Continuer');
    await voir('Il y a des points à corriger');
  }),
};

export const Groupe: Histoire = {
  name: 'Groupe répété',
  play: jouer(async (gestes) => {
    await premiereEtape(gestes);
    await gestes.cliquer('Ajouter : Enfant 2');
    await gestes.voir('Retirer : Enfant 2');
  }),
};

export const Fichiers: Histoire = {
  name: 'Fichiers : ajouté, refusé',
  play: jouer(async ({ joindre, voir }) => {
    await joindre(pdf('attestation.pdf'));
    await voir('Le fichier attestation.pdf est ajouté.');
    await joindre(pdf('programme.exe'));
    await voir('Renvoyer');
  }),
};

export const FichierEnRoute: Histoire = {
  name: 'Fichier en route',
  play: jouer(async ({ joindre, un, jusque }) => {
    serveur.retenir('POST televersements');
    await joindre(pdf('attestation.pdf'));
    await jusque(() => un('progress'));
  }),
};

export const EffacerSesReponses: Histoire = {
  name: 'Effacer ses réponses',
  args: { demarche: 'terrasse' },
  play: jouer(async ({ saisir, cliquer, voir }) => {
    await saisir('Décrivez votre demande', 'Quatre tables');
    await cliquer('Effacer mes réponses');
    await voir('Oui, tout effacer');
  }),
};

export const Verification: Histoire = {
  name: 'Vérifier ses réponses',
  args: { demarche: 'terrasse' },
  play: jouer(jusquauRecapitulatif),
};

export const Envoi: Histoire = {
  name: 'Envoi en cours',
  args: { demarche: 'terrasse' },
  play: jouer(async (gestes) => {
    await jusquauRecapitulatif(gestes);
    serveur.retenir('POST demandes');
    await gestes.cliquer('Envoyer ma demande');
    await gestes.voir('Envoi en cours');
  }),
};

export const HorsLigne: Histoire = {
  name: 'Réseau coupé, demande gardée',
  args: { demarche: 'terrasse' },
  play: jouer(async (gestes) => {
    await jusquauRecapitulatif(gestes);
    serveur.couper();
    await gestes.cliquer('Envoyer ma demande');
    await gestes.voir('pas encore partie');
  }),
};
