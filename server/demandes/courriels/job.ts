import type { Evenement } from '#contract/schemas/demande.ts';
import { serviceDe, type Commune } from '../../communes/commune.ts';
import type { Instruction } from '../../socle/db/moteur.ts';
import { EchecDefinitif, type Suite, type TypeDeJob } from '../../socle/jobs/executant.ts';
import { composerCourriel, ErreurEnvoi, type Courriel, type Facteur } from '../../socle/mail/mail.ts';
import { instructionsDe } from '../changer.ts';
import { lireEvenement, SYSTEME } from '../evenements.ts';
import { composerAccusePdf } from '../documents/accuse.ts';
import { demandeParId, evenementsDe } from '../store.ts';
import type { TableDemande } from '../tables.ts';
import { modeleAccuse, modeleAccusePapier } from './accuse.ts';
import { modeleImplicite } from './modele-implicite.ts';
import { modeleMessage, modeleStatut, type Contenu } from './modeles.ts';

/** What a job of type `courriel` holds: never the text nor the address, which are read when it is sent. */
export type DonneesCourriel = { demande: string } & (
  | { modele: 'accuse' }
  | { modele: 'accuse-papier' }
  /** `evenement` is the rank of the event that the mail tells. */
  | { modele: 'message' | 'statut' | 'implicite'; evenement: number }
);

/**
 * Sends the mails of the demandes. The mail's id is the job's, so a second sending after a crash is the same mail;
 * its fate (sent, or given up) is an event that agents read.
 */
export function jobCourriel(commune: Commune, facteur: Facteur): TypeDeJob {
  const noter =
    (demandeId: string, objet: string, etat: 'envoye' | 'echec'): Suite =>
    async () => {
      const demande = await exigerParId(commune, demandeId);
      const fait = { type: 'courriel', visibilite: 'interne', donnees: { objet, etat } } as const;
      return instructionsDe(commune, demande, SYSTEME, { faits: [fait] }).instructions;
    };
  const envoyerLePapier = ({ id }: TableDemande): Instruction =>
    commune.jobs.planifier('courriel', { modele: 'accuse-papier', demande: id }, { sujet: id });
  return {
    faire: async (donnees: DonneesCourriel, job) => {
      const demande = await exigerParId(commune, donnees.demande);
      if (!demande.demandeur_courriel)
        throw new EchecDefinitif('Cette demande n’a pas d’adresse de courriel.');
      const contenu = await composer(commune, demande, donnees);
      const sansPapier = donnees.modele === 'accuse' && !contenu.piecesJointes;
      await envoyer(facteur, enveloppe(commune, demande, demande.demandeur_courriel, contenu, job.id));
      const noterEnvoi = noter(demande.id, contenu.objet, 'envoye');
      return sansPapier ? async () => [...(await noterEnvoi()), envoyerLePapier(demande)] : noterEnvoi;
    },
    abandonner: (donnees: DonneesCourriel) => noter(donnees.demande, OBJETS[donnees.modele], 'echec'),
  };
}

const OBJETS = {
  accuse: 'Accusé de réception',
  'accuse-papier': 'Accusé de réception en PDF',
  message: 'Message de la mairie',
  statut: 'Changement d’état',
  implicite: 'Fin du délai',
} as const;

async function exigerParId(commune: Commune, id: string): Promise<TableDemande> {
  const demande = await commune.moteur.lireUn(demandeParId, { id });
  if (!demande) throw new EchecDefinitif('La demande n’existe plus.');
  return demande;
}

async function composer(commune: Commune, demande: TableDemande, donnees: DonneesCourriel): Promise<Contenu> {
  const demarche = await commune.catalogue.version(demande.demarche, demande.demarche_version);
  const contexte = { commune, demarche, demande };
  if (donnees.modele === 'accuse') {
    // The receipt is due at once (CRPA L112-3): it does not wait for its paper.
    const papier = await composerAccusePdf(commune, demarche, demande).catch(() => undefined);
    return modeleAccuse(contexte, papier);
  }
  if (donnees.modele === 'accuse-papier') {
    const papier = await composerAccusePdf(commune, demarche, demande).catch((cause: unknown) => {
      throw new EchecDefinitif('L’accusé de réception n’a pas pu être mis en PDF.', { cause });
    });
    return modeleAccusePapier(contexte, papier);
  }
  const evenement = await lireFait(commune, demande, donnees.evenement);
  if (evenement?.type === 'message') return modeleMessage(contexte, evenement);
  if (evenement?.type === 'statut') return modeleStatut(contexte, evenement);
  if (evenement?.type === 'implicite') return modeleImplicite(contexte, evenement);
  throw new EchecDefinitif('Le fait annoncé n’existe pas.');
}

async function lireFait(
  commune: Commune,
  demande: TableDemande,
  rang: number,
): Promise<Evenement | undefined> {
  const [ligne] = await commune.moteur.lire(evenementsDe, { demande_id: demande.id, apres: rang - 1 });
  return ligne && lireEvenement(ligne);
}

function enveloppe(
  commune: Commune,
  demande: TableDemande,
  a: string,
  contenu: Contenu,
  id: string,
): Courriel {
  const { config } = commune;
  const service = serviceDe(config, demande.service);
  const appeler = service.contact.telephone ? ` Une question ? Appelez le ${service.contact.telephone}.` : '';
  const { texte, html } = composerCourriel({
    entete: config.nom,
    blocs: contenu.blocs,
    pied: `${service.nom}, ${config.nom}.${appeler} Ce courriel vous est envoyé parce que vous avez écrit à la mairie.`,
  });
  return {
    id,
    a,
    expediteur: config.nom,
    ...(service.contact.courriel && { repondreA: service.contact.courriel }),
    objet: contenu.objet,
    texte,
    html,
    ...(contenu.piecesJointes && { piecesJointes: contenu.piecesJointes }),
  };
}

async function envoyer(facteur: Facteur, courriel: Courriel): Promise<void> {
  try {
    await facteur.envoyer(courriel);
  } catch (erreur) {
    if (erreur instanceof ErreurEnvoi && erreur.definitif) {
      throw new EchecDefinitif(erreur.message, { cause: erreur });
    }
    throw erreur;
  }
}
