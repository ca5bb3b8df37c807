/** `npm start`: builds, seeds and serves the demonstration, and says where to look. */
import { existsSync } from 'node:fs';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { importer } from '../server/commandes.ts';
import type { DossierCommune } from '../server/communes/importer.ts';
import { lireEnvironnement, type Configuration } from '../server/configuration.ts';
import { lancerDepuisEnvironnement } from '../server/demarrer.ts';
import { assembler, ecouter, type Ajouts } from '../server/lancer.ts';
import { ouvrirTemporaires } from '../server/socle/blobs/temporaires.ts';
import { creerPhotos } from '../server/socle/fichiers/fichiers.ts';
import { HorlogeReglable, JOUR } from '../server/socle/horloge/horloge.ts';
import { creerBoiteLocale, type Facteur } from '../server/socle/mail/mail.ts';
import { avecConnexions, ouvrirConnexions } from './connexions.ts';
import { construire } from './construire.ts';
import { creerRoutesCourriels } from './courriels.ts';
import { ANNEES, SEMENCES } from './semences.ts';
import { MATINS, semer } from './semer.ts';
import { creerSites } from './sites.ts';

/** Before the oldest request of the demonstration. */
const PASSE = 420 * JOUR;
/** Addresses of the agents, never of citizens, whose own end in `@courriel.example`. */
const AGENTS = /@(?!courriel\.example$)/;
const COMMUNES = fileURLToPath(new URL('communes/', import.meta.url));

/** Where the parts of the demonstration listen. The provider is on this machine only: elsewhere, nobody reaches it. */
interface Ports {
  sites: number;
  fournisseur: number | undefined;
}

/** The towns' files name the usual port of their sites: the real one takes its place. */
function surPorts({ sites, fournisseur }: Ports): (lu: DossierCommune) => DossierCommune {
  const connecter = fournisseur === undefined ? (lu: DossierCommune) => lu : avecConnexions(fournisseur);
  return (lu) =>
    connecter(JSON.parse(JSON.stringify(lu).replaceAll(/(localhost|127\.0\.0\.1):8788/g, `$1:${sites}`)));
}

/** Nobody keeps the digests of last month: they would hide the mails that the demonstration is to show. */
function sansVieuxRecapitulatifs(facteur: Facteur, horloge: HorlogeReglable, maintenant: number): Facteur {
  return {
    ...facteur,
    envoyer: async (courriel) => {
      const vieux = horloge.maintenant() < maintenant - (MATINS + 1) * JOUR;
      if (vieux && AGENTS.test(courriel.a)) return;
      await facteur.envoyer(courriel);
    },
  };
}

/**
 * Creates, publishes and seeds the demo towns. Seeded once: a mark in the folder says that it was finished, and
 * for which ports the towns were published.
 */
async function preparer(configuration: Configuration, url: string, ports: Ports): Promise<void> {
  const dossier = configuration.PARVIS_DATA;
  const marque = join(dossier, 'demonstration');
  const faite = existsSync(marque) ? await readFile(marque, 'utf8') : undefined;
  const voulue = `${ports.sites} ${ports.fournisseur ?? '-'}`;
  if (faite === voulue) return;
  const maintenant = Date.now();
  const horloge = new HorlogeReglable(maintenant - (faite === undefined ? PASSE : 0));
  if (faite === undefined) {
    // A first start that was interrupted: begin again rather than go on from anywhere.
    await rm(join(dossier, 'communes'), { recursive: true, force: true });
    await rm(join(dossier, 'courriels'), { recursive: true, force: true });
  }
  const facteur = await creerBoiteLocale(join(dossier, 'courriels'), {
    maintenant: () => new Date(horloge.maintenant()),
  });
  const atelier = await assembler(configuration, url, {
    facteur: sansVieuxRecapitulatifs(facteur, horloge, maintenant),
    horloge,
    jobsAutomatiques: false,
  });
  const photos = creerPhotos();
  const temporaires = await ouvrirTemporaires(join(dossier, 'temporaires'));
  for (const [slug, semences] of Object.entries(SEMENCES)) {
    const publie = await importer(atelier.registre, join(COMMUNES, slug), () => undefined, surPorts(ports));
    const commune = await atelier.registre.commune(slug);
    if (publie !== 0 || !commune)
      throw new Error(`${slug} was not published: npm run parvis -- commune importer ${COMMUNES}${slug}`);
    if (faite === undefined) {
      horloge.avancer(maintenant - PASSE - horloge.maintenant());
      await semer(commune, [...semences, ...(ANNEES[slug] ?? [])], horloge, maintenant, {
        photos,
        temporaires,
        tailleMax: 10 * 1024 * 1024,
      });
    }
  }
  await photos.fermer();
  await atelier.fermer();
  await writeFile(marque, voulue);
}

const configuration = lireEnvironnement(process.env);
const portSites = Number(process.env['DEMO_PORT'] || 8788);
const url = configuration.PARVIS_URL ?? `http://localhost:${configuration.PORT}`;
const surPlace = /^http:\/\/(localhost|127\.0\.0\.1)(:|$)/.test(url);
const portFournisseur = surPlace ? Number(process.env['DEMO_PORT_FOURNISSEUR'] || portSites + 1) : undefined;

construire();
await preparer(configuration, url, { sites: portSites, fournisseur: portFournisseur });
/** Whoever tries the demonstration signs in more often than a town's people do, all from one machine. */
const SOUVENT = { points: 1000, secondes: 600 };
const ajouts: Ajouts = {
  limites: { connexions: SOUVENT, codesParCourriel: SOUVENT, codesParJour: SOUVENT },
};
if (!configuration.SMTP_URL) {
  const boite = await creerBoiteLocale(join(configuration.PARVIS_DATA, 'courriels'));
  ajouts.facteur = boite;
  ajouts.annexes = [creerRoutesCourriels(boite)];
}
const LOG_LEVEL = process.env['LOG_LEVEL'] ? configuration.LOG_LEVEL : 'warn';
const sites = `http://localhost:${portSites}`;
try {
  await ecouter(creerSites({ serveur: url }), configuration.PARVIS_HOTE, portSites);
  if (portFournisseur !== undefined) {
    const { PARVIS_DATA: donnees, PARVIS_HOTE: hote } = configuration;
    await ouvrirConnexions(Object.keys(SEMENCES), { url, donnees, port: portFournisseur, hote });
  }
  await lancerDepuisEnvironnement({ ...configuration, LOG_LEVEL }, ajouts);
} catch (erreur) {
  console.error(
    `${(erreur as Error).message} (PORT is Parvis's, DEMO_PORT the towns', DEMO_PORT_FOURNISSEUR the identity provider's.)`,
  );
  process.exit(1);
}
console.log(`
Parvis is running. Two towns to visit:

  Port-Aubier    ${sites}/port-aubier/
  Anse-Vanille   ${sites}/anse-vanille/

  Mails sent     ${ajouts.annexes ? `${url}/demo/courriels` : 'by SMTP_URL'}
  Agents         ${sites}/port-aubier/agents.html   (chef@port-aubier.example)
${portFournisseur === undefined ? '' : `  Identities     FranceConnect and ProConnect, imitated on port ${portFournisseur}\n`}  Webmasters     ${url}/c/port-aubier/integrer
  API            ${url}/c/port-aubier/api/docs

Ctrl+C stops; data stay in ${configuration.PARVIS_DATA} (npm run reset starts over).
`);
