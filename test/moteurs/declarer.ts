import { after, before } from 'node:test';
import { SCRIPT_TEMOIN } from '../hotes/temoin.ts';
import { ouvrirHotes, type Hotes } from '../hotes/serveur.ts';
import { declarerConnexion } from './connexion.ts';
import { declarerEspace } from './espace.ts';
import { declarerGabarits } from './gabarits.ts';
import { declarerDeplacements } from './deplacements.ts';
import { declarerIntegrer } from './integrer.ts';
import { declarerIntegrite } from './integrite.ts';
import { declarerMelanges } from './melanges.ts';
import { ouvrirMoteur, type Moteur, type NomMoteur } from './moteurs.ts';
import { declarerParcours } from './parcours.ts';
import { declarerPreferences } from './preferences.ts';
import { declarerRigueur } from './rigueur.ts';
import { declarerScripts } from './scripts.ts';
import { declarerStyles } from './styles.ts';

/** Every journey and hostile page, in one engine. */
export function declarer(nom: NomMoteur): void {
  let moteur: Moteur;
  let hotes: Hotes;
  before(async () => {
    // One after the other: if the second cannot start, `after` still closes the first.
    moteur = await ouvrirMoteur(nom);
    hotes = await ouvrirHotes(SCRIPT_TEMOIN);
  });
  after(async () => {
    await moteur?.fermer();
    await hotes?.fermer();
  });
  const contexte = { moteur: () => moteur, hotes: () => hotes };
  declarerParcours(contexte.moteur, contexte.hotes);
  declarerConnexion(contexte);
  declarerEspace(contexte);
  declarerIntegrer(contexte.moteur, contexte.hotes);
  declarerStyles(contexte);
  declarerScripts(contexte);
  declarerDeplacements(contexte);
  declarerRigueur(contexte);
  declarerPreferences(contexte);
  declarerIntegrite(contexte);
  declarerMelanges(contexte);
  declarerGabarits(contexte);
}
