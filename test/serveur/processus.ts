/** A real server process, a real SMTP server, on ports of their own. */
import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { simpleParser, type ParsedMail } from 'mailparser';
import { SMTPServer } from 'smtp-server';
import { RACINE } from './banc.ts';

export interface Processus {
  url: string;
  enfant: ChildProcess;
  /** What it wrote, both outputs. */
  sortie: () => string;
  /** Resolves with the exit code, or the signal that killed it. */
  fini: Promise<number | NodeJS.Signals>;
}

export function lancerNode(
  arguments_: readonly string[],
  env: Record<string, string>,
): Omit<Processus, 'url'> {
  const enfant = spawn(process.execPath, arguments_, {
    cwd: RACINE,
    env: { PATH: process.env['PATH'], ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let texte = '';
  for (const flux of [enfant.stdout, enfant.stderr]) {
    flux.setEncoding('utf8').on('data', (morceau: string) => (texte += morceau));
  }
  const fini = once(enfant, 'close').then(([code, signal]) => (code ?? signal) as number | NodeJS.Signals);
  return { enfant, sortie: () => texte, fini };
}

/** Starts `server/main.ts` and waits until it listens. */
export async function demarrerServeur(env: Record<string, string>): Promise<Processus> {
  const port = await portLibre();
  const url = `http://127.0.0.1:${port}`;
  const lance = lancerNode([join('server', 'main.ts')], { PORT: String(port), PARVIS_URL: url, ...env });
  const ecoute = new Promise<void>((resoudre) => {
    lance.enfant.stdout!.on('data', () => {
      if (lance.sortie().includes('"listening"')) resoudre();
    });
  });
  const tot = lance.fini.then((code) => assert.fail(`ended with ${code}: ${lance.sortie()}`));
  await Promise.race([ecoute, tot]);
  tot.catch(() => undefined);
  return { ...lance, url };
}

async function portLibre(): Promise<number> {
  const serveur = createServer().listen(0, '127.0.0.1');
  await once(serveur, 'listening');
  const { port } = serveur.address() as AddressInfo;
  serveur.close();
  await once(serveur, 'close');
  return port;
}

/** A mail server that keeps what it gets. */
export async function ouvrirSmtp() {
  const recus: ParsedMail[] = [];
  const attentes = new Set<() => void>();
  const smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData(flux, _session, fini) {
      simpleParser(flux).then(
        (mail) => {
          recus.push(mail);
          for (const verifier of attentes) verifier();
          fini();
        },
        // Its sender was killed in the middle: it is no mail.
        (erreur: Error) => fini(erreur),
      );
    },
  });
  // A client killed in the middle of a mail.
  smtp.on('error', () => undefined);
  smtp.listen(0, '127.0.0.1');
  await once(smtp.server, 'listening');
  return {
    url: `smtp://127.0.0.1:${(smtp.server.address() as AddressInfo).port}`,
    recus,
    /** Resolves once what came satisfies `assez`. */
    async attendre(assez: () => boolean): Promise<void> {
      if (assez()) return;
      const { promise, resolve } = Promise.withResolvers<void>();
      const verifier = () => {
        if (assez()) resolve();
      };
      attentes.add(verifier);
      await promise;
      attentes.delete(verifier);
    },
    fermer: () => new Promise<void>((resoudre) => smtp.close(() => resoudre())),
  };
}
