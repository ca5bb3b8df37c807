import type { SSEStreamingApi } from 'hono/streaming';
import type { Commune } from '../communes/commune.ts';
import { agentDeSession } from '../agents/agent.ts';
import type { TableDemande, TableEvenement } from '../demandes/tables.ts';
import { atelier } from '../socle/db/requete.ts';
import { SECONDE } from '../socle/horloge/horloge.ts';
import { Probleme } from '../socle/erreurs/probleme.ts';

const requete = atelier<{ demande: TableDemande; evenement: TableEvenement }>();

const dernierEvenement = requete((k, _p: object) =>
  k.selectFrom('evenement').select('id').orderBy('id', 'desc').limit(1),
);
const evenementsApres = requete((k, p: { id: string; limite: number }) =>
  k
    .selectFrom('evenement')
    .innerJoin('demande', 'demande.id', 'evenement.demande_id')
    .select(['evenement.id', 'evenement.type', 'demande.numero', 'demande.service'])
    .where('evenement.id', '>', p.id)
    .orderBy('evenement.id')
    .limit(p.limite),
);

const LOT = 200;
const BATTEMENT = 20 * SECONDE;

/**
 * Tells an agent what happens in his services, from the event after `depuis` on, until he leaves, his session
 * ends or the server stops. The events are read from the database: being woken twice or late loses nothing.
 * @param session its id: ending it ends the stream
 * @param depuis `Last-Event-ID`; without it, from now on
 */
export async function diffuser(
  commune: Commune,
  session: string,
  depuis: string | undefined,
  flux: SSEStreamingApi,
  arret: AbortSignal,
): Promise<void> {
  let curseur = depuis ?? (await commune.moteur.lireUn(dernierEvenement, {}))?.id ?? '';
  let reveil = Promise.withResolvers<void>();
  const cesser = commune.annonces.ecouter(() => reveil.resolve());
  const finir = (): void => reveil.resolve();
  arret.addEventListener('abort', finir, { once: true });
  flux.onAbort(finir);
  try {
    await flux.write(': bonjour\n\n');
    while (!flux.aborted && !arret.aborted) {
      reveil = Promise.withResolvers<void>();
      curseur = await envoyerApres(commune, session, curseur, flux);
      const battement = setTimeout(finir, BATTEMENT);
      await reveil.promise;
      clearTimeout(battement);
      await flux.write(': .\n\n');
    }
  } catch (erreur) {
    // The session ended: the widget reads the end of the stream and asks for a new one.
    if (!(erreur instanceof Probleme)) throw erreur;
  } finally {
    cesser();
    arret.removeEventListener('abort', finir);
  }
}

async function envoyerApres(
  commune: Commune,
  session: string,
  depuis: string,
  flux: SSEStreamingApi,
): Promise<string> {
  let curseur = depuis;
  for (;;) {
    const { services } = await agentDeSession(commune, session);
    const lot = await commune.moteur.lire(evenementsApres, { id: curseur, limite: LOT });
    for (const { id, numero, type, service } of lot) {
      if (services.includes(service)) {
        await flux.writeSSE({ id, event: 'demande', data: JSON.stringify({ numero, type }) });
      }
      curseur = id;
    }
    if (lot.length < LOT) return curseur;
  }
}
