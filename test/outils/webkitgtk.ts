import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, globSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';

/** WebKitGTK's driver on a display of its own. */
export interface PiloteWebKit {
  port: number;
  /** MiniBrowser, for `webkitgtk:browserOptions`. */
  binary: string;
  /** Stops the driver, then the display: nothing is left. */
  fermer(): Promise<void>;
}

const SETPRIV = ['/usr/bin/setpriv', '/bin/setpriv'].find((chemin) => existsSync(chemin));

/**
 * Xvfb and WebKitWebDriver, on ports of their own. The kernel ends both with the process that started them, however
 * it dies: a run that is killed leaves no display behind (MiniBrowser goes with its display).
 * @throws Error that names the missing Debian packages
 */
export async function demarrerWebKit(): Promise<PiloteWebKit> {
  const [binary] = globSync('/usr/lib/*/webkit2gtk-4.1/MiniBrowser');
  const absents = ['/usr/bin/Xvfb', '/usr/bin/WebKitWebDriver'].filter((chemin) => !existsSync(chemin));
  if (!binary || absents.length > 0) throw new Error('no WebKitGTK: apt-get install webkit2gtk-driver xvfb');
  const { ecran, numero } = await demarrerEcran();
  const port = await portLibre();
  const pilote = lier('WebKitWebDriver', [`--port=${port}`, '--host=127.0.0.1'], {
    env: { ...process.env, DISPLAY: `:${numero}`, LIBGL_ALWAYS_SOFTWARE: '1', NO_AT_BRIDGE: '1' },
    stdio: 'ignore',
  });
  const fermer = async (): Promise<void> => {
    await arreter(pilote);
    await arreter(ecran);
  };
  try {
    await jusqueLa(() => fetch(`http://127.0.0.1:${port}/status`));
  } catch (erreur) {
    await fermer();
    throw erreur;
  }
  return { port, binary, fermer };
}

/** Spawns a process that dies with this one, where the system knows how. */
function lier(commande: string, args: string[], options: Parameters<typeof spawn>[2]): ChildProcess {
  return SETPRIV
    ? spawn(SETPRIV, ['--pdeathsig', 'KILL', commande, ...args], options)
    : spawn(commande, args, options);
}

async function demarrerEcran(): Promise<{ ecran: ChildProcess; numero: string }> {
  const ecran = lier('Xvfb', ['-displayfd', '3', '-screen', '0', '1600x1200x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  const numero = await new Promise<string>((pret, rate) => {
    ecran.stdio[3]!.once('data', (texte: Buffer) => pret(String(texte).trim()));
    ecran.once('error', rate);
    ecran.once('exit', (code) => rate(new Error(`Xvfb stopped with ${code}`)));
  });
  return { ecran, numero };
}

async function arreter(processus: ChildProcess): Promise<void> {
  if (processus.exitCode !== null || processus.signalCode !== null) return;
  const fini = new Promise((suite) => processus.once('exit', suite));
  processus.kill();
  await fini;
}

async function portLibre(): Promise<number> {
  const serveur = createServer().listen(0, '127.0.0.1');
  await new Promise((pret) => serveur.once('listening', pret));
  const { port } = serveur.address() as AddressInfo;
  await new Promise((ferme) => serveur.close(ferme));
  return port;
}

async function jusqueLa(acte: () => Promise<unknown>): Promise<void> {
  const limite = performance.now() + 10_000;
  for (;;) {
    try {
      await acte();
      return;
    } catch (erreur) {
      if (performance.now() > limite) throw erreur;
      await new Promise((suite) => setTimeout(suite, 50));
    }
  }
}
