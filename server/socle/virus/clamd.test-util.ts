/** A real clamd on a socket of its own, whose only signature is the EICAR test string, anywhere in a file. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Never whole in this file: it would be taken for a virus itself. */
export const EICAR = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}', '$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'].join('');

const CLAMD = ['/usr/sbin/clamd', '/usr/bin/clamd', '/usr/local/sbin/clamd', '/opt/homebrew/sbin/clamd'].find(
  existsSync,
);

/** Why the tests of the scan cannot run here; in CI they run and fail, for a skipped test would pass for a good one. */
export const SANS_CLAMD: string | false =
  CLAMD || process.env['CI']
    ? false
    : 'clamd is missing: apt-get install clamav-daemon (or npm run test:serveur as root)';

export interface Clamd {
  /** For `PARVIS_CLAMD`. */
  adresse: string;
  demarrer(): Promise<void>;
  arreter(): Promise<void>;
  /** Stops it and removes its folder. */
  [Symbol.asyncDispose](): Promise<void>;
}

/** Not started yet. No freshclam: nothing is downloaded. */
export async function preparerClamd(): Promise<Clamd> {
  if (!CLAMD) throw new Error('clamd is missing: apt-get install clamav-daemon');
  const dossier = await mkdtemp(join(tmpdir(), 'clamd-'));
  const prise = join(dossier, 'clamd.sock');
  await writeFile(join(dossier, 'eicar.ndb'), `Eicar-Test:0:*:${Buffer.from(EICAR).toString('hex')}\n`);
  const reglages = {
    DatabaseDirectory: dossier,
    LocalSocket: prise,
    Foreground: 'yes',
    MaxThreads: '2',
    StreamMaxLength: '8M',
    TemporaryDirectory: dossier,
    ...(process.getuid?.() === 0 && { User: 'root' }),
  };
  const conf = join(dossier, 'clamd.conf');
  await writeFile(
    conf,
    Object.entries(reglages)
      .map(([cle, valeur]) => `${cle} ${valeur}\n`)
      .join(''),
  );
  let enfant: ReturnType<typeof spawn> | undefined;
  let sortie = '';
  const clamd: Clamd = {
    adresse: `unix:${prise}`,
    async demarrer() {
      enfant = spawn(CLAMD, ['-c', conf], { stdio: ['ignore', 'pipe', 'pipe'] });
      const fini = once(enfant, 'exit');
      for (const flux of [enfant.stdout!, enfant.stderr!]) {
        flux.setEncoding('utf8').on('data', (texte: string) => (sortie += texte));
      }
      const pret = new Promise<void>((resoudre) => {
        // Its last words before it accepts.
        enfant!.stdout!.on('data', () => /Listening daemon|Self checking/.test(sortie) && resoudre());
      });
      await Promise.race([
        pret,
        fini.then(() => Promise.reject(new Error(`clamd did not start: ${sortie}`))),
      ]);
    },
    async arreter() {
      if (!enfant || enfant.exitCode !== null || enfant.signalCode !== null) return;
      const fini = once(enfant, 'exit');
      enfant.kill('SIGKILL');
      await fini;
      sortie = '';
      await rm(prise, { force: true });
    },
    async [Symbol.asyncDispose]() {
      await clamd.arreter();
      await rm(dossier, { recursive: true, force: true });
    },
  };
  return clamd;
}
