import { msg, str } from '@lit/localize';
import type { NouvelleDecision } from '#contract/schemas/agent.ts';
import { LIBELLES_DECISION, type SensDecision } from '#contract/vocabulaire.ts';
import {
  annulerDecision,
  demanderComplement,
  prendreDecision,
  renoncerComplement,
} from '../core/client-conversation.ts';
import { COMPLEMENT_VIDE, DECISION_VIDE, type BrouillonDecision, type Panneau } from './brouillon-dossier.ts';
import type { Hote } from './contexte.ts';
import type { Acte, DossierDonnees } from './dossier-donnees.ts';

/** What an agent asks, gives up, decides and takes back on the open file. Each is done once for one content. */
export class ActesConversation {
  readonly #hote: Hote;
  readonly #dossier: DossierDonnees;
  readonly #surAdresse: () => void;

  /** `surAdresse`: an address was corrected. */
  constructor(hote: Hote, dossier: DossierDonnees, surAdresse: () => void) {
    this.#hote = hote;
    this.#dossier = dossier;
    this.#surAdresse = surAdresse;
  }

  demander(avantLe: string): Promise<boolean> {
    const { champs, motif } = this.#dossier.brouillon.complement;
    const demande = {
      champs: Object.entries(champs).map(([chemin, precision]) => ({
        chemin,
        ...(precision.trim() && { precision: precision.trim() }),
      })),
      motif: motif.trim(),
      avantLe,
    };
    return this.#dossier.changer({
      ...this.#acte('complement', demande, demanderComplement),
      vide: { complement: COMPLEMENT_VIDE },
      phrase: () => msg('Complément demandé. Le demandeur est prévenu.'),
    });
  }

  renoncer(chemins: string[]): Promise<boolean> {
    const { recuLe } = this.#dossier.brouillon;
    return this.#dossier.changer({
      ...this.#acte('renoncer', { chemins, ...(recuLe && { recuLe }) }, renoncerComplement),
      vide: { renonces: undefined, recuLe: undefined },
      phrase: ({ complement }) =>
        recuLe
          ? msg('C’est noté comme reçu. Le demandeur est prévenu.')
          : complement
            ? msg('C’est retiré de ce qui est attendu. Le demandeur est prévenu.')
            : msg('Plus rien n’est attendu. Le demandeur est prévenu.'),
    });
  }

  decider(): Promise<boolean> {
    const decision = decisionDe(this.#dossier.brouillon.decision);
    return this.#dossier.changer({
      ...this.#acte('decision', decision, prendreDecision),
      vide: { decision: DECISION_VIDE },
      phrase: () => msg(str`${LIBELLES_DECISION[decision.sens]}. C’est enregistré.`),
    });
  }

  /** Takes back the decision or the change of status that is still held; what was written comes back. */
  async annuler(): Promise<boolean> {
    const { garde } = this.#dossier.sursis;
    const { brouillon } = this.#dossier;
    const fait = await this.#dossier.changer(
      {
        panneau: 'decision',
        appel: (numero, version) => {
          const cle = this.#dossier.cles.pour([numero, 'annulation', version]);
          return annulerDecision(this.#hote.api, numero, version, { cle });
        },
        vide: {},
        phrase: () => msg('C’est annulé : rien n’est parti. Ce que vous aviez écrit est gardé.'),
      },
      true,
    );
    if (fait) Object.assign(brouillon, garde);
    this.#hote.requestUpdate();
    return fait;
  }

  async corrigerAdresse(courriel: string): Promise<boolean> {
    const fait = await this.#dossier.changer({
      panneau: 'adresse',
      appel: (numero, version) => this.#hote.api.modifier(numero, { courriel, version }),
      vide: { courriel: undefined },
      phrase: () => msg('Adresse corrigée. Ce qui n’était pas parti est envoyé de nouveau.'),
    });
    if (fait) this.#surAdresse();
    return fait;
  }

  #acte<C extends object>(
    panneau: Panneau,
    contenu: C,
    envoyer: (
      client: Hote['api'],
      numero: string,
      corps: C & { version: number },
      options: { cle: string },
    ) => ReturnType<Acte['appel']>,
  ): Pick<Acte, 'panneau' | 'appel'> {
    return {
      panneau,
      appel: async (numero, version) => {
        const corps = { ...contenu, version };
        const empreinte = [numero, panneau, corps];
        const { cles } = this.#dossier;
        const apres = await envoyer(this.#hote.api, numero, corps, { cle: cles.pour(empreinte) });
        cles.oublier(empreinte);
        return apres;
      },
    };
  }
}

/** The decision as the server takes it: what belongs to another kind of decision is left out. */
export function decisionDe(brouillon: BrouillonDecision): Omit<NouvelleDecision, 'version'> {
  const { texte, organisme, contact, anonyme, competente } = brouillon;
  const sens = brouillon.sens as SensDecision;
  const vers = sens === 'transmission';
  return {
    sens,
    texte: texte.trim(),
    anonyme,
    competente: vers && competente,
    ...(vers && organisme.trim() && { organisme: organisme.trim() }),
    ...(vers && contact.trim() && { contact: contact.trim() }),
  };
}
