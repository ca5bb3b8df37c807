import { createHash, randomBytes } from 'node:crypto';
import { composerNumero } from '#contract/numero.ts';
import { formulaireComplet } from '#contract/formulaire-complet.ts';
import type { DemandeDeposee, DepotDemande } from '#contract/schemas/demande.ts';
import type { DemarchePubliee } from '#contract/schemas/demarche.ts';
import type { Canal } from '#contract/vocabulaire.ts';
import type { Commune } from '../communes/commune.ts';
import { calculAuDepot } from '../echeances/depot.ts';
import { DejaPris, ecrire, GardeManquee, type Instruction } from '../socle/db/moteur.ts';
import { Probleme } from '../socle/erreurs/probleme.ts';
import type { TableMandat } from '../mandats/tables.ts';
import { noterUsage } from '../mandats/usage.ts';
import { agirUneFois } from '../socle/http/idempotence.ts';
import { joindrePieces } from '../televersements/joindre.ts';
import { composerAccuse } from './accuse.ts';
import { annoncer } from './changer.ts';
import { codeDe } from './code-suivi.ts';
import { jourLocal } from '../echeances/dates.ts';
import { enchainer, ORIGINE, type Acteur } from './evenements.ts';
import { demandeurDe, exigerReponsesValides, fichiersDe, objetDe, retablirFichiers } from './reponses.ts';
import { demandeParId, insererDemande, insererEvenement } from './store.ts';
import { SANS_ECHEANCE, type TableDemande } from './tables.ts';

export interface Depot extends DepotDemande {
  canal: Canal;
  acteur: Acteur;
  /** The space of the citizen it belongs to. */
  usager?: string | undefined;
  /** The mandate that a helper files under, checked; what the caller names is not believed. */
  sousMandat?: TableMandat | undefined;
  /** Milliseconds since the epoch: when the town got it, if it was before now. */
  recueLe?: number;
  /** `Idempotency-Key` of the caller. */
  cle: string | undefined;
}

const TIRAGES = 3;

/**
 * Files a request: checks it against its démarche, gives it a number, a deadline, a first event and a receipt,
 * in one commit. The same key gives the same demande.
 * @throws Probleme `saisie-invalide`, `demarche-inconnue`, `version-perimee`, `cle-reutilisee`
 */
export async function deposerDemande(commune: Commune, depot: Depot): Promise<DemandeDeposee> {
  const tentative = {
    cle: depot.cle,
    portee: `depot ${depot.acteur.role}`,
    demande: [
      depot.demarche,
      depot.version,
      depot.reponses,
      depot.canal,
      depot.recueLe,
      ...(depot.sousMandat ? [depot.sousMandat.id] : []),
    ],
    maintenant: commune.horloge.maintenant(),
  };
  for (let tirage = 1; ; tirage++) {
    let preparee: TableDemande | undefined;
    try {
      const { resultat, rejoue } = await agirUneFois(commune.moteur, tentative, async () => {
        const { demande, instructions } = await preparer(commune, depot);
        preparee = demande;
        return { instructions, resultat: { id: demande.id } };
      });
      if (rejoue || !preparee) preparee = await commune.moteur.lireUn(demandeParId, resultat);
      else annoncer(commune);
      if (!preparee) throw new Error('The demande just filed is gone.');
      return await repondre(commune, preparee, depot);
    } catch (erreur) {
      // A number drawn twice; or a file that another request took in between, which the next turn tells.
      const numeroPris = erreur instanceof DejaPris && erreur.contrainte.includes('numero');
      const fichierPris = erreur instanceof GardeManquee;
      if (!(numeroPris || fichierPris) || tirage === TIRAGES) throw erreur;
    }
  }
}

async function preparer(
  commune: Commune,
  depot: Depot,
): Promise<{ instructions: Instruction[]; demande: TableDemande }> {
  const { config, horloge, identifiants, jobs, moteur } = commune;
  const demarche = await exigerVersionOfferte(commune, depot);
  const { sousMandat } = depot;
  // Whoever has no address of her own gets her receipt on paper, as at the counter.
  const formulaire = formulaireComplet(demarche, sousMandat ? 'guichet' : depot.canal);
  const maintenant = horloge.maintenant();
  const aujourdhui = jourLocal(maintenant, config.fuseau);
  const reponses = exigerReponsesValides(formulaire, depot.reponses, aujourdhui);
  const id = identifiants();
  const fichiers = fichiersDe(formulaire, reponses);
  const jointes = await joindrePieces(moteur, id, fichiers);
  retablirFichiers(formulaire, reponses, jointes.pieces);

  const texteReponses = JSON.stringify(reponses);
  const empreinte = empreinteDossier(texteReponses, jointes.empreintes);
  const recueLe = depot.recueLe ?? maintenant;
  const calcul = calculAuDepot(commune, demarche, recueLe);
  const [evenement] = enchainer(commune, { id, rang: 0, tete: ORIGINE }, depot.acteur, [
    {
      type: 'depot',
      donnees: {
        canal: depot.canal,
        empreinte,
        calcul,
        ...(sousMandat && { mandat: sousMandat.reference }),
      },
      visibilite: 'public',
    },
  ]);
  const demandeur = demandeurDe(reponses);
  const demande: TableDemande = {
    id,
    numero: composerNumero(config.prefixe, randomBytes(7)),
    demarche: demarche.code,
    demarche_version: demarche.version,
    genre: demarche.genre,
    service: demarche.service,
    statut: 'recue',
    clos: 0,
    canal: depot.canal,
    recue_le: recueLe,
    maj_le: maintenant,
    echeance: calcul.echeance ?? SANS_ECHEANCE,
    planifiee_le: null,
    motif: null,
    affectee_a: null,
    ...demandeur,
    // Hers, known from the mandate: the receipt is never left without a reader.
    demandeur_courriel: demandeur.demandeur_courriel ?? sousMandat?.courriel ?? null,
    objet: objetDe(demarche, reponses),
    reponses: texteReponses,
    reponse_attendue: 0,
    implicite: null,
    implicite_le: null,
    complement: null,
    lu_usager: 0,
    lu_aidant: 0,
    satisfaction: null,
    usager: depot.usager ?? null,
    mandat: sousMandat?.id ?? null,
    archivee_le: null,
    effacement_le: null,
    rang: 1,
    tete: evenement!.hash,
  };
  const instructions = [
    ecrire(insererDemande, demande),
    ecrire(insererEvenement, evenement!),
    ...jointes.instructions,
  ];
  if (sousMandat) {
    const dire = demande.demandeur_courriel?.toLowerCase() !== sousMandat.courriel;
    instructions.push(
      ...noterUsage(commune, sousMandat, demande, { acte: 'depot', par: depot.acteur, dire }),
    );
  }
  if (demande.demandeur_courriel) {
    instructions.push(jobs.planifier('courriel', { modele: 'accuse', demande: id }, { sujet: id }));
  }
  if (demande.usager) instructions.push(jobs.planifier('remise', { demande: id }, { sujet: id }));
  return { instructions, demande };
}

/** Ties the answers and the files' contents to the first event, hence to the whole chain. */
export function empreinteDossier(texteReponses: string, empreintesFichiers: readonly string[]): string {
  return createHash('sha256')
    .update(JSON.stringify([texteReponses, empreintesFichiers]))
    .digest('hex');
}

async function exigerVersionOfferte(commune: Commune, depot: Depot): Promise<DemarchePubliee> {
  const demarche = await commune.catalogue.offerte(depot.demarche);
  if (demarche.depot !== 'en-ligne') {
    throw new Probleme(
      'demarche-inconnue',
      'Cette démarche ne se fait pas en ligne',
      `Cette démarche ne s’envoie pas en ligne. ${demarche.auGuichet}`,
    );
  }
  if (demarche.version !== depot.version) {
    throw new Probleme(
      'version-perimee',
      'Le formulaire a changé',
      'Ce formulaire a changé pendant que vous le remplissiez. Vos réponses sont gardées : vérifiez-les, puis envoyez de nouveau.',
      { suite: { version: demarche.version } },
    );
  }
  return demarche;
}

/**
 * The answer is built from the row that is stored: a retry gets the same, code included. A helper gets the code only
 * to print it for somebody without an address: with it, he would see the file after the end of the mandate.
 */
async function repondre(
  commune: Commune,
  demande: TableDemande,
  { sousMandat }: Pick<Depot, 'sousMandat'>,
): Promise<DemandeDeposee> {
  const demarche = await commune.catalogue.version(demande.demarche, demande.demarche_version);
  const code = sousMandat && demande.demandeur_courriel ? '' : codeDe(commune.secret, demande.id);
  return { numero: demande.numero, code, accuse: composerAccuse(commune, demarche, demande, code) };
}
