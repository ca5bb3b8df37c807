import type { MiddlewareHandler } from 'hono';
import { routePath } from 'hono/route';
import { pino, type DestinationStream, type Logger } from 'pino';
import type { Registry } from 'prom-client';
import Histogram from 'prom-client/lib/histogram.js';

/** Mail addresses, and references of the form `PAB-7K4F-92QX`: what an error may quote and a log must not keep. */
const PERSONNELS = /[^\s"'<>()[\]{},;:\\]+@[^\s"'<>()[\]{},;:\\]+|\b[A-Z]{3}-[0-9A-Z]{4}-[0-9A-Z]{4}\b/g;

/** The log of the server, on standard output by default. Nobody is named in it, by whatever way the words come. */
export function creerJournal(niveau: string, sortie?: DestinationStream): Logger {
  const reglages = {
    level: niveau,
    hooks: { streamWrite: (ligne: string) => ligne.replace(PERSONNELS, '[masqué]') },
  };
  return pino(reglages, sortie ?? (standard ??= parTour(pino.destination({ dest: 1, sync: true }))));
}

let standard: DestinationStream | undefined;

/** Lines of one turn of the event loop leave in one write, as its commits do; those of the last, with the process. */
export function parTour(sortie: DestinationStream): DestinationStream {
  let attente = '';
  const ecrire = (): void => {
    const lignes = attente;
    attente = '';
    if (lignes !== '') sortie.write(lignes);
  };
  process.once('exit', ecrire);
  return {
    write(ligne) {
      if (attente === '') setImmediate(ecrire);
      attente += ligne;
    },
  };
}

/** A histogram of the duration of requests, by method, route and status. */
export function creerMesures(registre: Registry): Histogram<'methode' | 'route' | 'statut'> {
  return new Histogram({
    name: 'parvis_http_duree_secondes',
    help: 'Durée des requêtes HTTP, en secondes.',
    labelNames: ['methode', 'route', 'statut'],
    buckets: [0.001, 0.005, 0.02, 0.1, 0.5, 2, 10],
    registers: [registre],
  });
}

/**
 * One line a request: method, route (its pattern, never the path: a tracking number is personal), status and
 * milliseconds. No address, no name.
 */
export function journaliser(
  journal: Logger,
  mesures: Histogram<'methode' | 'route' | 'statut'>,
): MiddlewareHandler {
  return async (c, next) => {
    const debut = performance.now();
    await next();
    const ms = performance.now() - debut;
    const route = routePath(c, -1);
    const { method } = c.req;
    mesures.observe({ methode: method, route, statut: c.res.status }, ms / 1000);
    journal.info({ methode: method, route, statut: c.res.status, ms: Math.round(ms * 10) / 10 });
  };
}
