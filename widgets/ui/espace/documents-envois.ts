import type { ReactiveControllerHost } from 'lit';
import { msg, str } from '@lit/localize';
import type { Document } from '#contract/schemas/document.ts';
import type { Client } from '../../core/client.ts';
import { nouvelleCle } from '../../core/cle.ts';
import { ErreurApi } from '../../core/erreurs.ts';
import { poids, TAILLE_MAX } from '../poids.ts';
import { estAccepte, genreDuNom } from './documents-mots.ts';

/** A paper on its way, or that did not get through. */
export interface EnvoiDocument {
  cle: string;
  nom: string;
  fichier: File;
  /** From 0 to 1. */
  part: number;
  etat: 'attente' | 'envoi' | 'coupe' | 'refus';
  /** Why it did not get through. */
  echec?: string;
  /** Chosen alone: what it is may be asked at once. */
  seul: boolean;
  abandon: AbortController;
}

interface Hote extends ReactiveControllerHost {
  readonly client: Client;
  /** Bytes still free. */
  readonly reste: number;
  surAjout(document: Document, seul: boolean): void;
  dire(phrase: string): void;
}

/** Papers being added, one after the other: on a bad network, the first is there before the second begins. */
export class EnvoisDocuments {
  #envois: EnvoiDocument[] = [];
  readonly #hote: Hote;
  #enCours = false;

  constructor(hote: Hote) {
    this.#hote = hote;
    hote.addController(this);
  }

  get tous(): readonly EnvoiDocument[] {
    return this.#envois;
  }

  hostConnected(): void {
    window.addEventListener('online', this.#reprendre);
  }

  hostDisconnected(): void {
    window.removeEventListener('online', this.#reprendre);
    // Moved in the page, or gone? Known once the current task is over.
    queueMicrotask(() => {
      if (!(this.#hote as unknown as Node).isConnected)
        for (const { abandon } of this.#envois) abandon.abort();
    });
  }

  ajouter(fichiers: readonly File[]): void {
    for (const fichier of fichiers) {
      const { name: nom, size } = fichier;
      const echec = estAccepte(nom) ? refusTaille(fichier, this.#hote.reste) : refusType(nom);
      this.#envois.push({
        cle: nouvelleCle(),
        nom,
        fichier,
        part: 0,
        etat: echec ? 'refus' : 'attente',
        ...(echec && { echec }),
        seul: fichiers.length === 1,
        abandon: new AbortController(),
      });
      if (echec) this.#hote.dire(msg(str`${nom} (${poids(size)}) n’est pas ajouté. ${echec}`));
    }
    void this.#suivre();
  }

  relancer(envoi: EnvoiDocument): void {
    Object.assign(envoi, { etat: 'attente', part: 0 });
    this.#hote.dire(msg(str`Envoi de ${envoi.nom}`));
    void this.#suivre();
  }

  retirer(envoi: EnvoiDocument): void {
    envoi.abandon.abort();
    this.#envois = this.#envois.filter((autre) => autre !== envoi);
    this.#hote.requestUpdate();
  }

  /** The network is back: what it cut leaves again by itself. */
  readonly #reprendre = (): void => {
    for (const envoi of this.#envois) if (envoi.etat === 'coupe') envoi.etat = 'attente';
    void this.#suivre();
  };

  async #suivre(): Promise<void> {
    this.#hote.requestUpdate();
    if (this.#enCours) return;
    this.#enCours = true;
    for (let envoi = this.#prochain(); envoi; envoi = this.#prochain()) await this.#envoyer(envoi);
    this.#enCours = false;
  }

  #prochain(): EnvoiDocument | undefined {
    return this.#envois.find(({ etat }) => etat === 'attente');
  }

  async #envoyer(envoi: EnvoiDocument): Promise<void> {
    const hote = this.#hote;
    envoi.etat = 'envoi';
    hote.requestUpdate();
    try {
      const { envoyerDocument } = await import('./documents-envoi.ts');
      const document = await envoyerDocument(hote.client, envoi.fichier, {
        nom: envoi.nom,
        genre: genreDuNom(envoi.nom),
        cle: envoi.cle,
        signal: envoi.abandon.signal,
        progression: (part) => {
          envoi.part = part;
          hote.requestUpdate();
        },
      });
      this.retirer(envoi);
      hote.dire(msg(str`${document.nom} est ajouté à vos documents.`));
      hote.surAjout(document, envoi.seul && this.#envois.length === 0);
    } catch (erreur) {
      if (envoi.abandon.signal.aborted) return;
      const dit = (erreur instanceof ErreurApi && erreur.status < 500) || erreur instanceof RangeError;
      envoi.etat = dit ? 'refus' : 'coupe';
      envoi.echec = dit
        ? (erreur as Error).message
        : msg('Le réseau a coupé. L’envoi reprendra tout seul quand il reviendra.');
      hote.dire(msg(str`${envoi.nom} n’est pas ajouté. ${envoi.echec}`));
    }
  }
}

const refusType = (nom: string): string => {
  const [, fin] = /(\.\w{1,8})$/.exec(nom) ?? [];
  return fin
    ? msg(str`Les fichiers ${fin} ne sont pas acceptés. Choisissez un PDF, une photo, un ODT ou un DOCX.`)
    : msg('Ce type de fichier n’est pas accepté. Choisissez un PDF, une photo, un ODT ou un DOCX.');
};

function refusTaille({ size, type }: File, reste: number): string | undefined {
  // A photo is made lighter before it leaves.
  if (size > TAILLE_MAX && !type.startsWith('image/'))
    return msg(str`Il pèse ${poids(size)}. Choisissez un fichier de ${poids(TAILLE_MAX)} au plus.`);
  if (Math.min(size, TAILLE_MAX) > reste)
    return msg('Il n’y a plus assez de place. Supprimez un document dont vous n’avez plus besoin.');
  return undefined;
}
