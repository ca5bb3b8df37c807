import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PAGES } from '../../server/pages/modele.ts';
import { optionsNavigateur } from '../outils/navigateur.ts';

const VERSION = '13.5.0';
const COMPOSANTS = new RegExp(`<(${Object.keys(PAGES).join('|')})\\b[^>]*>[^]*?</\\1>`, 'g');

/** Scores of 0 to 100; `defauts` are the audits that cost accessibility or best practices something. */
export interface Note {
  accessibilite: number;
  pratiques: number;
  performance: number;
  cls: string;
  lcp: string;
  tbt: string;
  defauts: string[];
}

interface Rapport {
  categories: Record<string, { score: number | null; auditRefs: { id: string; weight: number }[] }>;
  audits: Record<string, { score: number | null; displayValue?: string }>;
}

/** The towns' sites without the script and without the elements, on a port of their own. */
export async function ouvrirSansComposants(
  sites: string,
): Promise<{ adresse: string; fermer: () => Promise<void> }> {
  const serveur = createServer(async (requete, reponse) => {
    const recue = await fetch(`${sites}${requete.url}`);
    const type = recue.headers.get('content-type') ?? '';
    const corps = Buffer.from(await recue.arrayBuffer());
    reponse.writeHead(recue.status, { 'Content-Type': type, 'Cache-Control': 'no-store' });
    reponse.end(type.startsWith('text/html') ? depouiller(corps.toString()) : corps);
  }).listen(0, '127.0.0.1');
  await new Promise((pret) => serveur.once('listening', pret));
  const { port } = serveur.address() as AddressInfo;
  return {
    adresse: `http://localhost:${port}`,
    fermer: async () => {
      serveur.closeAllConnections();
      await new Promise((ferme) => serveur.close(ferme));
    },
  };
}

/** What stands in an element for those without JavaScript is the page's own: it stays. */
function depouiller(html: string): string {
  const nue = html
    .replaceAll(/<script\b[^>]*parvis\.js[^>]*><\/script>/g, '')
    .replaceAll(COMPOSANTS, (element) => element.replace(/^<[^>]*>/, '').replace(/<\/[a-z-]+>$/, ''));
  if (nue.includes('parvis.js')) throw new Error('the script was not taken out');
  return nue;
}

/** Runs Lighthouse on one loopback page, in the system's Chromium. */
export async function passerLighthouse(url: string, appareil: 'desktop' | 'mobile'): Promise<Note> {
  const dossier = await mkdtemp(join(tmpdir(), 'parvis-lighthouse-'));
  try {
    const sortie = join(dossier, 'rapport.json');
    await lancerNpm([
      'exec',
      '--yes',
      `--package=lighthouse@${VERSION}`,
      '--',
      'lighthouse',
      url,
      '--quiet',
      '--output=json',
      `--output-path=${sortie}`,
      '--no-enable-error-reporting',
      '--only-categories=accessibility,best-practices,performance',
      '--chrome-flags=--headless=new --no-sandbox --disable-dev-shm-usage --disable-background-networking',
      ...(appareil === 'desktop' ? ['--preset=desktop'] : []),
    ]);
    return lireRapport(JSON.parse(await readFile(sortie, 'utf8')) as Rapport);
  } finally {
    await rm(dossier, { recursive: true, force: true });
  }
}

function lancerNpm(args: string[]): Promise<void> {
  const { executablePath } = optionsNavigateur();
  const processus = spawn('npm', args, {
    cwd: tmpdir(),
    env: { ...process.env, ...(executablePath && { CHROME_PATH: executablePath }) },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let plaintes = '';
  processus.stderr.on('data', (texte: Buffer) => (plaintes += String(texte)));
  return new Promise((fini, rate) => {
    processus.once('error', rate);
    processus.once('exit', (code) =>
      code === 0 ? fini() : rate(new Error(`lighthouse ended with ${code}:\n${plaintes}`)),
    );
  });
}

function lireRapport({ categories, audits }: Rapport): Note {
  const note = (nom: string): number => Math.round((categories[nom]?.score ?? 0) * 100);
  const valeur = (nom: string): string => audits[nom]?.displayValue?.replaceAll('\u00a0', ' ') ?? '?';
  const defauts = ['accessibility', 'best-practices'].flatMap((nom) =>
    categories[nom]!.auditRefs.filter(({ id, weight }) => weight > 0 && (audits[id]?.score ?? 1) < 0.9).map(
      ({ id }) => id,
    ),
  );
  return {
    accessibilite: note('accessibility'),
    pratiques: note('best-practices'),
    performance: note('performance'),
    cls: valeur('cumulative-layout-shift'),
    lcp: valeur('largest-contentful-paint'),
    tbt: valeur('total-blocking-time'),
    defauts,
  };
}
