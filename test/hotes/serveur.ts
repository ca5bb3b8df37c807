/**
 * A real Parvis server behind a proxy that can fail on demand, and a town's web server whose pages are hostile.
 * Each page has an origin of its own (`h12.localhost`), cross-site to the server's.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, request, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { avecConnexions, ouvrirConnexions } from '../../demo/connexions.ts';
import { importer } from '../../server/commandes.ts';
import { lireEnvironnement } from '../../server/configuration.ts';
import { lancer } from '../../server/lancer.ts';
import { creerBoiteLocale, type CourrielGarde } from '../../server/socle/mail/mail.ts';
import { ANCIENNE, poserAncienne } from './autre-version.ts';

const COMMUNES = fileURLToPath(new URL('../../demo/communes/', import.meta.url));
const ORIGINES = 240;

/** What a host page is made of. */
export interface PageHote {
  /** `{{serveur}}` is replaced by the Parvis server's origin. */
  html: string;
  /** Content-Security-Policy of the page, the same replacement made. */
  csp?: string;
  /** Other headers of the page. */
  entetes?: Record<string, string>;
}

export interface Panne {
  /** Tested on the path. */
  chemin: RegExp;
  /** `altere`: the server's answer with one byte more; `retard`: in ms, or until the test lets it go. */
  genre: 'absent' | 'coupe' | 'html' | 'altere' | { retard: number | Promise<void> };
}

export interface Hotes {
  /** Origin of the Parvis server, as pages see it. */
  guichet: string;
  /** Puts a page on a new origin and answers its address. */
  poser(page: PageHote): string;
  /** What the proxy does instead of asking the server; emptied by the caller. */
  pannes: Panne[];
  /** `GET /c/x/api/v1/commune`, oldest first; emptied by the caller. */
  requetes: string[];
  /** What the server answers there, asked for by nobody's page. */
  lire(chemin: string): Promise<string>;
  /** The newest mail to that address, once there is one that `voulu` accepts. */
  courriel(adresse: string, voulu?: (courriel: CourrielGarde) => boolean): Promise<CourrielGarde>;
  fermer(): Promise<void>;
}

export async function ouvrirHotes(temoin: string): Promise<Hotes> {
  const donnees = await mkdtemp(join(tmpdir(), 'parvis-hotes-'));
  const pages = new Map<string, PageHote>();
  let suivante = 0;

  const site = await ecouter((requete, reponse) => {
    const { pathname } = new URL(requete.url ?? '/', 'http://x');
    const page = pages.get(String(requete.headers.host));
    if (pathname === '/temoin.js') return envoyer(reponse, 200, 'text/javascript', temoin);
    if (pathname !== '/' || !page) return envoyer(reponse, 404, 'text/plain', 'Page introuvable');
    const csp = page.csp ? { 'Content-Security-Policy': page.csp.replaceAll('{{serveur}}', guichet) } : {};
    return envoyer(reponse, 200, 'text/html; charset=utf-8', page.html.replaceAll('{{serveur}}', guichet), {
      ...csp,
      ...page.entetes,
      'Cache-Control': 'no-store',
    });
  });
  const portSite = (site.address() as AddressInfo).port;
  const origine = (n: number) => `http://h${n}.localhost:${portSite}`;

  const pannes: Panne[] = [];
  const requetes: string[] = [];
  let portParvis = 0;
  const mandataire = await ecouter((requete, reponse) => {
    const chemin = requete.url ?? '/';
    requetes.push(`${requete.method} ${chemin}`);
    const panne = pannes.find((une) => une.chemin.test(chemin));
    const relayer = (): void =>
      relayerVers(portParvis, requete, reponse, panne?.genre === 'altere' ? ';' : '');
    if (!panne || panne.genre === 'altere') return relayer();
    if (panne.genre === 'coupe') return void requete.socket.destroy();
    if (panne.genre === 'absent')
      return envoyer(reponse, 404, 'text/plain', 'absent', { 'Access-Control-Allow-Origin': '*' });
    if (panne.genre === 'html')
      return envoyer(reponse, 200, 'text/html', '<h1>Proxy</h1>', { 'Access-Control-Allow-Origin': '*' });
    const { retard } = panne.genre;
    if (typeof retard === 'number') setTimeout(relayer, retard);
    else void retard.then(relayer);
  });
  const portMandataire = (mandataire.address() as AddressInfo).port;
  const guichet = `http://guichet.localhost:${portMandataire}`;

  const boite = await creerBoiteLocale(join(donnees, 'courriels'));
  portParvis = await portLibre();
  const configuration = lireEnvironnement({
    PORT: String(portParvis),
    PARVIS_DATA: donnees,
    PARVIS_URL: guichet,
    LOG_LEVEL: 'error',
  });
  await poserAncienne(join(donnees, 'versions', ANCIENNE));
  const serveur = await lancer(configuration, { facteur: boite });
  const slugs = ['port-aubier', 'anse-vanille'];
  const port = await portLibre();
  const connexions = avecConnexions(port);
  const origines = Array.from({ length: ORIGINES }, (_, n) => origine(n));
  for (const slug of slugs) {
    const fautes: string[] = [];
    const code = await importer(
      serveur.registre,
      join(COMMUNES, slug),
      (ligne) => fautes.push(ligne),
      (lu) => {
        const { commune, ...reste } = connexions(lu);
        return { ...reste, commune: { ...commune, origines, originesAgents: origines } };
      },
    );
    if (code !== 0) throw new Error(fautes.join('\n'));
  }
  const fournisseur = await ouvrirConnexions(slugs, { url: guichet, donnees, port, hote: '127.0.0.1' });

  return {
    guichet,
    pannes,
    requetes,
    poser(page) {
      const { host } = new URL(origine(suivante));
      pages.set(host, page);
      return `${origine(suivante++)}/`;
    },
    async lire(chemin) {
      const reponse = await fetch(`http://127.0.0.1:${portParvis}${chemin}`);
      if (!reponse.ok) throw new Error(`${chemin}: ${reponse.status}`);
      return reponse.text();
    },
    async courriel(adresse, voulu = () => true) {
      const limite = performance.now() + 10_000;
      for (;;) {
        const trouve = (await boite.lister()).find((c) => c.a === adresse && voulu(c));
        if (trouve) return trouve;
        if (performance.now() > limite) throw new Error(`no such mail to ${adresse}`);
        await new Promise((suite) => setTimeout(suite, 50));
      }
    },
    async fermer() {
      for (const un of [site, mandataire]) {
        un.closeAllConnections();
        await new Promise((suite) => un.close(suite));
      }
      await serveur.fermer();
      await fournisseur.fermer();
      await rm(donnees, { recursive: true, force: true });
    },
  };
}

/**
 * `/v2/…` answers what `/…` answers, under other addresses: to a browser, another copy of the kit.
 * Nothing is kept in caches, so that a fault is met by every page.
 */
function relayerVers(port: number, requete: IncomingMessage, reponse: ServerResponse, ajout = ''): void {
  const path = (requete.url ?? '/').replace(/^\/v2\//, '/');
  const headers = { ...requete.headers };
  delete headers['if-none-match'];
  if (ajout) delete headers['accept-encoding'];
  const amont = request({ host: '127.0.0.1', port, path, method: requete.method, headers }, (recu) => {
    const entetes = { ...recu.headers };
    if (/^\/(v[\d.]+\/)?(w\/|parvis\.js)/.test(path)) entetes['cache-control'] = 'no-store';
    if (ajout) delete entetes['content-length'];
    reponse.writeHead(recu.statusCode ?? 502, entetes);
    recu.pipe(reponse, { end: false });
    recu.once('end', () => reponse.end(ajout));
  });
  amont.once('error', () => reponse.destroy());
  reponse.once('close', () => amont.destroy());
  requete.pipe(amont);
}

function envoyer(
  reponse: ServerResponse,
  code: number,
  type: string,
  corps: string,
  entetes: Record<string, string> = {},
): void {
  reponse.writeHead(code, { 'Content-Type': type, ...entetes }).end(corps);
}

async function ecouter(repondre: (q: IncomingMessage, r: ServerResponse) => void): Promise<Server> {
  const serveur = createServer(repondre).listen(0, '127.0.0.1');
  await new Promise((pret) => serveur.once('listening', pret));
  return serveur;
}

async function portLibre(): Promise<number> {
  const serveur = await ecouter(() => undefined);
  const { port } = serveur.address() as AddressInfo;
  await new Promise((ferme) => serveur.close(ferme));
  return port;
}
