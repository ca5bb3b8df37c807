import type { CommuneConfiguree, Service } from '#contract/schemas/commune.ts';
import type { Catalogue } from '../demarches/catalogue.ts';
import type { Blobs } from '../socle/blobs/blobs.ts';
import type { Moteur } from '../socle/db/moteur.ts';
import type { Maitres } from '../socle/chiffrement/maitres.ts';
import type { Preuves } from '../socle/dpop/preuves.ts';
import type { Horloge } from '../socle/horloge/horloge.ts';
import type { Identifiants } from '../socle/horloge/identifiants.ts';
import type { Executant } from '../socle/jobs/executant.ts';
import type { Papier } from '../socle/pdf/pdf.ts';
import type { Annonces } from './annonces.ts';

/**
 * A commune at work: its configuration, its own database, its own files. Everything a service needs is here,
 * so nothing can reach another commune's.
 */
export interface Commune {
  readonly slug: string;
  /** Folder of its data and of its secrets. */
  readonly dossier: string;
  readonly config: CommuneConfiguree;
  readonly moteur: Moteur;
  readonly blobs: Blobs;
  readonly catalogue: Catalogue;
  readonly jobs: Executant;
  readonly annonces: Annonces;
  readonly horloge: Horloge;
  readonly identifiants: Identifiants;
  /** Folders of its own: its data, and its backups. */
  readonly dossiers: { readonly donnees: string; readonly sauvegardes: string };
  /** 32 bytes of the commune's own, from which the codes de suivi are derived. */
  readonly secret: Uint8Array;
  /** Master keys, which wrap each citizen's own. */
  readonly maitres: Maitres;
  /** Checks the proofs that bind sessions to keys. */
  readonly preuves: Preuves;
  /** Draws a paper as PDF. */
  readonly imprimer: (papier: Papier) => Promise<Uint8Array>;
  /** Where this commune's server pages and API are, e.g. `https://guichet.example.fr/c/port-aubier`. */
  readonly url: string;
  /** Milliseconds during which an agent may take a decision back, and nothing of it leaves. */
  readonly delaiAnnulation: number;
}

/** Hono's environment below `/c/<slug>`. */
export interface EnvCommune {
  Variables: { commune: Commune };
}

/** A service by its code; one that was since removed from the configuration still has its code for a name. */
export function serviceDe(config: CommuneConfiguree, code: string): Service {
  return (
    config.services.find((service) => service.code === code) ?? {
      code,
      nom: code,
      contact: config.contact,
    }
  );
}
