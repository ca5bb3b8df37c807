/** Fills a commune's database with thousands of demandes, by the store's own statements. */
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { composerNumero } from '#contract/numero.ts';
import type { DemarchePubliee } from '#contract/schemas/demarche.ts';
import { importer } from '../../server/commandes.ts';
import type { Commune } from '../../server/communes/commune.ts';
import { lireEnvironnement } from '../../server/configuration.ts';
import { empreinteDossier } from '../../server/demandes/deposer.ts';
import { jourLocal, jourPlus } from '../../server/echeances/dates.ts';
import { enchainer, ORIGINE, USAGER, type Fait } from '../../server/demandes/evenements.ts';
import { demandeurDe, objetDe } from '../../server/demandes/reponses.ts';
import { insererDemande, insererEvenement } from '../../server/demandes/store.ts';
import type { TableDemande } from '../../server/demandes/tables.ts';
import { assembler, type Assemblage } from '../../server/lancer.ts';
import { ecrire, type Instruction } from '../../server/socle/db/moteur.ts';
import { atelier as requetesSur } from '../../server/socle/db/requete.ts';
import { HEURE, HorlogeReglable, horlogeSysteme, JOUR } from '../../server/socle/horloge/horloge.ts';
import { tenirComptes } from '../../server/statistiques/compter.ts';
import { indexer } from '../../server/triage/recherche.ts';
import { composerAcces } from '../../server/identite/sessions/jetons.ts';
import { preparerSession } from '../../server/identite/sessions/ouvrir.ts';
import { Poste } from '../serveur/poste.ts';
import { reponsesActe } from './exemples.ts';

const VILLE = fileURLToPath(new URL('../../demo/communes/port-aubier', import.meta.url));
export const AGENT = 'agent@port-aubier.example';
const USAGER_CONNU = '01890000-0000-7000-8000-000000000001';
const LOT = 1000;
const ANNEES = 3;

export interface Semis {
  dossier: string;
  /** Up to 2,000 numbers, spread over the whole. */
  numeros: string[];
  /** Version of `acte-naissance`. */
  version: number;
  /** Device of an agent of the service of all demandes. */
  poste: Poste;
  /** Device of the citizen whose they all are. */
  usager: Poste;
  /** Milliseconds that the figures took, counted from the first event. */
  comptage: number;
}

/** Opens the folder without a socket and without jobs. */
export async function ouvrir(
  dossier: string,
  horloge?: HorlogeReglable,
): Promise<{ atelier: Assemblage; commune: Commune }> {
  const facteur = { envoyer: async () => undefined, fermer: async () => undefined };
  const configuration = lireEnvironnement({ PARVIS_DATA: dossier, LOG_LEVEL: 'silent' });
  const ajouts = { facteur, jobsAutomatiques: false, ...(horloge && { horloge }) };
  const atelier = await assembler(configuration, 'http://localhost', ajouts);
  // Three years are sown: nothing of them may be put away while it is measured.
  await importer(
    atelier.registre,
    VILLE,
    () => undefined,
    (lu) => ({
      ...lu,
      commune: { ...lu.commune, conservation: { ...lu.commune.conservation, dossierClosMois: 120 } },
    }),
  );
  return { atelier, commune: (await atelier.registre.commune('port-aubier'))! };
}

/** `nombre` demandes over three years; three in ten are still open. */
export async function semer(dossier: string, nombre: number): Promise<Semis> {
  const maintenant = Date.now();
  const horloge = new HorlogeReglable(maintenant - ANNEES * 365 * JOUR);
  const { atelier, commune } = await ouvrir(dossier, horloge);
  const demarche = await commune.catalogue.offerte('acte-naissance');
  const pas = (ANNEES * 365 * JOUR - HEURE) / nombre;
  const numeros: string[] = [];
  const pris = new Set<string>();
  const aujourdhui = jourLocal(maintenant, commune.config.fuseau);
  let instructions: Instruction[] = [];
  for (let n = 0; n < nombre; n++) {
    horloge.avancer(pas);
    const numero = tirer(commune.config.prefixe, pris);
    if (n % Math.ceil(nombre / 2000) === 0) numeros.push(numero);
    instructions.push(...unDepot(commune, demarche, { numero, n, aujourdhui }));
    if (instructions.length >= LOT || n === nombre - 1) {
      await commune.moteur.commit(instructions);
      instructions = [];
    }
  }
  await indexer(commune);
  // As each night has done: else the first start would count three years at once, beside what is measured.
  const debut = performance.now();
  await tenirComptes(commune);
  const comptage = performance.now() - debut;
  const poste = await ouvrirPoste(commune, maintenant, { role: 'agent', sujet: AGENT });
  const usager = await ouvrirPoste(commune, maintenant, { role: 'usager', sujet: USAGER_CONNU });
  await atelier.fermer();
  return { dossier, numeros, version: demarche.version, poste, usager, comptage };
}

/** As signing in does, at the real time: the bench's servers have no clock in the hand. */
async function ouvrirPoste(
  commune: Commune,
  maintenant: number,
  qui: { role: 'agent' | 'usager'; sujet: string },
): Promise<Poste> {
  const poste = await Poste.nouveau(horlogeSysteme);
  const { instruction, session } = preparerSession(
    { ...commune, horloge: { maintenant: () => maintenant } },
    { ...qui, jkt: poste.jkt, moyen: 'courriel', appareil: '', rester: true },
  );
  await commune.moteur.commit([instruction]);
  // The bench lasts longer than an access token.
  poste.session = { ...session, jeton: composerAcces(commune, session.id, maintenant + HEURE) };
  return poste;
}

/** Among so many, some would be drawn twice; the server draws again then, and so does the seed. */
function tirer(prefixe: string, pris: Set<string>): string {
  for (;;) {
    const numero = composerNumero(prefixe, randomBytes(7));
    if (pris.has(numero)) continue;
    pris.add(numero);
    return numero;
  }
}

export const baseDe = (dossier: string): string => join(dossier, 'communes', 'port-aubier', 'commune.db');

function unDepot(
  commune: Commune,
  demarche: DemarchePubliee,
  { numero, n, aujourdhui }: { numero: string; n: number; aujourdhui: string },
): Instruction[] {
  const close = n % 10 >= 3;
  const id = commune.identifiants();
  const le = Math.floor(commune.horloge.maintenant());
  const reponses = reponsesActe(n);
  const texte = JSON.stringify(reponses);
  const faits: Fait[] = [
    {
      type: 'depot',
      visibilite: 'public',
      donnees: { canal: 'web', empreinte: empreinteDossier(texte, []) },
    },
    {
      type: 'courriel',
      visibilite: 'interne',
      donnees: { objet: `Votre demande est bien reçue : ${numero}`, etat: 'envoye' },
    },
  ];
  const echeance = jourLocal(le + 60 * JOUR, commune.config.fuseau);
  // Else the server would spend the bench recording them.
  const echue = !close && echeance < aujourdhui;
  const neeLe = jourPlus(echeance, 1);
  if (echue) {
    faits.push({ type: 'implicite', visibilite: 'public', donnees: { sens: 'acceptation', neeLe } });
  }
  if (close) {
    const donnees = { avant: 'recue', apres: 'traitee', motif: null, planifieeLe: null } as const;
    faits.push({ type: 'statut', visibilite: 'public', donnees });
  }
  const evenements = enchainer(
    { identifiants: commune.identifiants, horloge: { maintenant: () => le } },
    { id, rang: 0, tete: ORIGINE },
    USAGER,
    faits,
  );
  const dernier = evenements.at(-1)!;
  const demande = ecrire(insererDemande, {
    id,
    numero,
    demarche: 'acte-naissance',
    demarche_version: demarche.version,
    genre: 'demande',
    service: 'etat-civil',
    statut: close ? 'traitee' : 'recue',
    clos: close ? 1 : 0,
    canal: 'web',
    recue_le: le,
    maj_le: le,
    echeance,
    planifiee_le: null,
    motif: null,
    affectee_a: n % 3 === 0 ? AGENT : null,
    ...demandeurDe(reponses),
    objet: objetDe(demarche, reponses),
    reponses: texte,
    reponse_attendue: 0,
    lu_usager: 0,
    lu_aidant: 0,
    usager: USAGER_CONNU,
    mandat: null,
    rang: dernier.rang,
    tete: dernier.hash,
  });
  return [
    demande,
    ...evenements.map((evenement) => ecrire(insererEvenement, evenement)),
    ...(echue ? [ecrire(accepter, { id, neeLe })] : []),
  ];
}

const accepter = requetesSur<{ demande: TableDemande }>()((k, p: { id: string; neeLe: string }) =>
  k.updateTable('demande').set({ implicite: 'acceptation', implicite_le: p.neeLe }).where('id', '=', p.id),
);
