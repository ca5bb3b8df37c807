/**
 * The yardstick: bare node:http and better-sqlite3, the same SQL on the same schema, `synchronous=NORMAL`, one
 * transaction a request, no validation, no journal, no receipt. `node nu.ts <commune.db> <port>`.
 */
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import Database from 'better-sqlite3';
import type { LigneFile } from '../../server/triage/file-store.ts';
import type { TableDemande, TableEvenement } from '../../server/demandes/tables.ts';
import { memoire } from './memoire.ts';
import type { Etat, Question } from './types.ts';

const [base, port] = process.argv.slice(2);
const db = new Database(base);
db.pragma('journal_mode = WAL');
db.pragma('synchronous = NORMAL');
db.pragma('foreign_keys = ON');
db.pragma('cache_size = -8000');

const trous = (n: number): string => Array.from({ length: n }, () => '?').join(', ');
const insererDemande = db.prepare(
  `insert into demande (id, numero, demarche, demarche_version, genre, service, statut, clos, canal, recue_le, maj_le,
     echeance, planifiee_le, motif, affectee_a, demandeur_nom, demandeur_courriel, demandeur_telephone, objet,
     reponses, reponse_attendue, rang, tete) values (${trous(23)})`,
);
const insererEvenement = db.prepare(`insert into evenement values (${trous(10)})`);
const insererJob = db.prepare(`insert into job values (${trous(11)})`);
const lireDemande = db.prepare<[string], TableDemande>('select * from demande where numero = ?');
const lireEvenements = db.prepare<[string], TableEvenement>(
  'select * from evenement where demande_id = ? order by rang',
);
const lirePage = db.prepare<[string], LigneFile>(
  `select id, numero, demarche, demarche_version, genre, service, statut, canal, recue_le, maj_le, echeance,
     affectee_a, demandeur_nom, objet, reponse_attendue, rang
   from demande where service = ? and clos = 0 and archivee_le is null order by echeance, id limit 26`,
);

const SERVICE = {
  code: 'etat-civil',
  nom: 'État civil',
  contact: {
    telephone: '04 65 71 00 11',
    courriel: 'etat-civil@port-aubier.example',
    adresse: 'Hôtel de ville, rez-de-chaussée, 1 quai des Armateurs, 13999 Port-Aubier',
    horaires: [
      { jours: 'Du lundi au vendredi', heures: '8 h 30 à 12 h et 13 h 30 à 17 h' },
      { jours: 'Samedi', heures: '9 h à 12 h' },
    ],
  },
};
const TITRE = 'Demander un acte de naissance';
const EXPLICATION =
  'Si la mairie ne vous a pas répondu le 22 janvier 2027 au soir, votre demande est acceptée, sous réserve qu’elle soit complète (Code des relations entre le public et l’administration, article L231-1). Vous pourrez alors demander à la mairie une attestation qui le prouve (article L232-3 du code des relations entre le public et l’administration).';

const ecrire = db.transaction((reponses: string, demarche: string, version: number): string => {
  const id = randomUUID();
  const le = Date.now();
  const numero = `PAB-${randomBytes(8).toString('hex')}`;
  const donnees = JSON.stringify({ canal: 'web', empreinte: sha256(reponses) });
  const hash = sha256(JSON.stringify(['0', id, id, 1, 'depot', 'usager', null, le, 'public', donnees]));
  const silence = ['2027-01-22', null, null, null];
  const demandeur = ['Martine Martin', 'martine@exemple.fr', '06 39 98 10 01'];
  const entete = [id, numero, demarche, version, 'demande', 'etat-civil', 'recue', 0, 'web', le, le];
  const reste = ['La copie intégrale · Martin', reponses, 0, 1, hash];
  insererDemande.run(...entete, ...silence, ...demandeur, ...reste);
  insererEvenement.run(randomUUID(), id, 1, 'depot', 'usager', null, le, 'public', donnees, hash);
  const job = JSON.stringify({ modele: 'accuse', demande: id });
  insererJob.run(randomUUID(), 'courriel', job, id, null, le, null, 0, 'attente', null, le);
  return numero;
});

const sha256 = (texte: string): string => createHash('sha256').update(texte).digest('hex');

function deposer(corps: string): [number, unknown] {
  const { demarche, version, reponses } = JSON.parse(corps);
  const numero = ecrire.immediate(JSON.stringify(reponses), demarche, version);
  const silence = { regime: 'acceptation', echeance: '2027-01-22', explication: EXPLICATION };
  const lien = `http://localhost:8788/port-aubier/suivi.html#numero=${numero}&code=ABCDEF`;
  const recueLe = new Date().toISOString();
  const accuse = { titre: TITRE, recueLe, service: SERVICE, silence, courriel: 'm…n@exemple.fr', lien };
  return [201, { numero, code: 'ABCDEF', accuse }];
}

function suivre(numero: string): [number, unknown] {
  const demande = lireDemande.get(numero);
  if (!demande) return [404, {}];
  const evenements = lireEvenements.all(demande.id).map((ligne) => ({
    id: ligne.id,
    type: ligne.type,
    le: new Date(ligne.le).toISOString(),
    auteur: { role: ligne.role, nom: null },
    visibilite: ligne.visibilite,
    donnees: JSON.parse(ligne.donnees),
  }));
  const { genre, statut, echeance, planifiee_le: planifieeLe } = demande;
  const recueLe = new Date(demande.recue_le).toISOString();
  const majLe = new Date(demande.maj_le).toISOString();
  const suivi = { numero, titre: TITRE, genre, statut, service: SERVICE, recueLe, majLe, echeance };
  return [200, { ...suivi, silence: 'acceptation', planifieeLe, evenements, dossier: null }];
}

function voirFile(service: string): [number, unknown] {
  const lignes = lirePage.all(service);
  const demandes = lignes.slice(0, 25).map((ligne) => ({
    numero: ligne.numero,
    version: ligne.rang,
    demarche: ligne.demarche,
    titre: TITRE,
    genre: ligne.genre,
    statut: ligne.statut,
    service: { code: ligne.service, nom: SERVICE.nom },
    canal: ligne.canal,
    recueLe: new Date(ligne.recue_le).toISOString(),
    majLe: new Date(ligne.maj_le).toISOString(),
    echeance: ligne.echeance,
    affecteeA: ligne.affectee_a,
    demandeur: ligne.demandeur_nom,
    objet: ligne.objet,
    reponseAttendue: ligne.reponse_attendue === 1,
  }));
  return [200, { demandes, suivant: lignes[25]?.id ?? null }];
}

function repondre(reponse: ServerResponse, [statut, contenu]: [number, unknown]): void {
  const texte = JSON.stringify(contenu);
  const entetes = { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(texte) };
  reponse.writeHead(statut, entetes).end(texte);
}

createServer((requete: IncomingMessage, reponse: ServerResponse) => {
  const [, lieu, objet] = requete.url!.split('/');
  if (requete.method === 'GET') {
    return repondre(reponse, lieu === 'file' ? voirFile(objet!) : suivre(objet!));
  }
  const morceaux: Buffer[] = [];
  requete.on('data', (morceau: Buffer) => morceaux.push(morceau));
  requete.on('end', () => repondre(reponse, deposer(Buffer.concat(morceaux).toString())));
}).listen(Number(port), '127.0.0.1', () => process.send!('pret'));

process.on('message', (question: Question) => {
  if (question === 'fin') process.exit();
  const { user, system } = process.cpuUsage();
  process.send!({ ...memoire(), cpu: user + system, enAttente: 0 } satisfies Etat);
});
process.on('disconnect', () => process.exit());
