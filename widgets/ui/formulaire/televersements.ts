import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { msg, str } from '@lit/localize';
import type { ChampFichier, FichierJoint } from '#contract/formulaire.ts';
import type { Client } from '../../core/client.ts';
import { nouvelleCle } from '../../core/cle.ts';
import { ErreurApi } from '../../core/erreurs.ts';
import { GardeFocus } from './garde-focus.ts';

/** A file on its way, or that did not get through. */
export interface Envoi {
  cle: string;
  nom: string;
  fichier: File;
  chemin: string;
  /** From 0 to 1. */
  part: number;
  /** Why it failed; it may be sent again or removed. */
  echec?: string;
  abandon: AbortController;
}

export interface HoteTeleversements extends ReactiveControllerHost {
  isConnected: boolean;
  client: Client;
  lire(chemin: string): unknown;
  changer(chemin: string, valeur: unknown): void;
  annoncer(phrase: string): void;
}

/** Uploads of a form, by path of field. A file that arrived becomes an answer. */
export class Televersements implements ReactiveController {
  #envois: Envoi[] = [];
  readonly #hote: HoteTeleversements;
  readonly #garde = new GardeFocus();
  /** By id of upload: what was sent from this page, and what became of it in « Mes documents ». */
  readonly #fichiers = new Map<string, File>();
  readonly #gardes = new Map<string, 'envoi' | 'fait'>();

  constructor(hote: HoteTeleversements) {
    this.#hote = hote;
    hote.addController(this);
  }

  /** Files come and go in their field, with the buttons that one has just pressed. */
  hostUpdate(): void {
    this.#garde.noter();
  }

  hostUpdated(): void {
    this.#garde.rendre();
  }

  hostConnected(): void {
    document.addEventListener('context-provider', this.#surSession);
  }

  hostDisconnected(): void {
    document.removeEventListener('context-provider', this.#surSession);
    // Moved in the page, or gone? Known once the current task is over.
    queueMicrotask(() => {
      if (!this.#hote.isConnected) for (const { abandon } of this.#envois) abandon.abort();
    });
  }

  /** Somebody signed in or out on the page: what is offered changes, once the widget has told the client. */
  readonly #surSession = (): void => void queueMicrotask(() => this.#hote.requestUpdate());

  de(chemin: string): Envoi[] {
    return this.#envois.filter((envoi) => envoi.chemin === chemin);
  }

  tous(): readonly Envoi[] {
    return this.#envois;
  }

  joints(chemin: string): FichierJoint[] {
    return (this.#hote.lire(chemin) as FichierJoint[] | undefined) ?? [];
  }

  /** Takes as many files as there is room for. */
  ajouter(champ: ChampFichier, chemin: string, fichiers: readonly File[]): void {
    const max = champ.max ?? 1;
    const place = max - this.joints(chemin).length - this.de(chemin).length;
    for (const fichier of fichiers.slice(0, place)) {
      const envoi = {
        cle: nouvelleCle(),
        nom: fichier.name,
        fichier,
        chemin,
        part: 0,
        abandon: new AbortController(),
      };
      this.#envois.push(envoi);
      void this.#envoyer(envoi, champ.accepte === 'photos');
    }
    if (fichiers.length > place) {
      this.#hote.annoncer(msg(str`${max} fichier(s) au plus\u00a0: les autres ne sont pas ajoutés.`));
    }
    this.#hote.requestUpdate();
  }

  relancer(envoi: Envoi): void {
    delete envoi.echec;
    envoi.part = 0;
    // Other words in between: a second refusal is heard too.
    this.#hote.annoncer(msg(str`Envoi de ${envoi.nom}`));
    void this.#envoyer(envoi, false);
  }

  abandonner(envoi: Envoi): void {
    envoi.abandon.abort();
    this.#envois = this.#envois.filter((autre) => autre !== envoi);
    this.#hote.requestUpdate();
  }

  /** Item `rang` of group `groupe` goes: its uploads stop, those of the next ones follow their item. */
  retirerElement(groupe: string, rang: number): void {
    for (const envoi of this.#envois.slice()) {
      const [racine, numero, ...reste] = envoi.chemin.split('.');
      if (racine !== groupe || Number(numero) < rang) continue;
      if (Number(numero) === rang) this.abandonner(envoi);
      else envoi.chemin = [racine, Number(numero) - 1, ...reste].join('.');
    }
  }

  /** Is a citizen signed in, whose kept papers may serve? */
  get espace(): boolean {
    const { session } = this.#hote.client as { session?: { role?: string; ouverte?: boolean } };
    return session?.role === 'usager' && session.ouverte === true;
  }

  /** Takes copies of kept papers, chosen in a dialog drawn beside `pres`. */
  async prendre(champ: ChampFichier, chemin: string, pres: Element): Promise<void> {
    const hote = this.#hote;
    const place = (champ.max ?? 1) - this.joints(chemin).length - this.de(chemin).length;
    try {
      const { choisirDocuments } = await import('../espace/documents-choisir.ts');
      const copies = await choisirDocuments(pres, { client: hote.client, pour: champ.libelle, place });
      if (!copies.length) return;
      hote.changer(chemin, [...this.joints(chemin), ...copies]);
      for (const { nom } of copies) hote.annoncer(msg(str`Le fichier ${nom} est ajouté.`));
    } catch {
      hote.annoncer(msg('Vos documents ne s’affichent pas. Réessayez dans un instant.'));
    }
  }

  /** May this file, just sent, be kept for another time too? `fait` once it is. */
  gardable(id: string): 'oui' | 'envoi' | 'fait' | undefined {
    return this.espace ? (this.#gardes.get(id) ?? (this.#fichiers.has(id) ? 'oui' : undefined)) : undefined;
  }

  async garder({ id, nom }: FichierJoint): Promise<void> {
    const hote = this.#hote;
    if (this.gardable(id) !== 'oui') return;
    this.#gardes.set(id, 'envoi');
    hote.requestUpdate();
    try {
      const { garderDocument } = await import('../espace/documents-envoi.ts');
      await garderDocument(hote.client, this.#fichiers.get(id)!);
      this.#gardes.set(id, 'fait');
      hote.annoncer(msg(str`${nom} est aussi gardé dans Mes documents.`));
    } catch (erreur) {
      this.#gardes.delete(id);
      const raison = erreur instanceof ErreurApi ? erreur.message : msg('Le réseau a coupé.');
      hote.annoncer(msg(str`${nom} n’est pas gardé dans Mes documents. ${raison}`));
    }
    hote.requestUpdate();
  }

  async #envoyer(envoi: Envoi, photo: boolean): Promise<void> {
    const { signal } = envoi.abandon;
    const hote = this.#hote;
    try {
      // Only who joins a file downloads what sends it.
      const { envoyerFichier } = await import('./envoyer-fichier.ts');
      const joint = await envoyerFichier(envoi, photo, hote.client, () => hote.requestUpdate());
      if (!photo) this.#fichiers.set(joint.id, envoi.fichier);
      hote.changer(envoi.chemin, [...this.joints(envoi.chemin), joint]);
      this.abandonner(envoi);
      hote.annoncer(msg(str`Le fichier ${envoi.nom} est ajouté.`));
    } catch (erreur) {
      if (signal.aborted) return;
      const dit = erreur instanceof ErreurApi || erreur instanceof RangeError;
      envoi.echec = dit ? erreur.message : msg('Le réseau a coupé.');
      hote.annoncer(msg(str`Le fichier ${envoi.nom} n’est pas ajouté. ${envoi.echec}`));
      hote.requestUpdate();
    }
  }
}
