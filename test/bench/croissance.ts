import { listerFile } from '../../server/triage/lister.ts';
import { composerStatistiques } from '../../server/statistiques/composer.ts';
import { agentDe } from '../../server/agents/agent.ts';
import { preparer, requetesNotres, type Requetes } from './comparer.ts';
import { lancerServeur, type Generateur, type Mesure } from './processus.ts';
import { AGENT, ouvrir, type Semis } from './semis.ts';
import { afficher, mediane, type Ligne } from './tableau.ts';

const TOURS = 5;

/** The same requests on a small and on a big commune, in rounds by turns: p50, processor, search. */
export async function mesurerCroissance(
  generateur: Generateur,
  petit: Semis,
  gros: Semis,
  nombre: number,
): Promise<void> {
  const serveurs = [
    { semis: petit, serveur: await lancerServeur('notre.ts', petit.dossier) },
    { semis: gros, serveur: await lancerServeur('notre.ts', gros.dossier) },
  ];
  const lignes: Ligne[] = [];
  const mesurer = async (
    quoi: string,
    porte: string,
    unite: string,
    une: (semis: Semis, serveur: Mesure) => Promise<number>,
  ): Promise<void> => {
    const tours: number[][] = [];
    for (let i = 0; i <= TOURS; i++) {
      const tour: number[] = [];
      for (const { semis, serveur } of serveurs) tour.push(await une(semis, serveur));
      if (i > 0) tours.push(tour);
    }
    lignes.push({
      what: quoi,
      '1 k': `${mediane(tours.map((tour) => tour[0]!)).toFixed(2)} ${unite}`,
      [`${nombre / 1000} k`]: `${mediane(tours.map((tour) => tour[1]!)).toFixed(2)} ${unite}`,
      ratio: mediane(tours.map((tour) => tour[1]! / tour[0]!)).toFixed(2),
      gate: porte,
    });
  };
  const p50 =
    (voulues: (semis: Semis) => Requetes) =>
    async (semis: Semis, { port }: Mesure) => {
      const requetes = await preparer(voulues(semis), 600);
      const charge = { port, requetes, connexions: 1, nombre: 600, dureeMaxMs: 4000 };
      return (await generateur.charger(charge)).p50;
    };
  await mesurer(
    'GET by number, p50',
    '≤ 1.5',
    'ms',
    p50((semis) => requetesNotres(semis).suivis),
  );
  await mesurer(
    'queue page of 25, p50',
    '≤ 1.3',
    'ms',
    p50((semis) => requetesNotres(semis).pageEntiere),
  );
  await mesurer('POST, CPU a request, mail and index included', '≤ 1.6', 'µs', async (semis, serveur) => {
    const avant = await serveur.etat();
    const { depots } = requetesNotres(semis);
    const charge = { port: serveur.port, requetes: depots, connexions: 32, nombre: 600, dureeMaxMs: 5000 };
    const resultat = await generateur.charger(charge);
    await serveur.reposer();
    return ((await serveur.etat()).cpu - avant.cpu) / resultat.nombre;
  });
  for (const { serveur } of serveurs) await serveur.finir();
  afficher('Growth', lignes);
  await mesurerRecherche(gros, nombre);
  await mesurerChiffres(gros, nombre);
}

/** The figures of the town: counted once from every event, then read. Milliseconds in process. */
async function mesurerChiffres({ dossier, comptage }: Semis, nombre: number): Promise<void> {
  const { atelier, commune } = await ouvrir(dossier);
  const services = commune.config.services.map(({ code }) => code);
  const lire = async (): Promise<number> => {
    const debut = performance.now();
    await composerStatistiques(commune, services, { format: 'json' });
    return performance.now() - debut;
  };
  const durees: number[] = [];
  for (let i = 0; i < 20; i++) durees.push(await lire());
  afficher(`Figures of ${nombre.toLocaleString('en')}, in process`, [
    { figures: 'counted from the first event', ms: comptage.toFixed(0) },
    { figures: 'read', ms: mediane(durees).toFixed(2) },
  ]);
  await atelier.fermer();
}

/** Words of every demande, of one in nine, of none; milliseconds in process, with the rows as the API gives them. */
async function mesurerRecherche({ dossier }: Semis, nombre: number): Promise<void> {
  const { atelier, commune } = await ouvrir(dossier);
  const agent = agentDe(commune, AGENT)!;
  const lignes: Ligne[] = [];
  for (const q of ['ma', 'ke', 'zz', 'martin brume', 'goélands']) {
    const durees: number[] = [];
    let trouvees = 0;
    for (let i = 0; i < 40; i++) {
      const debut = performance.now();
      const page = await listerFile(commune, agent, { q, statut: 'ouvertes', tri: 'echeance', limite: 25 });
      durees.push(performance.now() - debut);
      trouvees = page.demandes.length;
    }
    lignes.push({
      search: `« ${q} »`,
      rows: String(trouvees),
      'p50 ms': mediane(durees).toFixed(2),
      gate: '≤ 2',
    });
  }
  afficher(`Search among ${nombre.toLocaleString('en')}, in process`, lignes);
  await atelier.fermer();
}
