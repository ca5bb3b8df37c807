import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { msg, str } from '@lit/localize';
import type { ChampFichier, FichierJoint } from '#contract/formulaire.ts';
import type { Client } from '../../core/client.ts';
import { nouvelleCle } from '../../core/cle.ts';
import { ErreurReseau } from '../../core/erreurs.ts';
import { televerser } from '../../core/televersement.ts';
import { reduirePhoto } from './photos.ts';

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

/** Default of the server; beyond it nothing is worth sending over a bad network. */
export const TAILLE_MAX = 10_000_000;

/** Uploads of a form, by path of field. A file that arrived becomes an answer. */
export class Televersements implements ReactiveController {
  #envois: Envoi[] = [];
  readonly #hote: HoteTeleversements;

  constructor(hote: HoteTeleversements) {
    this.#hote = hote;
    hote.addController(this);
  }

  hostDisconnected(): void {
    // Moved in the page, or gone? Known once the current task is over.
    queueMicrotask(() => {
      if (!this.#hote.isConnected) for (const { abandon } of this.#envois) abandon.abort();
    });
  }

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
      this.#hote.annoncer(msg(str`${max} fichier(s) au plus : les autres ne sont pas ajoutés.`));
    }
    this.#hote.requestUpdate();
  }

  relancer(envoi: Envoi): void {
    delete envoi.echec;
    envoi.part = 0;
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

  async #envoyer(envoi: Envoi, photo: boolean): Promise<void> {
    const { signal } = envoi.abandon;
    const hote = this.#hote;
    try {
      const image = envoi.fichier.type.startsWith('image/');
      if (photo || (image && envoi.fichier.size > TAILLE_MAX)) {
        envoi.fichier = await reduirePhoto(envoi.fichier);
        envoi.nom = envoi.fichier.name;
      }
      if (envoi.fichier.size > TAILLE_MAX) throw new RangeError(tropGros(envoi.fichier));
      const progression = (part: number) => {
        envoi.part = part;
        hote.requestUpdate();
      };
      const { cle, nom, fichier } = envoi;
      const joint = await televerser(hote.client, fichier, nom, { cle, signal, progression });
      hote.changer(envoi.chemin, [...this.joints(envoi.chemin), joint]);
      this.abandonner(envoi);
      hote.annoncer(msg(str`Le fichier ${nom} est ajouté.`));
    } catch (erreur) {
      if (signal.aborted) return;
      envoi.echec = erreur instanceof ErreurReseau ? msg('Le réseau a coupé.') : (erreur as Error).message;
      hote.annoncer(msg(str`Le fichier ${envoi.nom} n’est pas ajouté. ${envoi.echec}`));
      hote.requestUpdate();
    }
  }
}

const tropGros = ({ size }: File) =>
  msg(str`Ce fichier pèse ${poids(size)}. Choisissez un fichier de ${poids(TAILLE_MAX)} au plus.`);

/** « 340 ko », « 2,4 Mo ». */
export function poids(octets: number): string {
  if (octets < 1e6) return `${Math.max(1, Math.round(octets / 1e3))}\u00a0ko`;
  return `${(octets / 1e6).toLocaleString('fr-FR', { maximumFractionDigits: 1 })}\u00a0Mo`;
}
