import type { Televersement } from '#contract/schemas/demande.ts';
import type { Commune } from '../communes/commune.ts';
import { ecrire, type Instruction } from '../socle/db/moteur.ts';
import { accepterFichier, type DepsFichiers } from '../socle/fichiers/fichiers.ts';
import { JOUR } from '../socle/horloge/horloge.ts';
import type { Suite, TypeDeJob } from '../socle/jobs/executant.ts';
import { agirUneFois } from '../socle/http/idempotence.ts';
import { refuserFichier } from './refus.ts';
import { insererPiece, supprimerPieceLibre } from './store.ts';
import { planifierVerification } from './verifier.ts';

export interface DepsTeleversements extends Omit<DepsFichiers, 'blobs'> {
  /** Bytes of one file. */
  tailleMax: number;
}

/**
 * Keeps an uploaded file until a request names it, a day at the most.
 * @throws Probleme `fichier-trop-gros` (413), `fichier-refuse`, `fichier-illisible` or `fichier-infecte` (422)
 */
export async function recevoirFichier(
  commune: Commune,
  envoi: { flux: ReadableStream<Uint8Array>; nom: string; cle: string | undefined },
  { tailleMax, ...deps }: DepsTeleversements,
): Promise<Televersement> {
  const { moteur, blobs, horloge, identifiants } = commune;
  const maintenant = horloge.maintenant();
  const recu = await accepterFichier(
    { flux: envoi.flux, nom: envoi.nom, max: tailleMax },
    { blobs, ...deps },
  ).catch(refuserFichier);
  const id = identifiants();
  const piece: Televersement = { id, nom: recu.nom, taille: recu.taille, type: recu.type };
  const tentative = {
    cle: envoi.cle,
    portee: 'televersement',
    demande: [recu.nom, recu.empreinte],
    maintenant,
  };
  const { resultat, rejoue } = await agirUneFois(moteur, tentative, async () => ({
    resultat: piece,
    instructions: [
      ecrire(insererPiece, {
        ...piece,
        cle: recu.cle,
        empreinte: recu.empreinte,
        recue_le: maintenant,
        verification: recu.verifie ? 'faite' : 'attendue',
      }),
      ...(recu.verifie ? [] : [planifierVerification(commune)]),
      planifierPurge(commune, id),
    ],
  }));
  if (rejoue) await blobs.supprimer(recu.cle);
  return resultat;
}

/** For the commit that keeps an upload. */
export const planifierPurge = ({ jobs }: Commune, id: string): Instruction =>
  jobs.planifier('purger-televersement', { id }, { dans: JOUR });

/** An upload that nobody filed within a day goes, row first: a blob without a row is only lost space. */
export function jobPurgerTeleversement(commune: Commune): TypeDeJob {
  return {
    faire: async ({ id }: { id: string }): Promise<Suite | void> => {
      const [supprimees] = (await commune.moteur.commit([ecrire(supprimerPieceLibre, { id })])) as [
        { cle: string }[],
      ];
      for (const { cle } of supprimees) await commune.blobs.supprimer(cle);
    },
  };
}
