import type { Evenement } from '#contract/schemas/demande.ts';
import type { Commune } from '../../communes/commune.ts';
import { EchecDefinitif } from '../../socle/jobs/executant.ts';
import type { PieceJointe } from '../../socle/mail/mail.ts';
import { accompagnementSi } from '../../mandats/deposants.ts';
import { pieceParId } from '../../televersements/store.ts';
import { rangsAnnules } from '../annulation/annulable.ts';
import { champsVisiblesPar, formulaireDe } from '../complements/champs.ts';
import { composerAccusePdf } from '../documents/accuse.ts';
import { lireEvenement } from '../evenements.ts';
import { lireComplement } from '../lire.ts';
import { evenementsDe } from '../store.ts';
import type { TableDemande } from '../tables.ts';
import { modeleAccuse, modeleAccusePapier } from './accuse.ts';
import { modeleImplicite } from './modele-implicite.ts';
import type { Contenu, Contexte } from './modeles/commun.ts';
import { modeleComplement, modeleComplementAnnule, modeleComplementRecu } from './modeles/complement.ts';
import { modeleDecision } from './modeles/decision.ts';
import { modeleFichiersRefuses } from './modeles/entrants.ts';
import { modeleMessage } from './modeles/message.ts';
import { modeleStatut } from './modeles/statut.ts';

/** What a job of type `courriel` holds: never the text nor the address, which are read when it is sent. */
export type DonneesCourriel = { demande: string } & (
  | { modele: 'accuse' }
  | { modele: 'accuse-papier' }
  /** `evenement` is the rank of the event that the mail tells. */
  | {
      modele:
        | 'message'
        | 'statut'
        | 'complement'
        | 'complement-recu'
        | 'complement-annule'
        | 'fichiers-refuses'
        | 'implicite';
      evenement: number;
    }
  /** `piece`: the letter, when it could be drawn. */
  | { modele: 'decision'; evenement: number; piece?: string }
);

/**
 * What the mail says, as the file stands when it leaves. `undefined`: there is nothing to say any more (what it
 * told was taken back, what it asked was given).
 */
export async function composerContenu(
  commune: Commune,
  demande: TableDemande,
  donnees: DonneesCourriel,
): Promise<Contenu | undefined> {
  const demarche = await commune.catalogue.version(demande.demarche, demande.demarche_version);
  const contexte: Contexte = { commune, demarche, demande };
  if (donnees.modele === 'accuse') {
    // The receipt is due at once (CRPA L112-3): it does not wait for its paper.
    const papier = await composerAccusePdf(commune, demarche, demande).catch(() => undefined);
    return modeleAccuse({ ...contexte, ...(await accompagnementSi(commune, demande)) }, papier);
  }
  if (donnees.modele === 'accuse-papier') {
    const papier = await composerAccusePdf(commune, demarche, demande).catch((cause: unknown) => {
      throw new EchecDefinitif('L’accusé de réception n’a pas pu être mis en PDF.', { cause });
    });
    return modeleAccusePapier(contexte, papier);
  }
  const lignes = await commune.moteur.lire(evenementsDe, { demande_id: demande.id, apres: 0 });
  if (rangsAnnules(lignes).has(donnees.evenement)) return undefined;
  const evenements = lignes.slice(0, donnees.evenement).map(lireEvenement);
  const evenement = evenements[donnees.evenement - 1];
  switch (evenement?.type) {
    case 'message':
      if (donnees.modele === 'fichiers-refuses') return modeleFichiersRefuses(contexte, evenement);
      return modeleMessage(contexte, evenement, dernierMot(evenements.slice(0, -1)));
    case 'statut':
      return modeleStatut(contexte, evenement);
    case 'implicite':
      return modeleImplicite(contexte, evenement);
    case 'decision': {
      const lettre =
        'piece' in donnees && donnees.piece ? await lirePiece(commune, donnees.piece) : undefined;
      return modeleDecision(contexte, evenement, lettre);
    }
    case 'complement-demande': {
      const complement = lireComplement(demande);
      return complement ? modeleComplement(contexte, complement) : undefined;
    }
    case 'complement-annule': {
      const { chemins, recuLe } = evenement.donnees;
      const libelles = await libellesDe(commune, demande, chemins);
      const reste = lireComplement(demande);
      return recuLe === undefined
        ? modeleComplementAnnule(contexte, reste, libelles)
        : modeleComplementRecu(contexte, libelles, reste, recuLe);
    }
    case 'complement-recu': {
      const { chemins, complet } = evenement.donnees;
      const libelles = await libellesDe(commune, demande, chemins);
      return modeleComplementRecu(contexte, libelles, complet ? null : lireComplement(demande));
    }
    default:
      throw new EchecDefinitif('Le fait annoncé n’existe pas.');
  }
}

/** What the citizen wrote, if nobody answered it before. */
function dernierMot(evenements: Evenement[]): Extract<Evenement, { type: 'message' }> | undefined {
  const dernier = evenements.findLast((evenement) => evenement.type === 'message');
  return dernier?.auteur.role === 'usager' || dernier?.auteur.role === 'aidant' ? dernier : undefined;
}

async function libellesDe(commune: Commune, demande: TableDemande, chemins: string[]): Promise<string[]> {
  const visibles = champsVisiblesPar(await formulaireDe(commune, demande), JSON.parse(demande.reponses));
  return chemins.map((chemin) => visibles.get(chemin) ?? chemin);
}

async function lirePiece({ moteur, blobs }: Commune, id: string): Promise<PieceJointe> {
  const piece = await moteur.lireUn(pieceParId, { id });
  if (!piece) throw new EchecDefinitif('La lettre n’existe plus.');
  const { flux } = await blobs.lire(piece.cle);
  const contenu = new Uint8Array(await new Response(flux).arrayBuffer());
  return { nom: piece.nom, type: piece.type, contenu };
}
