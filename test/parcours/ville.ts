import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mkdirSync } from 'node:fs';
import type { Browser, BrowserContextOptions, Page } from 'playwright';
import { findViolations } from '../outils/axe.ts';
import { horlogeSysteme } from '../../server/socle/horloge/horloge.ts';
import { lancer } from '../outils/navigateur.ts';
import { Poste } from '../serveur/poste.ts';

const RACINE = new URL('../..', import.meta.url);

/** The demonstration, running as `npm start` runs it, with a browser in front of it. */
export interface Ville {
  /** Origin of the Parvis server. */
  serveur: string;
  /** Origin of the towns' own sites. */
  sites: string;
  /** Origin of the identity provider that imitates FranceConnect and ProConnect. */
  fournisseur: string;
  navigateur: Browser;
  /** A page of its own session; whatever goes wrong on it is in `plaintes`. */
  ouvrir(options?: BrowserContextOptions): Promise<Page>;
  /** Errors of pages and consoles, and requests to anybody but these origins. */
  plaintes: string[];
  /** Mails to an address, newest first, once there are `nombre` of them. */
  courriels(adresse: string, nombre?: number): Promise<CourrielLu[]>;
  /** The code of 6 digits of the next mail that has one in its subject: digests may come between. */
  codeDeConnexion(adresse: string): Promise<string>;
  /** An agent who works by the API alone: signs in by mail; each call answers its JSON. */
  agent(adresse: string, commune?: string): Promise<AppelAgent>;
  fermer(): Promise<void>;
}

export type AppelAgent = <T>(methode: string, chemin: string, corps?: object) => Promise<T>;

export interface CourrielLu {
  id: string;
  objet: string;
  texte: string;
  html: string;
}

async function portLibre(): Promise<number> {
  const serveur = createServer().listen(0, '127.0.0.1');
  await new Promise((pret) => serveur.once('listening', pret));
  const { port } = serveur.address() as AddressInfo;
  await new Promise((ferme) => serveur.close(ferme));
  return port;
}

/**
 * Starts the demonstration on free ports and empty data. `annulation`: seconds in which a decision can be taken back;
 * by default none, so that its mail does not wait.
 */
export async function ouvrirVille({ annulation = 0 } = {}): Promise<Ville> {
  const [port, portSites, portFournisseur] = [await portLibre(), await portLibre(), await portLibre()];
  const donnees = await mkdtemp(join(tmpdir(), 'parvis-'));
  const processus = spawn(process.execPath, ['demo/demarrer.ts'], {
    cwd: RACINE,
    env: {
      ...process.env,
      PORT: String(port),
      DEMO_PORT: String(portSites),
      DEMO_PORT_FOURNISSEUR: String(portFournisseur),
      PARVIS_DATA: donnees,
      SMTP_URL: '',
      PARVIS_ANNULATION: String(annulation),
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await new Promise<void>((pret, rate) => {
    processus.stdout.on('data', (texte: Buffer) => String(texte).includes('Parvis is running') && pret());
    processus.once('exit', (code) => rate(new Error(`the demonstration stopped with ${code}`)));
  });
  const navigateur = await lancer();
  const serveur = `http://localhost:${port}`;
  const sites = `http://localhost:${portSites}`;
  const fournisseur = `http://localhost:${portFournisseur}`;
  const plaintes: string[] = [];

  const codesLus = new Map<string, number>();
  const courriels = async (adresse: string, nombre = 1): Promise<CourrielLu[]> => {
    const limite = performance.now() + 30_000;
    for (;;) {
      const reponse = await fetch(`${serveur}/demo/courriels.json?a=${encodeURIComponent(adresse)}`);
      const { courriels: recus } = (await reponse.json()) as { courriels: CourrielLu[] };
      if (recus.length >= nombre) return recus;
      if (performance.now() > limite) throw new Error(`${recus.length} mails to ${adresse}, not ${nombre}`);
      await new Promise((suite) => setTimeout(suite, 50));
    }
  };
  async function codeDeConnexion(adresse: string): Promise<string> {
    const limite = performance.now() + 30_000;
    const lus = codesLus.get(adresse) ?? 0;
    for (;;) {
      const recus = await courriels(adresse, 0);
      const codes = recus.flatMap(({ objet }) => /\d{6}/.exec(objet)?.[0] ?? []);
      if (codes.length > lus) {
        codesLus.set(adresse, codes.length);
        return codes[0]!;
      }
      if (performance.now() > limite) throw new Error(`no code came to ${adresse}`);
      await new Promise((suite) => setTimeout(suite, 50));
    }
  }

  async function agent(courriel: string, commune = 'port-aubier'): Promise<AppelAgent> {
    const poste = await Poste.nouveau(horlogeSysteme);
    const appeler: AppelAgent = async (methode, chemin, corps) => {
      const url = `${serveur}/c/${commune}/api/v1/agent/${chemin}`;
      const reponse = await fetch(url, {
        method: methode,
        headers: {
          'Content-Type': 'application/json',
          'Idempotency-Key': crypto.randomUUID(),
          ...(await poste.entetes(methode, url)),
        },
        ...(corps && { body: JSON.stringify(corps) }),
      });
      if (!reponse.ok) throw new Error(`${methode} ${chemin}: ${reponse.status} ${await reponse.text()}`);
      return JSON.parse((await reponse.text()) || '{}');
    };
    await appeler('POST', 'connexion', { courriel });
    const code = await codeDeConnexion(courriel);
    poste.session = await appeler('POST', 'sessions', { courriel, code });
    return appeler;
  }

  return {
    serveur,
    sites,
    fournisseur,
    navigateur,
    plaintes,
    async ouvrir(options = {}) {
      const contexte = await navigateur.newContext({ locale: 'fr-FR', ...options });
      contexte.setDefaultTimeout(8000);
      const page = await contexte.newPage();
      page.on('pageerror', (erreur) => plaintes.push(`page: ${erreur.message}`));
      page.on('console', (message) => {
        if (message.type() === 'error') plaintes.push(`console: ${message.text()}`);
      });
      page.on('request', (requete) => {
        const { origin, protocol } = new URL(requete.url());
        const connue =
          [serveur, sites, fournisseur].includes(origin) || ['data:', 'blob:'].includes(protocol);
        if (!connue) plaintes.push(`foreign request: ${requete.url()}`);
      });
      return page;
    },
    codeDeConnexion,
    agent,
    courriels,
    async fermer() {
      await navigateur.close();
      const fini = new Promise((suite) => processus.once('exit', suite));
      processus.kill('SIGTERM');
      await fini;
      await rm(donnees, { recursive: true, force: true });
    },
  };
}

/**
 * Looks at the page: nothing that axe finds, nothing wider than the window; with `CAPTURES=<folder>` set, a
 * picture too.
 */
export async function regarder(page: Page, nom: string): Promise<void> {
  const dossier = process.env['CAPTURES'];
  if (dossier) {
    mkdirSync(dossier, { recursive: true });
    await page.screenshot({ path: join(dossier, `${nom}.png`), fullPage: true });
  }
  const violations = await findViolations(page);
  if (violations.length > 0) throw new Error(`${nom}:\n${violations.join('\n')}`);
  const debord = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  if (debord > 0) throw new Error(`${nom}: ${debord} px wider than the window`);
}

/** Sheets of A4 that the page prints on; with `CAPTURES=<folder>` set, the PDF is kept. */
export async function compterFeuilles(page: Page, nom: string): Promise<number> {
  const dossier = process.env['CAPTURES'];
  const pdf = await page.pdf({ format: 'A4', ...(dossier && { path: join(dossier, `${nom}.pdf`) }) });
  return pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length ?? 0;
}

/** Signs an agent in through the frame of `agents.html`; answers the frame. */
export async function connecterAgent(ville: Ville, page: Page, commune: string, courriel: string) {
  await page.goto(`${ville.sites}/${commune}/agents.html`);
  const cadre = page.frameLocator('iframe');
  await cadre.getByLabel('Votre adresse de courriel professionnelle').fill(courriel);
  await cadre.getByRole('button', { name: 'Recevoir un code' }).click();
  await cadre.getByLabel('Code reçu par courriel').fill(await ville.codeDeConnexion(courriel));
  await cadre.getByRole('button', { name: 'Me connecter' }).click();
  return cadre;
}
