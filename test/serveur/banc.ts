/**
 * A whole server without a socket, on a folder of its own: real databases, real files, a clock held in the hand, and
 * mails kept in memory. `await using banc = await ouvrirBanc()`.
 */
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type * as z from 'zod';
import { Probleme } from '#contract/schemas/commun.ts';
import { DemandeDeposee, Televersement } from '#contract/schemas/demande.ts';
import { LIMITES, type Limites } from '../../server/app.ts';
import type { Commune } from '../../server/communes/commune.ts';
import { lireDossierCommune, publierCommune, type DossierCommune } from '../../server/communes/importer.ts';
import { attenteAvantEnvoi } from '../../server/demandes/annulation/annulable.ts';
import { lireEnvironnement } from '../../server/configuration.ts';
import { assembler } from '../../server/lancer.ts';
import { MIGRATIONS } from '../../server/migrations/migrations.ts';
import { MoteurSqlite } from '../../server/socle/db/moteur-sqlite.ts';
import { creerJournal } from '../../server/socle/http/journal.ts';
import { HorlogeReglable } from '../../server/socle/horloge/horloge.ts';
import type { Courriel, Facteur } from '../../server/socle/mail/mail.ts';
import { Session, type RoleSession } from '#contract/schemas/session.ts';
import { preparerSession } from '../../server/identite/sessions/ouvrir.ts';
import { Poste } from './poste.ts';

export const RACINE = resolve(import.meta.dirname, '../..');
export const URL_BANC = 'http://localhost:8787';
export const SITE = 'http://localhost:8788';
export const DEBUT = '2026-11-22T09:30:00Z';
export type Slug = 'port-aubier' | 'anse-vanille';
export type Banc = Awaited<ReturnType<typeof ouvrirBanc>>;

/** Waiting for a real disk at each commit proves nothing here, and takes most of the time. */
const EN_MEMOIRE = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();

/** Limits that no test meets by accident: every request of a test comes from one address. */
const LARGES: Limites = {
  ...LIMITES,
  depots: { points: 100_000, secondes: 600 },
  televersements: { points: 100_000, secondes: 600 },
  connexions: { points: 100_000, secondes: 600 },
  codesFauxParJour: { points: 100_000, secondes: 600 },
  codesParCourriel: { points: 100_000, secondes: 600 },
  codesParJour: { points: 100_000, secondes: 600 },
  codesParAppelant: { points: 100_000, secondes: 600 },
  papiers: { points: 100_000, secondes: 600 },
  fournisseurs: { points: 100_000, secondes: 600 },
  pagesFournisseur: { points: 100_000, secondes: 600 },
};

interface Options {
  /** Data that another bench left; default: none yet. */
  dossier?: string;
  communes?: readonly Slug[];
  limites?: Partial<Limites>;
  env?: Record<string, string>;
  debut?: string;
  adapter?: (lu: DossierCommune) => DossierCommune;
}

export interface Appel {
  corps?: unknown;
  /** Sent as it is, instead of `corps`. */
  brut?: BodyInit;
  code?: string;
  /** The device whose session, or key alone, goes with it. */
  poste?: Poste;
  cle?: string;
  slug?: Slug;
  entetes?: Record<string, string>;
}

export async function ouvrirBanc(options: Options = {}) {
  const dossier = options.dossier ?? (await mkdtemp(join(EN_MEMOIRE, 'parvis-banc-')));
  const horloge = new HorlogeReglable(options.debut ?? DEBUT);
  const boite = creerBoite();
  const lignes: string[] = [];
  const configuration = lireEnvironnement({ PARVIS_DATA: dossier, LOG_LEVEL: 'info', ...options.env });
  const { app, registre, fermer } = await assembler(configuration, URL_BANC, {
    facteur: boite,
    horloge,
    jobsAutomatiques: false,
    limites: { ...LARGES, ...options.limites },
    journal: creerJournal('info', { write: (ligne: string) => void lignes.push(ligne) }),
  });

  /** Publishes a commune's folder, as the command does, at the time of the bench. */
  async function importer(source: string, adapter = (lu: DossierCommune) => lu) {
    const lu = adapter(await lireDossierCommune(source));
    const { base } = await registre.preparer(lu.commune.slug);
    const moteur = new MoteurSqlite(base, MIGRATIONS);
    try {
      return await publierCommune(moteur, lu, horloge.maintenant());
    } finally {
      await moteur.fermer();
    }
  }
  for (const slug of options.communes ?? ['port-aubier']) await importer(sourceDe(slug), options.adapter);

  async function commune(slug: Slug = 'port-aubier'): Promise<Commune> {
    const ouverte = await registre.commune(slug);
    assert.ok(ouverte, `${slug} is not there`);
    return ouverte;
  }

  async function appel(methode: string, chemin: string, a: Appel = {}): Promise<Response> {
    const corps = a.brut ?? (a.corps === undefined ? undefined : JSON.stringify(a.corps));
    const url = `${URL_BANC}/c/${a.slug ?? 'port-aubier'}/api/v1/${chemin}`;
    const entetes = {
      ...(a.poste && (await a.poste.entetes(methode, url))),
      ...(corps !== undefined && { 'Content-Type': 'application/json' }),
      ...(a.code !== undefined && { 'Parvis-Code': a.code }),
      ...(a.cle && { 'Idempotency-Key': a.cle }),
      ...a.entetes,
    };
    const init: RequestInit & { duplex?: 'half' } = { method: methode, headers: entetes, duplex: 'half' };
    if (corps !== undefined) init.body = corps;
    return app.request(url, init);
  }
  const get = (chemin: string, a?: Appel) => appel('GET', chemin, a);
  const post = (chemin: string, corps: unknown, a?: Appel) => appel('POST', chemin, { ...a, corps });

  return {
    app,
    registre,
    dossier,
    horloge,
    boite,
    lignes,
    importer,
    commune,
    appel,
    get,
    post,
    /** Runs what is due; returns how many jobs were tried. */
    jobs: async (slug?: Slug): Promise<number> => (await commune(slug)).jobs.runUntilEmpty(),
    /** Lets the minute pass in which an agent may take a decision back, then runs what was waiting for it. */
    async apresLaMinute(): Promise<void> {
      horloge.avancer(attenteAvantEnvoi(await commune()));
      await (await commune()).jobs.runUntilEmpty();
    },
    async deposer(demarche: string, reponses: unknown, a: Appel & { version?: number } = {}) {
      const corps = { demarche, version: a.version ?? 1, reponses };
      return lire(DemandeDeposee, await post('demandes', corps, a), 201);
    },
    async televerser(nom: string, octets: Uint8Array, a: Appel = {}) {
      return lire(Televersement, await envoyerFichier(nom, octets, a), 201);
    },
    envoyerFichier,
    /** New tokens for a device whose access token is over. */
    async renouveler(poste: Poste): Promise<void> {
      const { role, rafraichissement } = poste.session!;
      const reponse = await post(`${role}/sessions/renouvellement`, { rafraichissement }, { poste });
      poste.session = await lire(Session, reponse);
    },
    /** Signs an agent in by the mail he gets; returns his device. */
    async connecter(courriel: string, slug: Slug = 'port-aubier'): Promise<Poste> {
      await post('agent/connexion', { courriel }, { slug });
      await (await commune(slug)).jobs.runUntilEmpty();
      const code = codeRecu(boite.recus.findLast(({ a }) => a === courriel));
      const poste = await Poste.nouveau(horloge);
      const reponse = await post('agent/sessions', { courriel, code }, { slug, poste });
      poste.session = await lire(Session, reponse, 201);
      return poste;
    },
    fermer,
    async [Symbol.asyncDispose]() {
      await fermer();
      await rm(dossier, { recursive: true, force: true });
    },
  };

  function envoyerFichier(nom: string, octets: Uint8Array, a: Appel = {}): Promise<Response> {
    const entetes = { 'Content-Type': 'application/octet-stream', ...a.entetes };
    const brut = new Blob([octets as Uint8Array<ArrayBuffer>]);
    return appel('POST', `televersements?nom=${encodeURIComponent(nom)}`, { ...a, brut, entetes });
  }
}

/** A device with an open session, without the mail that opens one. */
export async function ouvrirSessionDe(
  banc: Banc,
  { slug, ...qui }: { role: RoleSession; sujet: string; rester?: boolean; slug?: Slug },
): Promise<Poste> {
  const commune = await banc.commune(slug);
  const poste = await Poste.nouveau(banc.horloge);
  const { instruction, session } = preparerSession(commune, {
    jkt: poste.jkt,
    moyen: 'courriel',
    appareil: 'Firefox sur Linux',
    rester: false,
    ...qui,
  });
  await commune.moteur.commit([instruction]);
  poste.session = session;
  return poste;
}

export const sourceDe = (slug: Slug): string => join(RACINE, 'demo/communes', slug);

/** The six digits of a sign-in mail. */
export function codeRecu(courriel: Courriel | undefined): string {
  const code = courriel && /^(\d{6}) /.exec(courriel.objet)?.[1];
  assert.ok(code, 'no sign-in mail');
  return code;
}

/** Reads an answer with the contract: what the schema does not know is an error. */
export async function lire<S extends z.ZodType>(
  schema: S,
  reponse: Response,
  statut = 200,
): Promise<z.output<S>> {
  const texte = await reponse.text();
  assert.equal(reponse.status, statut, texte);
  assert.match(reponse.headers.get('Content-Type') ?? '', /^application\/json/);
  return schema.parse(JSON.parse(texte)) as z.output<S>;
}

/** Reads a problem and checks its status, its code, and that it can be shown. */
export async function lireProbleme(reponse: Response, statut: number, code: string): Promise<Probleme> {
  const texte = await reponse.text();
  assert.equal(reponse.status, statut, texte);
  assert.match(reponse.headers.get('Content-Type') ?? '', /^application\/problem\+json/);
  const probleme = Probleme.parse(JSON.parse(texte));
  assert.equal(probleme.code, code);
  assert.equal(probleme.status, statut);
  assert.equal(probleme.type, `urn:parvis:probleme:${code}`);
  assert.ok(probleme.title && probleme.detail);
  return probleme;
}

/** Paths of the fields that a problem names. */
export const chemins = (probleme: Probleme): string[] =>
  (probleme.erreurs ?? []).map(({ chemin }) => chemin).toSorted();

/** A carrier that keeps what it is given. `panne` decides what fails, before anything is kept. */
function creerBoite() {
  const boite = {
    recus: [] as Courriel[],
    panne: undefined as ((courriel: Courriel) => Error | undefined) | undefined,
    async envoyer(courriel: Courriel): Promise<void> {
      const erreur = boite.panne?.(courriel);
      if (erreur) throw erreur;
      boite.recus.push(courriel);
    },
    async fermer(): Promise<void> {},
  } satisfies Facteur & Record<string, unknown>;
  return boite;
}
