import type { Reponses } from '#contract/formulaire.ts';
import type { Commune } from '../communes/commune.ts';
import { ecrire } from '../socle/db/moteur.ts';
import { Probleme } from '../socle/erreurs/probleme.ts';
import { agirUneFois } from '../socle/http/idempotence.ts';
import { joindrePieces } from '../televersements/joindre.ts';
import { pieceParId } from '../televersements/store.ts';
import { annoncer, instructionsDe, surDemandeActuelle, type Changement } from '../demandes/changer.ts';
import { planifierCourriel } from '../demandes/courriels/planifier.ts';
import { empreinteDossier } from '../demandes/deposer.ts';
import { jourLocal } from '../echeances/dates.ts';
import type { Acteur, Fait } from '../demandes/evenements.ts';
import { lireComplement } from '../demandes/lire.ts';
import { demandeurDe, fichiersDe, objetDe, retablirFichiers } from '../demandes/reponses.ts';
import type { TableDemande } from '../demandes/tables.ts';
import { majApres, reprise } from '../demandes/complements/annuler.ts';
import { formulaireDe } from '../demandes/complements/champs.ts';
import { recalculerApres } from './echeance.ts';
import { completerReponses } from '../demandes/complements/lire-reponses.ts';
import { garderReponses } from '../demandes/complements/store.ts';

/**
 * The citizen completes the file: only what was asked. The answers replaced are kept for the agents; what is still
 * missing stays asked, and the demande goes on when nothing is.
 * @throws Probleme `transition-interdite` when nothing is awaited; `saisie-invalide` naming each field
 */
export async function repondreComplement(
  commune: Commune,
  { demande: { id }, acteur }: { demande: TableDemande; acteur: Acteur },
  recues: Reponses,
  cle: string | undefined,
): Promise<void> {
  const tentative = {
    cle,
    portee: `${id} complement`,
    demande: recues,
    maintenant: commune.horloge.maintenant(),
  };
  await surDemandeActuelle(commune, id, (demande) =>
    agirUneFois(commune.moteur, tentative, async () => {
      const changement = await decider(commune, demande, recues);
      const { instructions, evenements } = instructionsDe(commune, demande, acteur, changement);
      const garde = { demande_id: id, rang: evenements[0]!.rang, reponses: demande.reponses };
      return {
        resultat: {},
        instructions: [
          ...instructions,
          ecrire(garderReponses, garde),
          ...planifierCourriel(commune, { ...demande, ...changement.maj }, 'complement-recu', evenements),
        ],
      };
    }),
  );
  annoncer(commune);
}

async function decider(commune: Commune, demande: TableDemande, recues: Reponses): Promise<Changement> {
  const complement = lireComplement(demande);
  if (!complement) {
    throw new Probleme(
      'transition-interdite',
      'Rien n’est attendu',
      'La mairie n’attend plus rien pour ce dossier. Écrivez un message au service si vous avez quelque chose à ajouter.',
    );
  }
  const formulaire = await formulaireDe(commune, demande);
  const demarche = await commune.catalogue.version(demande.demarche, demande.demarche_version);
  const anciennes = JSON.parse(demande.reponses) as Reponses;
  const aujourdhui = jourLocal(commune.horloge.maintenant(), commune.config.fuseau);
  const completees = completerReponses(formulaire, anciennes, complement.champs, recues, aujourdhui);
  const { reponses, chemins } = completees;

  // Files that stand in the same field stay; the others must be uploads of nobody else's.
  const avant = new Set(fichiersDe(formulaire, anciennes).map(({ id, chemin }) => `${chemin} ${id}`));
  const nouveaux = fichiersDe(formulaire, reponses).filter(({ id, chemin }) => !avant.has(`${chemin} ${id}`));
  const jointes = await joindrePieces(commune.moteur, demande.id, nouveaux);
  const empreintes: string[] = [];
  for (const { id } of fichiersDe(formulaire, reponses)) {
    const piece = (await commune.moteur.lireUn(pieceParId, { id }))!;
    empreintes.push(piece.empreinte);
    jointes.pieces.set(id, { id, nom: piece.nom, taille: piece.taille, type: piece.type });
  }
  retablirFichiers(formulaire, reponses, jointes.pieces);

  const texte = JSON.stringify(reponses);
  const reste = completees.reste.length > 0 ? { ...complement, champs: completees.reste } : null;
  const donnees = { chemins, complet: reste === null, empreinte: empreinteDossier(texte, empreintes) };
  const faits: Fait[] = [
    { type: 'complement-recu', visibilite: 'dossier', donnees },
    ...reprise(demande, reste),
  ];
  const changement = {
    faits,
    maj: {
      ...majApres(demande, reste),
      clos: 0 as const,
      reponse_attendue: 1 as const,
      reponses: texte,
      objet: objetDe(demarche, reponses),
      ...demandeurDe(reponses),
    },
    instructions: jointes.instructions,
  };
  return recalculerApres(commune, demande, changement, 'complement-recu');
}
