import { serviceDe, type Commune } from '../../communes/commune.ts';
import { ecrire, type Instruction } from '../../socle/db/moteur.ts';
import { EchecDefinitif, type Suite, type TypeDeJob } from '../../socle/jobs/executant.ts';
import { composerCourriel, ErreurEnvoi, type Courriel, type Facteur } from '../../socle/mail/mail.ts';
import { instructionsDe } from '../changer.ts';
import { SYSTEME } from '../evenements.ts';
import { demandeParId } from '../store.ts';
import type { TableDemande } from '../tables.ts';
import { composerContenu, type DonneesCourriel } from './composer.ts';
import { adresseDeReponse, type BoiteReponses } from './jeton.ts';
import type { Contenu } from './modeles/commun.ts';
import { noterEnvoi } from './store.ts';

/**
 * Sends the mails of the demandes. The mail's id is the job's, so a second sending after a crash is the same mail;
 * its fate (sent, or given up) is an event that agents read.
 * @param reponses where answers by mail are received; without it they go to the service's own address
 */
export function jobCourriel(commune: Commune, facteur: Facteur, reponses?: BoiteReponses): TypeDeJob {
  const noter = async (demandeId: string, objet: string, etat: 'envoye' | 'echec') => {
    const demande = await exigerParId(commune, demandeId);
    const fait = { type: 'courriel', visibilite: 'interne', donnees: { objet, etat } } as const;
    return instructionsDe(commune, demande, SYSTEME, { faits: [fait] }).instructions;
  };
  const envoyerLePapier = ({ id }: TableDemande): Instruction =>
    commune.jobs.planifier('courriel', { modele: 'accuse-papier', demande: id }, { sujet: id });
  return {
    // A mail server that is down for a day and a half costs no mail and asks nothing of anybody.
    essaisMax: ESSAIS_MAX,
    faire: async (donnees: DonneesCourriel, job): Promise<Suite | void> => {
      const demande = await exigerParId(commune, donnees.demande);
      if (!demande.demandeur_courriel)
        throw new EchecDefinitif('Cette demande n’a pas d’adresse de courriel.');
      const contenu = await composerContenu(commune, demande, donnees);
      if (!contenu) return;
      await envoyer(
        facteur,
        enveloppe(commune, demande, demande.demandeur_courriel, contenu, job.id, reponses),
      );
      const envoi = {
        id: job.id,
        demande_id: demande.id,
        donnees: job.donnees,
        le: commune.horloge.maintenant(),
      };
      const sansPapier = donnees.modele === 'accuse' && !contenu.piecesJointes;
      return async () => [
        ...(sansPapier ? [envoyerLePapier(demande)] : []),
        ...(await noter(demande.id, contenu.objet, 'envoye')),
        // For the post to say, if it must, which mail it could not deliver.
        ...(reponses ? [ecrire(noterEnvoi, envoi)] : []),
      ];
    },
    abandonner: (donnees: DonneesCourriel) => () => noter(donnees.demande, OBJETS[donnees.modele], 'echec'),
  };
}

/** Some in the first hour, then one every two hours: about 40 hours in all. */
const ESSAIS_MAX = 24;

export const OBJETS: Record<DonneesCourriel['modele'], string> = {
  accuse: 'Accusé de réception',
  'accuse-papier': 'Accusé de réception en PDF',
  message: 'Message de la mairie',
  statut: 'Changement d’état',
  implicite: 'Fin du délai',
  complement: 'Demande de complément',
  'complement-recu': 'Complément reçu',
  'complement-annule': 'Complément annulé',
  decision: 'Décision',
  'fichiers-refuses': 'Fichiers refusés',
};

async function exigerParId(commune: Commune, id: string): Promise<TableDemande> {
  const demande = await commune.moteur.lireUn(demandeParId, { id });
  if (!demande) throw new EchecDefinitif('La demande n’existe plus.');
  return demande;
}

function enveloppe(
  commune: Commune,
  demande: TableDemande,
  a: string,
  contenu: Contenu,
  id: string,
  reponses: BoiteReponses | undefined,
): Courriel {
  const { config } = commune;
  const service = serviceDe(config, demande.service);
  const appeler = service.contact.telephone ? ` Une question ? Appelez le ${service.contact.telephone}.` : '';
  const repondre = reponses
    ? ' Vous pouvez répondre à ce courriel : votre réponse ira dans votre dossier.'
    : '';
  const { texte, html } = composerCourriel({
    entete: config.nom,
    blocs: contenu.blocs,
    pied: `${service.nom}, ${config.nom}.${appeler}${repondre} Ce courriel vous est envoyé parce que vous avez écrit à la mairie.`,
  });
  const retour = reponses && adresseDeReponse(commune, demande.id, reponses);
  const repondreA = retour ?? service.contact.courriel;
  return {
    id,
    a,
    expediteur: config.nom,
    ...(repondreA && { repondreA }),
    // Where the post tells that it could not deliver (RFC 3461).
    ...(retour && { retour }),
    fil: demande.id,
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
