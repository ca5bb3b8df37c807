import type { AddressInfo } from 'node:net';

import { serve, type ServerType } from '@hono/node-server';
import { serveStatic } from '@hono/node-server/serve-static';
import { Hono } from 'hono';

export interface ServeurStatique {
  /** `http://localhost:<port>`, without a final slash. */
  origine: string;
  close(): Promise<void>;
}

/** Serves a folder on a free port of the loopback. */
export async function serveFolder(dossier: string): Promise<ServeurStatique> {
  const app = new Hono();
  app.get('/favicon.ico', (c) => c.body(null, 204));
  app.use('*', serveStatic({ root: dossier }));
  const serveur = await new Promise<ServerType>((resolve) => {
    const s = serve({ fetch: app.fetch, port: 0, hostname: 'localhost' }, () => resolve(s));
  });
  const { port } = serveur.address() as AddressInfo;
  return {
    origine: `http://localhost:${port}`,
    close: () =>
      new Promise((resolve, reject) => {
        serveur.close((erreur) => (erreur ? reject(erreur) : resolve()));
        if ('closeAllConnections' in serveur) serveur.closeAllConnections();
      }),
  };
}
