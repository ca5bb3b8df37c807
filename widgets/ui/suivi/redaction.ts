import { msg } from '@lit/localize';
import type { ChampFichier, FichierJoint } from '#contract/formulaire.ts';
import type { Evenement } from '#contract/schemas/demande.ts';
import { ecrire } from '../../core/client-suivi.ts';
import { nouvelleCle } from '../../core/cle.ts';
import type { Saisie } from '../formulaire/saisie.ts';
import { Televersements } from '../formulaire/televersements.ts';
import { creerContexte, type Contexte } from './contexte.ts';
import { direEchec } from './echecs.ts';

const MAX_CORPS = 10_000;

/** The files of a message: an ordinary field of the kit. */
export const CHAMP_PIECES: ChampFichier = {
  type: 'fichier',
  id: 'pieces',
  libelle: '',
  max: 5,
  requis: false,
};

/** The message being written. It leaves the screen only once the server has it. */
export class Redaction {
  corps = '';
  pieces: FichierJoint[] = [];
  envoi = false;
  /** What to correct before sending. */
  erreur: string | undefined;
  /** Why it did not get through. */
  echec: string | undefined;
  /** The last one arrived. */
  envoye = false;
  /** What `champFichier` needs. */
  readonly saisie: Saisie;
  readonly #hote: Contexte;
  #essai: { empreinte: string; cle: string } | undefined;

  constructor(hote: Contexte) {
    this.#hote = hote;
    const lire = () => this.pieces;
    const changer = (_chemin: string, valeur: unknown) => {
      this.pieces = valeur as FichierJoint[];
      this.envoye = false;
      hote.requestUpdate();
    };
    const televersements = new Televersements(
      // Not a spread: it would freeze what the getters tell.
      Object.assign(
        creerContexte(hote, {
          client: () => hote.client,
          annoncer: (phrase) => hote.annoncer(phrase),
          viser: (id) => hote.viser(id),
        }),
        { lire, changer },
      ),
    );
    this.saisie = {
      aujourdhui: '',
      televersements,
      lire,
      changer,
      erreur: () => undefined,
      oublierErreurs() {},
      cibler() {},
      annoncer: (phrase) => hote.annoncer(phrase),
    };
  }

  ecrire(corps: string): void {
    this.corps = corps;
    this.envoye = false;
    this.#hote.requestUpdate();
  }

  /** Sends; the same words and files always go with the same key, however often they are sent. */
  async envoyer(numero: string, code: string): Promise<Evenement | undefined> {
    if (this.envoi) return undefined;
    const corps = this.corps.trim();
    this.echec = undefined;
    this.envoye = false;
    this.erreur = this.#verifier(corps);
    this.#hote.requestUpdate();
    if (this.erreur) {
      this.#hote.viser('message');
      return undefined;
    }
    const pieces = this.pieces.map(({ id }) => id);
    const empreinte = JSON.stringify([numero, corps, pieces]);
    if (this.#essai?.empreinte !== empreinte) this.#essai = { empreinte, cle: nouvelleCle() };
    this.envoi = true;
    try {
      const evenement = await ecrire(
        this.#hote.client,
        numero,
        code,
        { corps, pieces },
        { cle: this.#essai.cle },
      );
      this.#essai = undefined;
      this.corps = '';
      this.pieces = [];
      this.envoye = true;
      this.#hote.annoncer(msg('Votre message est envoyé.'));
      // The message that now stands above has pushed the button down: what has the focus stays in sight.
      this.#hote.viser('envoyer-message');
      return evenement;
    } catch (erreur) {
      this.echec = direEchec(this.#hote, erreur);
      return undefined;
    } finally {
      this.envoi = false;
      this.#hote.requestUpdate();
    }
  }

  /** Another request: what was written for the last one must not reach it. */
  vider(): void {
    const { televersements } = this.saisie;
    for (const envoi of televersements.de(CHAMP_PIECES.id)) televersements.abandonner(envoi);
    this.corps = '';
    this.pieces = [];
    this.erreur = this.echec = this.#essai = undefined;
    this.envoye = false;
  }

  #verifier(corps: string): string | undefined {
    const enRoute = this.saisie.televersements.de(CHAMP_PIECES.id);
    if (enRoute.some(({ echec }) => echec !== undefined)) {
      return msg('Un fichier n’est pas passé : renvoyez-le ou retirez-le, puis envoyez votre message.');
    }
    if (enRoute.length) return msg('Attendez que vos fichiers soient ajoutés, puis envoyez votre message.');
    if (!corps) return msg('Écrivez votre message.');
    if (corps.length > MAX_CORPS) return msg('Votre message est trop long : 10 000 caractères au plus.');
    return undefined;
  }
}
