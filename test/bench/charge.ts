/**
 * The load generator, in its own process: plain sockets and requests built beforehand, so that it costs less than
 * the servers it measures.
 */
import { connect } from 'node:net';
import type { Charge, ResultatCharge } from './types.ts';

async function charger(charge: Charge): Promise<ResultatCharge> {
  const durees: number[] = [];
  const bilan = { envoyees: 0, erreurs: 0, premiereErreur: '', octets: 0 };
  const debut = performance.now();
  const suivante = (): string | undefined =>
    bilan.envoyees < charge.nombre && performance.now() - debut < charge.dureeMaxMs
      ? charge.requetes[bilan.envoyees++ % charge.requetes.length]
      : undefined;
  await Promise.all(
    Array.from({ length: charge.connexions }, () =>
      parler(charge.port, suivante, (reponse, ms) => {
        durees.push(ms);
        bilan.octets = reponse.length;
        if (reponse.startsWith('HTTP/1.1 2')) return;
        if (bilan.erreurs++ === 0) bilan.premiereErreur = reponse.slice(0, 600);
      }),
    ),
  );
  const secondes = (performance.now() - debut) / 1000;
  durees.sort((a, b) => a - b);
  const quantile = (q: number): number => durees[Math.floor((durees.length - 1) * q)] ?? 0;
  return {
    debit: durees.length / secondes,
    p50: quantile(0.5),
    p99: quantile(0.99),
    nombre: durees.length,
    erreurs: bilan.erreurs,
    ...(bilan.erreurs > 0 && { premiereErreur: bilan.premiereErreur }),
    octets: bilan.octets,
  };
}

/** One keep-alive connection, one request at a time, until `suivante` has no more. */
function parler(
  port: number,
  suivante: () => string | undefined,
  recevoir: (reponse: string, ms: number) => void,
): Promise<void> {
  return new Promise((resoudre, refuser) => {
    const prise = connect({ port, host: '127.0.0.1', noDelay: true });
    let recu = '';
    let depart = 0;
    const envoyer = (): void => {
      const requete = suivante();
      if (requete === undefined) {
        prise.end();
        return resoudre();
      }
      recu = '';
      depart = performance.now();
      prise.write(requete);
    };
    prise.setEncoding('latin1');
    prise.on('connect', envoyer);
    prise.on('error', refuser);
    prise.on('data', (morceau) => {
      recu += morceau;
      if (!estEntiere(recu)) return;
      recevoir(recu, performance.now() - depart);
      envoyer();
    });
  });
}

function estEntiere(recu: string): boolean {
  const finEntetes = recu.indexOf('\r\n\r\n');
  if (finEntetes === -1) return false;
  const longueur = /\r\ncontent-length: (\d+)/i.exec(recu.slice(0, finEntetes));
  if (longueur) return recu.length >= finEntetes + 4 + Number(longueur[1]);
  return recu.endsWith('\r\n0\r\n\r\n');
}

process.on('message', (charge: Charge) => {
  charger(charge).then(
    (resultat) => process.send!({ resultat }),
    (erreur: unknown) => process.send!({ erreur: String(erreur) }),
  );
});
process.on('disconnect', () => process.exit());
