import type { Document, GenreDocument } from '#contract/schemas/document.ts';
import type { Commune } from '../communes/commune.ts';
import { garder, GardeManquee } from '../socle/db/moteur.ts';
import { Probleme } from '../socle/erreurs/probleme.ts';
import { accepterFichier, ErreurFichier } from '../socle/fichiers/fichiers.ts';
import { agirUneFois } from '../socle/http/idempotence.ts';
import type { DepsTeleversements } from '../televersements/recevoir.ts';
import { refuserFichier } from '../televersements/refus.ts';
import { planifierVerification } from '../televersements/verifier.ts';
import { noter } from './acces.ts';
import { blobsDe, garantirCle } from './cles.ts';
import { documentDe, placePrise } from './store.ts';
import { cleParId, insererDocument } from './store-cles.ts';
import type { TableDocument } from './tables.ts';
import { documentInconnu, voirDocument } from './voir.ts';

/** As it is said to people: a million bytes. */
const MO = 1_000_000;

export interface Ajout {
  usager: string;
  flux: ReadableStream<Uint8Array>;
  nom: string;
  genre: GenreDocument;
  /** `AAAA-MM-JJ` */
  valableJusquau: string | undefined;
  /** `Idempotency-Key` of the caller. */
  cle: string | undefined;
}

/**
 * Keeps a paper for a citizen, encrypted with his key. It counts in his room from the moment it is kept.
 * @throws Probleme `quota-atteint` or `fichier-trop-gros` (413), `fichier-refuse`, `fichier-illisible`,
 * `fichier-infecte` (422)
 */
export async function ajouterDocument(
  commune: Commune,
  ajout: Ajout,
  { tailleMax, ...deps }: DepsTeleversements,
): Promise<Document> {
  const { moteur, blobs, horloge, identifiants } = commune;
  const { usager } = ajout;
  const quota = quotaDe(commune);
  const reste = quota - Number((await moteur.lireUn(placePrise, { usager }))?.octets ?? 0);
  if (reste <= 0) throw quotaAtteint(commune);
  const id = identifiants();
  const cle_usager = await garantirCle(commune, usager);
  const chez = await blobsDe(commune, { id, usager, cle_usager });
  const recu = await accepterFichier(
    { flux: ajout.flux, nom: ajout.nom, max: Math.min(tailleMax, reste) },
    { ...deps, blobs: chez },
  ).catch((erreur: unknown) => {
    const tropGros = erreur instanceof ErreurFichier && erreur.code === 'fichier-trop-gros';
    if (tropGros && reste < tailleMax) throw quotaAtteint(commune);
    return refuserFichier(erreur);
  });
  const document: Omit<TableDocument, 'rappele_le'> = {
    id,
    usager,
    cle: recu.cle,
    cle_usager,
    nom: recu.nom,
    genre: ajout.genre,
    type: recu.type,
    taille: recu.taille,
    empreinte: recu.empreinte,
    valable_jusquau: ajout.valableJusquau ?? null,
    ajoute_le: horloge.maintenant(),
    etat: recu.verifie ? 'pret' : 'a-verifier',
    numero: null,
  };
  const tentative = {
    cle: ajout.cle,
    portee: `document ${usager}`,
    demande: [recu.nom, recu.empreinte, ajout.genre, ajout.valableJusquau],
    maintenant: document.ajoute_le,
  };
  try {
    const { resultat, rejoue } = await agirUneFois(moteur, tentative, async () => ({
      // Not the document itself: its name would outlive it.
      resultat: { id },
      instructions: [
        garder(insererDocument, { ...document, quota }),
        noter(commune, document, 'ajout'),
        ...(recu.verifie ? [] : [planifierVerification(commune)]),
      ],
    }));
    if (!rejoue) return voirDocument({ ...document, rappele_le: null });
    await blobs.supprimer(recu.cle);
    const premier = await moteur.lireUn(documentDe, { id: resultat.id, usager });
    if (!premier) throw documentInconnu();
    return voirDocument(premier);
  } catch (erreur) {
    await blobs.supprimer(recu.cle);
    if (!(erreur instanceof GardeManquee)) throw erreur;
    // Another one took the room in between; or the whole space went.
    throw (await moteur.lireUn(cleParId, { id: cle_usager, usager })) ? quotaAtteint(commune) : espaceParti();
  }
}

export const quotaDe = ({ config }: Commune): number => config.quotaDocumentsMo * MO;

const espaceParti = (): Probleme =>
  new Probleme(
    'conflit',
    'Votre espace a changé',
    'Votre espace a été effacé, ou réuni à un autre, pendant cet envoi. Connectez-vous de nouveau.',
  );

function quotaAtteint({ config }: Commune): Probleme {
  return new Probleme(
    'quota-atteint',
    'Plus assez de place',
    `Vous n’avez plus assez de place pour ce fichier : vous pouvez garder ${config.quotaDocumentsMo} Mo en tout. Supprimez des documents, ou envoyez un fichier plus léger.`,
  );
}
