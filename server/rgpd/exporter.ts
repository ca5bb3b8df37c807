import { serviceDe, type Commune } from '../communes/commune.ts';
import { reponsesLisibles } from '../demandes/documents/reponses-lisibles.ts';
import { composerSuivi } from '../demandes/suivre.ts';
import type { TableDemande } from '../demandes/tables.ts';
import { tousLesAcces } from '../documents/acces.ts';
import { exporterDocuments } from '../documents/exporter.ts';
import type { EntreeZip } from '../socle/zip/zip.ts';
import { composerLisezMoi } from './lisez-moi.ts';
import {
  brouillonsDe,
  demandesDe,
  evenementsDe,
  identitesDe,
  mandatsDe,
  piecesDe,
  sessionsDe,
  usagerParId,
} from './store-espace.ts';

const date = (le: number | null): string | null => (le === null ? null : new Date(le).toISOString());
const lire = (json: string): unknown => JSON.parse(json) as unknown;

/** Everything of a citizen, one file after the other, each read when its turn comes (RGPD art. 15 and 20). */
export async function* exporterEspace(commune: Commune, usager: string): AsyncGenerator<EntreeZip> {
  const { moteur, horloge } = commune;
  const maintenant = horloge.maintenant();
  const fichier = (nom: string, texte: string): EntreeZip => ({
    nom,
    le: maintenant,
    ouvrir: async () => new TextEncoder().encode(texte),
  });
  const json = (nom: string, valeur: unknown): EntreeZip =>
    fichier(nom, `${JSON.stringify(valeur, null, 2)}\n`);

  const demandes = await moteur.lire(demandesDe, { usager });
  yield fichier('LISEZ-MOI.txt', composerLisezMoi(commune, demandes.length));
  yield json('compte.json', await lireCompte(commune, usager));
  yield json('connexions.json', await lireConnexions(commune, usager));
  yield json('journal.json', await lireJournal(commune, usager));
  yield json('aidants.json', await lireMandats(commune, usager));
  for (const demande of demandes) {
    const dossier = `demandes/${demande.numero}`;
    yield json(`${dossier}/demande.json`, await lireDemande(commune, demande));
    for (const piece of await moteur.lire(piecesDe, { demande_id: demande.id })) {
      // Nobody opens a file that the antivirus has not cleared.
      if (piece.visibilite !== 'dossier' || piece.verification !== 'faite') continue;
      yield {
        nom: `${dossier}/fichiers/${piece.nom}`,
        le: piece.recue_le,
        ouvrir: async () => (await commune.blobs.lire(piece.cle)).flux,
      };
    }
  }
  for (const brouillon of await moteur.lire(brouillonsDe, { usager })) {
    const { titre } = await commune.catalogue.version(brouillon.demarche, brouillon.version);
    yield json(`demarches-commencees/${titre.replaceAll('/', '-')}.json`, {
      demarche: titre,
      modifieLe: date(brouillon.maj_le),
      etape: brouillon.etape,
      reponses: lire(brouillon.reponses),
    });
  }
  yield* exporterDocuments(commune, usager, { prefixe: 'documents/', description: true });
}

async function lireCompte({ moteur }: Commune, usager: string): Promise<object> {
  const compte = (await moteur.lireUn(usagerParId, { usager }))!;
  const identites = await moteur.lire(identitesDe, { usager });
  return {
    ouvertLe: date(compte.cree_le),
    derniereVisiteLe: date(compte.vu_le),
    moyensDeConnexion: identites.map(({ moyen, valeur, verifiee_le, principale }) => ({
      moyen,
      valeur,
      verifieLe: date(verifiee_le),
      principale: principale === 1,
    })),
    profil: lire(compte.profil),
  };
}

async function lireConnexions({ moteur }: Commune, usager: string): Promise<object[]> {
  return (await moteur.lire(sessionsDe, { usager })).map((session) => ({
    appareil: session.appareil,
    moyen: session.moyen,
    ouverteLe: date(session.ouverte_le),
    renouveleeLe: date(session.tournee_le),
    finLe: date(session.fin_le),
    resterConnecte: session.rester === 1,
  }));
}

/** What happened to the space, and who opened its papers. */
async function lireJournal(commune: Commune, usager: string): Promise<object> {
  const evenements = await commune.moteur.lire(evenementsDe, { usager });
  return {
    espace: evenements.map(({ le, type, role, auteur, donnees }) => ({
      le: date(le),
      type,
      par: auteur ?? role,
      donnees: lire(donnees),
    })),
    documents: await tousLesAcces(commune, usager),
  };
}

async function lireMandats({ moteur }: Commune, usager: string): Promise<object[]> {
  const identites = await moteur.lire(identitesDe, { usager });
  const adresses = identites.flatMap(({ moyen, valeur }) =>
    moyen === 'courriel' ? [valeur.toLowerCase()] : [],
  );
  const mandats = await moteur.lire(mandatsDe, { usager, adresses: JSON.stringify(adresses) });
  return mandats.map((mandat) => ({
    reference: mandat.reference,
    aidant: mandat.aidant_nom,
    structure: mandat.structure,
    pour: { prenom: mandat.prenom, nom: mandat.nom, courriel: mandat.courriel, telephone: mandat.telephone },
    demarches: lire(mandat.demarches),
    jusquau: mandat.jusquau,
    accord: mandat.consentement,
    etat: mandat.etat,
    creeLe: date(mandat.cree_le),
    consentiLe: date(mandat.consenti_le),
    finiLe: date(mandat.fini_le),
  }));
}

/** As its owner sees it, with his answers in words too. */
async function lireDemande(commune: Commune, demande: TableDemande): Promise<object> {
  const { dossier, service: _, ...suivi } = await composerSuivi(commune, demande, true);
  const { demarche, ...reste } = dossier!;
  return {
    ...suivi,
    demarche: { code: demarche.code, version: demarche.version },
    service: serviceDe(commune.config, demande.service).nom,
    canal: demande.canal,
    archiveeLe: date(demande.archivee_le),
    reponsesEnMots: reponsesLisibles(demarche, demande),
    ...reste,
  };
}
