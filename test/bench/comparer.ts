import { reponsesActe, requete } from './exemples.ts';
import type { Poste } from '../serveur/poste.ts';
import { lancerServeur, type Generateur, type Mesure } from './processus.ts';
import { afficher, mediane, type Ligne } from './tableau.ts';
import type { Semis } from './semis.ts';
import type { ResultatCharge } from './types.ts';

interface Route {
  nom: string;
  porte: number;
  connexions: number;
  nombre: number;
  notre: Requetes;
  nu: Requetes;
  /** What `nu` is, when it is not the bare server. */
  contre?: 'open';
}

/** Requests of a round: the same each time, or made for it (a proof of possession serves once). */
export type Requetes = readonly string[] | ((nombre: number) => Promise<string[]>);

const TOURS = 9;
const API = '/c/port-aubier/api/v1';
/** Citizens call from the town's own site. */
const SITE = { Origin: 'http://localhost:8788' };
const ATTENTE_REPOS_MS = 2000;

export const preparer = async (voulues: Requetes, nombre: number): Promise<readonly string[]> =>
  typeof voulues === 'function' ? voulues(nombre) : voulues;

/** Requests for our server, by what they ask. */
export function requetesNotres({ numeros, version, poste, usager }: Semis) {
  const depot = (n: number) => ({ demarche: 'acte-naissance', version, reponses: reponsesActe(n) });
  return {
    depots: Array.from({ length: 500 }, (_, n) => requete('POST', `${API}/demandes`, SITE, depot(n))),
    suivis: numeros.map((numero) => requete('GET', `${API}/demandes/${numero}`, SITE)),
    suivisSignes: signees(
      usager,
      numeros.map((numero) => `${API}/demandes/${numero}`),
    ),
    pageService: signees(poste, [`${API}/agent/demandes?service=etat-civil`]),
    pageEntiere: signees(poste, [`${API}/agent/demandes`]),
  };
}

/** Reads of an open session, each with its proof. */
const signees =
  (poste: Poste, chemins: readonly string[]) =>
  (nombre: number): Promise<string[]> =>
    Promise.all(
      Array.from({ length: nombre }, async (_, n) => {
        const chemin = chemins[n % chemins.length]!;
        const entetes = await poste.entetes('GET', `http://localhost${chemin}`);
        return requete('GET', chemin, { ...SITE, ...entetes });
      }),
    );

function routes(semis: Semis): Route[] {
  const { depots, suivis, suivisSignes, pageService } = requetesNotres(semis);
  return [
    {
      nom: 'POST demande',
      porte: 0.6,
      connexions: 32,
      nombre: 800,
      notre: depots,
      nu: depots.map((texte) => texte.replace(`${API}/demandes`, '/demandes')),
    },
    {
      nom: 'GET by number',
      porte: 0.65,
      connexions: 16,
      nombre: 2000,
      notre: suivis,
      nu: suivis.map((texte) => texte.replace(API, '')),
    },
    {
      nom: 'queue page of 25',
      porte: 0.8,
      connexions: 16,
      nombre: 1500,
      notre: pageService,
      nu: [requete('GET', '/file/etat-civil')],
    },
    {
      nom: 'GET with a proof',
      porte: 0,
      connexions: 16,
      nombre: 2000,
      notre: suivisSignes,
      nu: suivis,
      contre: 'open',
    },
  ];
}

interface Tour extends ResultatCharge {
  /** Microseconds of processor for one request, what it left to do (mails, search index) included. */
  cpu: number;
}

/** Rates of both servers, in rounds by turns; memory of ours, at rest and under load. */
export async function comparer(generateur: Generateur, semis: Semis, baseNue: string): Promise<void> {
  const notre = await lancerServeur('notre.ts', semis.dossier);
  const nu = await lancerServeur('nu.ts', baseNue);
  await new Promise((suite) => setTimeout(suite, ATTENTE_REPOS_MS));
  const repos = await notre.etat();
  let sature = repos;
  const lignes: Ligne[] = [];
  for (const route of routes(semis)) {
    const tours: { notre: Tour; nu: Tour }[] = [];
    for (let i = 0; i <= TOURS; i++) {
      const tour = {
        notre: await faireUnTour(generateur, notre, route, route.notre),
        nu: await faireUnTour(generateur, route.contre ? notre : nu, route, route.nu),
      };
      // The first round warms both up.
      if (i > 0) tours.push(tour);
      const etat = await notre.etat();
      if (etat.rss > sature.rss) sature = etat;
    }
    lignes.push(ligneDe(route, tours));
  }
  afficher('Against bare node:http + better-sqlite3 (medians of interleaved rounds)', lignes);
  afficher('Memory of our process', [
    { when: 'idle', 'RSS MB': enMo(repos.rss), gate: '≤ 90', 'its own MB': enMo(repos.propre) },
    { when: 'saturated', 'RSS MB': enMo(sature.rss), gate: '≤ 130', 'its own MB': enMo(sature.propre) },
  ]);
  await notre.finir();
  await nu.finir();
}

const enMo = (octets: number): string => (octets / 1e6).toFixed(0);

async function faireUnTour(
  generateur: Generateur,
  serveur: Mesure,
  { connexions, nombre }: Pick<Route, 'connexions' | 'nombre'>,
  voulues: Requetes,
): Promise<Tour> {
  const requetes = await preparer(voulues, nombre);
  const avant = await serveur.etat();
  const charge = { port: serveur.port, requetes, connexions, nombre, dureeMaxMs: 5000 };
  const resultat = await generateur.charger(charge);
  await serveur.reposer();
  const cpu = ((await serveur.etat()).cpu - avant.cpu) / resultat.nombre;
  return { ...resultat, cpu };
}

function ligneDe(route: Route, tours: readonly { notre: Tour; nu: Tour }[]): Ligne {
  const notre = (cle: keyof Tour): number => mediane(tours.map((tour) => Number(tour.notre[cle])));
  const nu = (cle: keyof Tour): number => mediane(tours.map((tour) => Number(tour.nu[cle])));
  const rapport = mediane(tours.map((tour) => tour.notre.debit / tour.nu.debit));
  return {
    route: route.contre ? `${route.nom}, against one without` : route.nom,
    'ours/s': notre('debit').toFixed(0),
    'bare/s': nu('debit').toFixed(0),
    ratio: rapport.toFixed(2),
    gate: route.contre ? '' : `≥ ${route.porte.toFixed(2)}`,
    'p50 ms': `${notre('p50').toFixed(1)} / ${nu('p50').toFixed(1)}`,
    'p99 ms': `${notre('p99').toFixed(1)} / ${nu('p99').toFixed(1)}`,
    'CPU µs/request': `${notre('cpu').toFixed(0)} / ${nu('cpu').toFixed(0)}`,
    bytes: `${notre('octets')} / ${nu('octets')}`,
  };
}
