import type { Commune } from '../communes/commune.ts';
import { instructionsDe, surDemandeActuelle } from '../demandes/changer.ts';
import { SYSTEME } from '../demandes/evenements.ts';
import type { Flux } from '../socle/blobs/recevoir.ts';
import { ecrire, garder, GardeManquee } from '../socle/db/moteur.ts';
import { MINUTE } from '../socle/horloge/horloge.ts';
import type { TypeDeJob } from '../socle/jobs/executant.ts';
import { AntivirusMuet, type Antivirus, type Verdict } from '../socle/virus/clamd.ts';
import { conclurePiece, piecesAVerifier, supprimerPieceLibre } from '../televersements/store.ts';
import type { TablePiece } from '../televersements/tables.ts';
import { planifierVerification } from '../televersements/verifier.ts';
import { MAIRIE, noter } from './acces.ts';
import { blobsDe, planifierEffacement } from './cles.ts';
import { planifierAvisInfecte } from './rappels.ts';
import { conclureDocument, documentsAVerifier, supprimerDocument } from './store.ts';
import type { TableDocument } from './tables.ts';

/** Well under the lease of a job: what is left waits for the next one. */
const DUREE_MAX = MINUTE;
const LOT = 20;

/**
 * Looks at the files that the antivirus did not see when they came: good ones are opened to their readers, the others
 * destroyed and their owner told. Comes back every minute until none waits.
 * @param antivirus `undefined`: there is none any more, and nothing is looked for
 */
export function jobVerifier(
  commune: Commune,
  antivirus: Antivirus | undefined,
  signaler: (cause: unknown) => void,
): TypeDeJob {
  const { moteur, horloge } = commune;
  const analyser = async (ouvrir: () => Promise<Flux>): Promise<Verdict> =>
    antivirus ? antivirus.analyser(await ouvrir()) : { sain: true };

  async function* enAttente(): AsyncGenerator<() => Promise<void>> {
    for (let apres = ''; ;) {
      const lot = await moteur.lire(documentsAVerifier, { apres, limite: LOT });
      for (const document of lot) {
        yield async () => {
          const ouvrir = async () => (await (await blobsDe(commune, document)).lire(document.cle)).flux;
          await conclureLeDocument(commune, document, await analyser(ouvrir));
        };
      }
      if (lot.length < LOT) break;
      apres = lot.at(-1)!.id;
    }
    for (let apres = ''; ;) {
      const lot = await moteur.lire(piecesAVerifier, { apres, limite: LOT });
      for (const piece of lot) {
        yield async () => {
          const ouvrir = async () => (await commune.blobs.lire(piece.cle)).flux;
          await conclureLaPiece(commune, piece, await analyser(ouvrir));
        };
      }
      if (lot.length < LOT) break;
      apres = lot.at(-1)!.id;
    }
  }

  return {
    // It never gives up: a file held for ever would be a file lost.
    essaisMax: Number.MAX_SAFE_INTEGER,
    faire: async () => {
      const fin = horloge.maintenant() + DUREE_MAX;
      let reste = false;
      for await (const regarder of enAttente()) {
        try {
          await regarder();
        } catch (erreur) {
          reste = true;
          // Down for one is down for all.
          if (erreur instanceof AntivirusMuet && /ECONNREFUSED|ENOENT|ENOTFOUND/.test(erreur.message)) break;
          // Somebody deleted it meanwhile.
          if (!(erreur instanceof GardeManquee)) signaler(erreur);
        }
        if (horloge.maintenant() > fin) {
          reste = true;
          break;
        }
      }
      return async () => (reste ? [planifierVerification(commune)] : []);
    },
  };
}

async function conclureLeDocument(
  commune: Commune,
  document: TableDocument,
  verdict: Verdict,
): Promise<void> {
  const { id, usager, nom, cle } = document;
  if (verdict.sain) {
    await commune.moteur.commit([garder(conclureDocument, { id })]);
    return;
  }
  await commune.moteur.commit([
    garder(supprimerDocument, { id, usager }),
    noter(commune, document, 'suppression', { par: `${MAIRIE} (virus)` }),
    planifierAvisInfecte(commune, usager, nom),
    ...planifierEffacement(commune, [cle]),
  ]);
}

async function conclureLaPiece(commune: Commune, piece: TablePiece, verdict: Verdict): Promise<void> {
  const { id, cle, nom, demande_id } = piece;
  if (verdict.sain) {
    await commune.moteur.commit([garder(conclurePiece, { id, verification: 'faite' })]);
    return;
  }
  const effacer = planifierEffacement(commune, [cle]);
  if (demande_id === null) {
    // Filed in between: the guard fails, and the next turn sees it filed.
    await commune.moteur.commit([garder(supprimerPieceLibre, { id }), ...effacer]);
    return;
  }
  const corps = `L’antivirus a trouvé un virus (${verdict.virus}) dans le fichier « ${nom} » : il a été effacé. S’il est utile, demandez-en un autre.`;
  await surDemandeActuelle(commune, demande_id, async (demande) => {
    const { instructions } = instructionsDe(commune, demande, SYSTEME, {
      faits: [{ type: 'note', visibilite: 'interne', donnees: { corps } }],
    });
    await commune.moteur.commit([
      ...instructions,
      ecrire(conclurePiece, { id, verification: 'infectee' }),
      ...effacer,
    ]);
  });
}
