import type { DemarchePubliee } from '#contract/schemas/demarche.ts';
import type { Moteur } from '../socle/db/moteur.ts';
import { Probleme } from '../socle/erreurs/probleme.ts';
import { versionDe, versionsOffertes } from './store.ts';
import type { TableDemarcheVersion } from './tables.ts';

/** The démarches of one commune. Versions never change, so each is read and parsed once. */
export class Catalogue {
  readonly #moteur: Moteur;
  readonly #versions = new Map<string, DemarchePubliee>();
  #offertes: Promise<ReadonlyMap<string, DemarchePubliee>> | undefined;

  constructor(moteur: Moteur) {
    this.#moteur = moteur;
  }

  /** What is offered today, by code, in the order it is shown. */
  offertes(): Promise<ReadonlyMap<string, DemarchePubliee>> {
    this.#offertes ??= this.#lireOffertes();
    return this.#offertes;
  }

  /** After an import: what is offered is read again. */
  oublier(): void {
    this.#offertes = undefined;
  }

  /**
   * The version offered today.
   * @throws Probleme `demarche-inconnue`
   */
  async offerte(code: string): Promise<DemarchePubliee> {
    const demarche = (await this.offertes()).get(code);
    if (!demarche) throw demarcheInconnue();
    return demarche;
  }

  /** A version that was read before: versions never change. */
  connue(code: string, version: number): DemarchePubliee | undefined {
    return this.#versions.get(`${code} ${version}`);
  }

  /**
   * Any published version, offered or not: a demande is read with the one it was filed under.
   * @throws Probleme `demarche-inconnue`
   */
  async version(code: string, version: number): Promise<DemarchePubliee> {
    const connue = this.connue(code, version);
    if (connue) return connue;
    const ligne = await this.#moteur.lireUn(versionDe, { code, version });
    if (!ligne) throw demarcheInconnue();
    return this.#retenir(ligne);
  }

  async #lireOffertes(): Promise<ReadonlyMap<string, DemarchePubliee>> {
    const lignes = await this.#moteur.lire(versionsOffertes, {});
    const demarches = lignes.map((ligne) => this.#retenir(ligne));
    demarches.sort((a, b) => (a.ordre ?? 0) - (b.ordre ?? 0) || a.titre.localeCompare(b.titre, 'fr'));
    return new Map(demarches.map((demarche) => [demarche.code, demarche]));
  }

  #retenir(ligne: TableDemarcheVersion): DemarchePubliee {
    const demarche = { ...JSON.parse(ligne.definition), version: ligne.version } as DemarchePubliee;
    this.#versions.set(`${ligne.code} ${ligne.version}`, demarche);
    return demarche;
  }
}

function demarcheInconnue(): Probleme {
  return new Probleme(
    'demarche-inconnue',
    'Démarche inconnue',
    'Cette démarche n’est pas proposée par la commune. Choisissez-en une dans la liste.',
  );
}
