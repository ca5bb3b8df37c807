import { connect, type Socket } from 'node:net';
import { SECONDE } from '../horloge/horloge.ts';
import type { Flux } from '../blobs/recevoir.ts';

export type Verdict = { sain: true } | { sain: false; virus: string };

/** Looks for viruses. */
export interface Antivirus {
  /** @throws AntivirusMuet when it gives no verdict: down, slow, or it refuses to look */
  analyser(flux: Flux): Promise<Verdict>;
}

/** There is no verdict: the file is neither good nor bad. */
export class AntivirusMuet extends Error {
  override readonly name = 'AntivirusMuet';
}

/** Where clamd listens. */
export type AdresseClamd = { host: string; port: number } | { path: string };

/** `tcp://host:3310` or `unix:/run/clamav/clamd.ctl`; `undefined` for anything else. */
export function lireAdresseClamd(texte: string): AdresseClamd | undefined {
  const unix = /^unix:(\/.+)$/.exec(texte)?.[1];
  if (unix) return { path: unix };
  const [, host, port = '3310'] = /^tcp:\/\/(\[[0-9a-f:]+\]|[^/:\s]+)(?::(\d{1,5}))?\/?$/i.exec(texte) ?? [];
  return host === undefined ? undefined : { host: host.replace(/^\[|\]$/g, ''), port: Number(port) };
}

/** What clamd reads at a time: its own buffer is of 128 kB. */
const MORCEAU = 64 * 1024;

/**
 * ClamAV's daemon, by its INSTREAM command (clamd(8)): each chunk is preceded by its length on 4 bytes, a chunk of
 * length 0 ends. One connection for a file, one chunk in memory.
 * @param options.patience milliseconds without any sign of it
 */
export function creerClamd(adresse: AdresseClamd, options: { patience?: number } = {}): Antivirus {
  const { patience = 15 * SECONDE } = options;
  return {
    async analyser(flux) {
      const prise = connect(adresse);
      const reponse = lireReponse(prise, patience);
      // Awaited further down: it may fail while we are still sending.
      reponse.catch(() => undefined);
      try {
        await Promise.race([envoyer(prise, flux), reponse]);
        return lireVerdict(await reponse);
      } finally {
        prise.destroy();
      }
    },
  };
}

async function envoyer(prise: Socket, flux: Flux): Promise<void> {
  const ecrire = (octets: Uint8Array): Promise<void> =>
    new Promise((resoudre) => {
      // A broken connection is told by the answer that does not come.
      prise.write(octets, () => resoudre());
    });
  await ecrire(Buffer.from('zINSTREAM\0'));
  for await (const recu of flux as AsyncIterable<Uint8Array>) {
    for (let i = 0; i < recu.byteLength && !prise.destroyed; i += MORCEAU) {
      const morceau = recu.subarray(i, i + MORCEAU);
      const longueur = Buffer.alloc(4);
      longueur.writeUInt32BE(morceau.byteLength);
      prise.write(longueur);
      await ecrire(morceau);
    }
    if (prise.destroyed) return;
  }
  await ecrire(Buffer.alloc(4));
}

function lireReponse(prise: Socket, patience: number): Promise<string> {
  return new Promise((resoudre, refuser) => {
    let texte = '';
    const echouer = (cause?: Error): void =>
      refuser(
        new AntivirusMuet(cause ? `clamd: ${cause.message}` : 'clamd closed the connection', { cause }),
      );
    prise.setTimeout(patience, () => {
      echouer(new Error(`nothing for ${patience / SECONDE} s`));
      prise.destroy();
    });
    prise.setEncoding('utf8');
    prise.on('data', (morceau: string) => {
      texte += morceau;
      const fin = texte.indexOf('\0');
      if (fin !== -1) resoudre(texte.slice(0, fin));
    });
    prise.on('error', echouer);
    prise.on('close', () => echouer());
  });
}

function lireVerdict(reponse: string): Verdict {
  if (/^stream: OK$/.test(reponse)) return { sain: true };
  const virus = /^stream: (.+) FOUND$/.exec(reponse)?.[1];
  if (virus) return { sain: false, virus };
  throw new AntivirusMuet(`clamd: ${reponse.slice(0, 200)}`);
}
