import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { serve, type ServerType } from '@hono/node-server';
import type { Hono } from 'hono';
import type { Logger } from 'pino';
import { createApp, type Limites } from './app.ts';
import type { Configuration } from './configuration.ts';
import type { Commune } from './communes/commune.ts';
import { parcourirBases, Registre } from './communes/registre.ts';
import { jobCourriel } from './demandes/courriels/job.ts';
import { jobNumerosPerdus } from './demandes/courriels/numeros-perdus.ts';
import { lireBoiteReponses, type BoiteReponses } from './demandes/courriels/jeton.ts';
import { jobDocument } from './conversation/job-document.ts';
import { jobEffacerBlobs } from './documents/effacer.ts';
import { ouvrirMaitres } from './documents/ouvrir-maitres.ts';
import { jobCourrielDocument } from './documents/rappels.ts';
import { jobRemise } from './documents/remise.ts';
import { jobVerifier } from './documents/verifier.ts';
import type { DepsEntrants } from './entrants/recevoir.ts';
import { creerRoutesEntrants } from './entrants/routes.ts';
import { FUSIONNEURS } from './fusionneurs.ts';
import { jobRestes } from './identite/joindre-comptes.ts';
import { jobReunir } from './identite/retablissement/job-reunir.ts';
import { jobAvis } from './identite/avis.ts';
import { jobCode } from './identite/codes-job.ts';
import { jobCourrielMandat } from './mandats/job-courriel.ts';
import { jobMandats, planifierMandats } from './mandats/job-mandats.ts';
import { jobSmsMandat } from './mandats/job-sms.ts';
import { MIGRATIONS } from './migrations/migrations.ts';
import { garderVersions } from './pages/versions.ts';
import { ouvrirTemporaires } from './socle/blobs/temporaires.ts';
import { creerPhotos } from './socle/fichiers/fichiers.ts';
import { creerJournal } from './socle/http/journal.ts';
import { Limiteur } from './socle/http/limites.ts';
import { horlogeSysteme, SECONDE, type Horloge } from './socle/horloge/horloge.ts';
import type { TypeDeJob } from './socle/jobs/executant.ts';
import { creerFacteurSmtp, type Facteur } from './socle/mail/mail.ts';
import { Imprimeur, verifierPolices } from './socle/pdf/pdf.ts';
import { Compteurs } from './socle/http/compteurs.ts';
import { prendreDonnees } from './socle/db/verrou.ts';
import { creerPasserelle, type Passerelle } from './socle/sms/passerelle.ts';
import { creerClamd, type Antivirus } from './socle/virus/clamd.ts';
import { jobPurgerTeleversement } from './televersements/recevoir.ts';
import { jobEcheances, planifierEcheances } from './silence/job-echeances.ts';
import {
  jobCourrielRecapitulatif,
  jobRecapitulatif,
  planifierRecapitulatif,
} from './silence/recapitulatif/job.ts';
import { jobMenage, planifierMenage } from './menage.ts';
import { jobConservation, planifierConservation } from './rgpd/conservation/job.ts';
import { jobCourrielRgpd } from './rgpd/courriels.ts';
import { jobNettoyer } from './rgpd/nettoyer.ts';
import { indexer } from './triage/recherche.ts';

const DIST = fileURLToPath(new URL('../dist', import.meta.url));

export interface Ajouts {
  /** Who carries the mails; default: SMTP. */
  facteur?: Facteur;
  horloge?: Horloge;
  /** Draws the papers; default: in a worker of its own. */
  imprimer?: Commune['imprimer'];
  /** Default: that of `PARVIS_CLAMD`, if any. */
  antivirus?: Antivirus;
  annexes?: readonly Hono[];
  limites?: Partial<Limites>;
  /** Tests run the jobs themselves. Default true. */
  jobsAutomatiques?: boolean;
  journal?: Logger;
}

export interface Assemblage {
  app: Hono;
  registre: Registre;
  journal: Logger;
  /** Ends live streams, which would keep their connections open for ever. */
  couper(): void;
  /** Finishes jobs and commits, closes databases and mail. */
  fermer(): Promise<void>;
}

/**
 * Puts the parts of a server together, without a socket.
 * @throws DonneesPrises while a command has the data for itself
 */
export async function assembler(
  configuration: Configuration,
  url: string,
  ajouts: Ajouts = {},
): Promise<Assemblage> {
  const donnees = prendreDonnees(configuration.PARVIS_DATA, 'partage');
  try {
    const assemblage = await monter(configuration, url, ajouts);
    return { ...assemblage, fermer: () => assemblage.fermer().finally(donnees.lacher) };
  } catch (erreur) {
    donnees.lacher();
    throw erreur;
  }
}

async function monter(configuration: Configuration, url: string, ajouts: Ajouts): Promise<Assemblage> {
  const journal = ajouts.journal ?? creerJournal(configuration.LOG_LEVEL);
  const horloge = ajouts.horloge ?? horlogeSysteme;
  const facteur = ajouts.facteur ?? facteurSmtp(configuration);
  await verifierPolices();
  const photos = creerPhotos();
  const imprimeur = new Imprimeur();
  const arret = new AbortController();
  const boite = configuration.PARVIS_COURRIEL_REPONSES;
  const reponses = boite === undefined ? undefined : lireBoiteReponses(boite);
  const { PARVIS_SMS_URL: urlSms, PARVIS_SMS_JETON: jetonSms } = configuration;
  const sms = urlSms === undefined ? undefined : creerPasserelle({ url: urlSms, jeton: jetonSms });
  const { PARVIS_DATA, PARVIS_CLAMD } = configuration;
  const maitres = await ouvrirMaitres(
    {
      dossier: PARVIS_DATA,
      variable: configuration.PARVIS_CLE_MAITRE,
      fichier: configuration.PARVIS_CLE_MAITRE_FICHIER,
    },
    // It will be told again when it is opened to work.
    parcourirBases(PARVIS_DATA, MIGRATIONS, (slug, err) =>
      journal.error({ commune: slug, err }, 'keys not checked'),
    ),
  );
  const antivirus = ajouts.antivirus ?? (PARVIS_CLAMD && creerClamd(PARVIS_CLAMD));
  const registre = new Registre({
    dossier: PARVIS_DATA,
    maitres,
    sauvegardes: configuration.PARVIS_SAUVEGARDES,
    url,
    horloge,
    migrations: MIGRATIONS,
    imprimer: ajouts.imprimer ?? ((papier) => imprimeur.imprimer(papier)),
    jobsAutomatiques: ajouts.jobsAutomatiques ?? true,
    delaiAnnulation: configuration.PARVIS_ANNULATION * SECONDE,
    signalerJob: (evenement) => journal.warn(evenement, 'job failed'),
    typesDeJobs: (commune) => ({
      ...typesDeJobs(commune, facteur, reponses, sms),
      ...jobsDocuments(commune, facteur, antivirus, journal),
    }),
    aLOuverture: async (commune) => {
      suivreRecherche(commune, journal, arret.signal);
      await commune.moteur.commit([
        planifierMenage(commune),
        planifierConservation(commune),
        await planifierEcheances(commune),
        planifierRecapitulatif(commune),
        planifierMandats(commune),
      ]);
    },
  });
  const { version } = JSON.parse(await readFile(new URL('../package.json', import.meta.url), 'utf8'));
  const versions = await garderVersions(
    DIST,
    join(configuration.PARVIS_DATA, 'versions'),
    version,
    (phrase) => journal.warn(phrase),
  );
  const tailleMax = configuration.PARVIS_FICHIER_MO * 1024 * 1024;
  const temporaires = await ouvrirTemporaires(dossierTemporaires(configuration), { seul: true });
  const compteurs = new Compteurs(join(PARVIS_DATA, 'compteurs.db'));
  const app = createApp({
    registre,
    maintenant: () => horloge.maintenant(),
    compteurs,
    journal,
    photos,
    temporaires,
    antivirus,
    url,
    version,
    versions,
    arret: arret.signal,
    tailleMax,
    derriereProxy: configuration.PARVIS_PROXY,
    sms: sms !== undefined,
    ...(ajouts.limites && { limites: ajouts.limites }),
    annexes: [
      ...(ajouts.annexes ?? []),
      ...routesEntrants(configuration, reponses, {
        registre,
        journal,
        photos,
        temporaires,
        antivirus,
        tailleMax,
      }),
    ],
  });
  return {
    app,
    registre,
    journal,
    couper: () => arret.abort(),
    fermer: async () => {
      arret.abort();
      await registre.fermer();
      await photos.fermer();
      imprimeur.fermer();
      await facteur.fermer();
      compteurs.fermer();
    },
  };
}

/** Elsewhere than in the data, a folder of its own: `/dev/shm` has other things in it, which are not ours to remove. */
function dossierTemporaires({ PARVIS_DATA, PARVIS_TEMPORAIRES }: Configuration): string {
  if (PARVIS_TEMPORAIRES === undefined) return join(PARVIS_DATA, 'temporaires');
  const nom = createHash('sha256').update(resolve(PARVIS_DATA)).digest('hex').slice(0, 16);
  return join(PARVIS_TEMPORAIRES, `parvis-${nom}`);
}

/** Answers by mail: only where there is a mailbox for them and a token to hand them in. */
function routesEntrants(
  { PARVIS_JETON_COURRIELS: jeton }: Configuration,
  boite: BoiteReponses | undefined,
  deps: Omit<DepsEntrants, 'boite' | 'debit'>,
): Hono[] {
  if (!boite || jeton === undefined) return [];
  return [creerRoutesEntrants({ ...deps, boite, jeton, debit: new Limiteur(DEBIT_PAR_DEMANDE) })];
}

/** Nobody writes more; a machine that answers itself does. */
const DEBIT_PAR_DEMANDE = { points: 30, secondes: 3600 };

function typesDeJobs(
  commune: Commune,
  facteur: Facteur,
  reponses: BoiteReponses | undefined,
  sms: Passerelle | undefined,
): Record<string, TypeDeJob> {
  return {
    'numeros-perdus': jobNumerosPerdus(commune, facteur),
    courriel: jobCourriel(commune, facteur, reponses),
    document: jobDocument(commune),
    code: jobCode(commune, facteur),
    'avis-espace': jobAvis(commune, facteur),
    'reunir-espaces': jobReunir(commune, FUSIONNEURS),
    'restes-espace': jobRestes(commune, FUSIONNEURS),
    'purger-televersement': jobPurgerTeleversement(commune),
    'mandat-courriel': jobCourrielMandat(commune, facteur),
    'mandat-sms': jobSmsMandat(commune, sms),
    mandats: jobMandats(commune),
    menage: jobMenage(commune),
    nettoyer: jobNettoyer(commune),
    'courriel-rgpd': jobCourrielRgpd(commune, facteur),
    conservation: jobConservation(commune),
    echeances: jobEcheances(commune),
    recapitulatif: jobRecapitulatif(commune),
    'recapitulatif-courriel': jobCourrielRecapitulatif(commune, facteur),
  };
}

function jobsDocuments(
  commune: Commune,
  facteur: Facteur,
  antivirus: Antivirus | undefined,
  journal: Logger,
): Record<string, TypeDeJob> {
  return {
    remise: jobRemise(commune),
    'effacer-blobs': jobEffacerBlobs(commune),
    'courriel-document': jobCourrielDocument(commune, facteur),
    'verifier-fichiers': jobVerifier(commune, antivirus, (err) => journal.warn({ err }, 'file not scanned')),
  };
}

/** The search index follows the events, a little behind. */
function suivreRecherche(commune: Commune, journal: Logger, arret: AbortSignal): void {
  let enCours = false;
  commune.annonces.ecouter(() => {
    if (enCours) return;
    enCours = true;
    setTimeout(() => {
      enCours = false;
      // The next start reads on from where the index stopped.
      if (arret.aborted) return;
      indexer(commune).catch((erreur: unknown) => journal.error({ err: erreur }, 'search index'));
    }, SECONDE).unref();
  });
}

function facteurSmtp(configuration: Configuration): Facteur {
  if (!configuration.SMTP_URL) throw new Error('SMTP_URL is needed: without mail no receipt can be sent.');
  const de = configuration.PARVIS_COURRIEL;
  return creerFacteurSmtp({ url: configuration.SMTP_URL, de, domaine: de.slice(de.indexOf('@') + 1) });
}

export interface Serveur extends Assemblage {
  url: string;
}

/** Starts a server that listens. `fermer` lets the requests it accepted finish. */
export async function lancer(configuration: Configuration, ajouts: Ajouts = {}): Promise<Serveur> {
  const { PORT: port, PARVIS_HOTE: hote } = configuration;
  const url = configuration.PARVIS_URL ?? `http://localhost:${port}`;
  const assemblage = await assembler(configuration, url, ajouts);
  const serveur = await ecouter(assemblage.app, hote, port);
  await assemblage.registre.ouvrirTout((commune, err) =>
    assemblage.journal.error({ commune, err }, 'commune not opened'),
  );
  return {
    ...assemblage,
    url,
    fermer: async () => {
      assemblage.couper();
      await finirRequetes(serveur);
      await assemblage.fermer();
    },
  };
}

const PATIENCE = 10 * SECONDE;

/** Accepts no more, and waits for the answers to what was accepted: the databases must still be open for them. */
async function finirRequetes(serveur: ServerType): Promise<void> {
  const ferme = new Promise<void>((resoudre) => serveur.close(() => resoudre()));
  if (!('closeIdleConnections' in serveur)) return ferme;
  // A connection kept alive becomes idle once it has its answer.
  const menage = setInterval(() => serveur.closeIdleConnections(), 100);
  // A caller who never ends his request must not hold all the others.
  const patience = setTimeout(() => serveur.closeAllConnections(), PATIENCE);
  serveur.closeIdleConnections();
  await ferme;
  clearInterval(menage);
  clearTimeout(patience);
}

/** @throws Error in one clear sentence when the port is taken */
export function ecouter(app: Hono, hostname: string, port: number): Promise<ServerType> {
  return new Promise((resoudre, refuser) => {
    const serveur = serve({ fetch: app.fetch, hostname, port }, (_info: AddressInfo) => resoudre(serveur));
    serveur.on('error', (erreur: NodeJS.ErrnoException) => {
      const pris = erreur.code === 'EADDRINUSE';
      refuser(pris ? new Error(`Port ${port} is taken: stop who has it, or choose another port.`) : erreur);
    });
  });
}
