import type { Televersement } from '#contract/schemas/demande.ts';
import type { Commune } from '../communes/commune.ts';
import { ecrire } from '../socle/db/moteur.ts';
import { Probleme } from '../socle/erreurs/probleme.ts';
import { accepterFichier, ErreurFichier, type Photos } from '../socle/fichiers/fichiers.ts';
import type { Temporaires } from '../socle/blobs/temporaires.ts';
import { JOUR } from '../socle/horloge/horloge.ts';
import type { Suite, TypeDeJob } from '../socle/jobs/executant.ts';
import { agirUneFois } from '../socle/http/idempotence.ts';
import { insererPiece, supprimerPieceLibre } from './store.ts';

export interface DepsTeleversements {
  photos: Photos;
  temporaires: Temporaires;
  /** Bytes of one file. */
  tailleMax: number;
}

const TITRES = {
  'fichier-trop-gros': 'Fichier trop lourd',
  'fichier-refuse': 'Fichier refusé',
  'fichier-illisible': 'Fichier illisible',
} as const;

/**
 * Keeps an uploaded file until a request names it, a day at the most.
 * @throws Probleme `fichier-trop-gros` (413), `fichier-refuse` or `fichier-illisible` (422)
 */
export async function recevoirFichier(
  commune: Commune,
  envoi: { flux: ReadableStream<Uint8Array>; nom: string; cle: string | undefined },
  { photos, temporaires, tailleMax }: DepsTeleversements,
): Promise<Televersement> {
  const { moteur, blobs, horloge, identifiants, jobs } = commune;
  const maintenant = horloge.maintenant();
  const recu = await accepterFichier(
    { flux: envoi.flux, nom: envoi.nom, max: tailleMax },
    {
      blobs,
      photos,
      temporaires,
    },
  ).catch((erreur: unknown) => {
    if (!(erreur instanceof ErreurFichier)) throw erreur;
    const erreurs = [{ chemin: 'fichier', code: erreur.code, message: erreur.message }];
    throw new Probleme(erreur.code, TITRES[erreur.code], erreur.message, { erreurs });
  });
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
      ecrire(insererPiece, { ...piece, cle: recu.cle, empreinte: recu.empreinte, recue_le: maintenant }),
      jobs.planifier('purger-televersement', { id }, { dans: JOUR }),
    ],
  }));
  if (rejoue) await blobs.supprimer(recu.cle);
  return resultat;
}

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
