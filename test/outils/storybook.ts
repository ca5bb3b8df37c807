import { spawnSync } from 'node:child_process';
import { existsSync, globSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';

const RACINE = resolve(import.meta.dirname, '../..');
const SORTIE = join(RACINE, 'dist/storybook');
const INDEX = join(SORTIE, 'index.json');

/** What the stories are made of. Folders count, so that a removed file is noticed. */
const SOURCES = [
  '{stories,widgets,test/fixtures,server/contract,.storybook}/**',
  // The snippets of the documentation are those of the server's page.
  'server/pages/{integrer-extraits,modele}.ts',
  '.config/{parties,gabarits}.ts',
  'test/outils/monter.ts',
  'package-lock.json',
];

export interface Histoire {
  id: string;
  title: string;
  name: string;
  type: 'story' | 'docs';
}

function isStale(): boolean {
  if (!existsSync(INDEX)) return true;
  const bati = statSync(INDEX).mtimeMs;
  return globSync(SOURCES, { cwd: RACINE }).some((chemin) => statSync(join(RACINE, chemin)).mtimeMs > bati);
}

/** Builds Storybook when a source is newer, and gives its folder, its stories and its pages of documentation. Throws with its output if it fails. */
export function buildStorybook(): { dossier: string; histoires: Histoire[]; pages: Histoire[] } {
  if (isStale()) {
    const bin = join(RACINE, 'node_modules/storybook/dist/bin/dispatcher.js');
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [bin, 'build', '--quiet', '--disable-telemetry', '-o', SORTIE],
      {
        cwd: RACINE,
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'pipe'],
        env: { ...process.env, CI: 'true' },
      },
    );
    if (status !== 0) throw new Error(`Storybook did not build:\n${stdout}${stderr}`);
  }
  const { entries } = JSON.parse(readFileSync(INDEX, 'utf8')) as {
    entries: Record<string, Histoire>;
  };
  const de = (genre: Histoire['type']) => Object.values(entries).filter(({ type }) => type === genre);
  return { dossier: SORTIE, histoires: de('story'), pages: de('docs') };
}
