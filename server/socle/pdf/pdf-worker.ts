/** Worker of `pdf.ts`: draws one paper at a time, away from the thread that answers. */
import { parentPort } from 'node:worker_threads';
import { mettreEnPage } from './mise-en-page.ts';
import type { Papier } from './papier.ts';
import type { Commande, Resultat } from './pdf.ts';

parentPort!.on('message', ({ rang, papier }: Commande) => {
  mettreEnPage(papier as Papier).then(
    (octets) => repondre({ rang, octets }),
    (erreur: unknown) => repondre({ rang, echec: erreur instanceof Error ? erreur.message : String(erreur) }),
  );
});

function repondre(resultat: Resultat): void {
  parentPort!.postMessage(resultat);
}
