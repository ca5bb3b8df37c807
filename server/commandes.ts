import { parseArgs } from 'node:util';
import { marqueLisible } from '#contract/marque.ts';
import { lireDossierCommune, publierCommune, type DossierCommune } from './communes/importer.ts';
import { Registre } from './communes/registre.ts';
import { commanderCle } from './commandes-cle.ts';
import { commanderSecretConnexion } from './commandes-connexion.ts';
import { commanderDemarche } from './commandes-demarches.ts';
import { commanderOrigines } from './commandes-origines.ts';
import { recevoirParTuyau } from './commandes-courriel.ts';
import { lireEnvironnement } from './configuration.ts';
import { verifierChaines } from './demandes/verifier.ts';
import { commanderSauvegardes } from './commandes-sauvegardes.ts';
import { verifierTraces } from './rgpd/verifier-traces.ts';
import { MIGRATIONS } from './migrations/migrations.ts';
import { MoteurSqlite } from './socle/db/moteur-sqlite.ts';
import { DonneesPrises, prendreDonnees } from './socle/db/verrou.ts';
import { horlogeSysteme } from './socle/horloge/horloge.ts';

const AIDE = `Commands:
  commune importer <folder>            checks a commune's YAML files and publishes them
  commune origine ajouter [slug] <origin> [--agents]
                                       lets the pages of a site show the commune's widgets (or its agents' queue)
  commune origine lister <slug>        which sites may
  commune origine retirer [slug] <origin> [--agents]
                                       takes back what \`ajouter\` did
  connexion secret <slug> usagers|agents < secret
                                       keeps the client secret of an identity provider (FranceConnect, ProConnect)
  demarche comparer <folder> <code>    what publishing that démarche of the folder would change
  demarche comparer <slug> <code> [v1 [v2]]
                                       what changed between two published versions (by default the last two)
  demarche publier <folder> <code>     publishes that one only: a next version if it changed
  demarche retirer <slug> <code>       offers it no more; its requests stay
  cle creer [file]                     a new master key, shown or put in a file
  cle tourner                          a new master key for the citizens' documents (stop the server first)
  courriel recevoir < message           hands an incoming mail to the running server (for a mail server's pipe)
  sauvegarder [slug] [--garder N]       copies a commune while the server works, and keeps the last N copies (default 7)
  restaurer <slug> <folder>            puts a copy in its place (server stopped), and erases anew what was erased since
  verifier [slug]                      proves that no event of the demandes was altered

Data: PARVIS_DATA (now: %DATA%)`;

/** Commands that open the data. */
const SUJETS = new Set(['commune', 'connexion', 'demarche', 'sauvegarder', 'restaurer', 'verifier']);

/**
 * Runs one command.
 * @returns the exit code: 0 done, 1 something is wrong and was told, 2 no such command
 */
export async function executer(
  arguments_: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
  dire: (ligne: string) => void = console.log,
): Promise<number> {
  if (arguments_[0] === 'courriel' && arguments_[1] === 'recevoir') {
    return recevoirParTuyau(process.stdin, env, dire);
  }
  if (arguments_[0] === 'cle') {
    const code = await commanderCle(arguments_[1], arguments_[2], env, dire);
    if (code !== undefined) return code;
  }
  const { PARVIS_DATA: dossier, PARVIS_SAUVEGARDES: sauvegardes } = lireEnvironnement(env);
  const { positionals, values } = parseArgs({
    args: [...arguments_],
    allowPositionals: true,
    options: { agents: { type: 'boolean', default: false }, garder: { type: 'string', default: '7' } },
  });
  const [sujet, verbe, objet, ...suite] = positionals;
  const registre = new Registre({
    dossier,
    sauvegardes,
    url: 'http://localhost',
    horloge: horlogeSysteme,
    migrations: MIGRATIONS,
    jobsAutomatiques: false,
    typesDeJobs: () => ({}),
    imprimer: () => Promise.reject(new Error('Commands draw no papers.')),
    signalerJob: () => undefined,
  });
  let donnees: { lacher: () => void } | undefined;
  try {
    if (sujet !== undefined && SUJETS.has(sujet)) {
      donnees = prendreDonnees(dossier, sujet === 'restaurer' ? 'seul' : 'partage');
    }
    if (sujet === 'commune' && verbe === 'importer' && objet) return await importer(registre, objet, dire);
    if (sujet === 'commune' && verbe === 'origine' && suite[0] !== undefined) {
      // A server with one commune knows which.
      const slugs = suite[0].includes('://') ? await registre.slugs() : [];
      const [slug, origine] = slugs.length === 1 ? [slugs[0]!, suite[0]] : [suite[0], suite[1]];
      const demande = { verbe: objet, slug, origine, agents: values.agents };
      const code = await commanderOrigines(registre, demande, horlogeSysteme.maintenant(), dire);
      if (code !== undefined) return code;
    }
    if (sujet === 'connexion' && verbe === 'secret' && objet) {
      const demande = { slug: objet, pour: suite[0], entree: process.stdin };
      const code = await commanderSecretConnexion(registre, demande, dire);
      if (code !== undefined) return code;
    }
    if (sujet === 'demarche' && objet && suite[0]) {
      const [code, ...versions] = suite as [string, ...string[]];
      const demande = { verbe, ou: objet, code, versions };
      const sortie = await commanderDemarche(registre, demande, horlogeSysteme.maintenant(), dire);
      if (sortie !== undefined) return sortie;
    }
    if (sujet === 'sauvegarder' || sujet === 'restaurer') {
      const { garder } = values;
      const voulu = { verbe: sujet, slug: verbe, source: objet, garder } as const;
      const code = await commanderSauvegardes(registre, voulu, dire);
      if (code !== undefined) {
        return code === 0 && sujet === 'restaurer' ? await verifier(registre, verbe, dire) : code;
      }
    }
    if (sujet === 'verifier') return await verifier(registre, verbe, dire);
    dire(AIDE.replace('%DATA%', dossier));
    return 2;
  } catch (erreur) {
    if (!(erreur instanceof DonneesPrises)) throw erreur;
    dire(erreur.message);
    return 1;
  } finally {
    await registre.fermer();
    donnees?.lacher();
  }
}

/**
 * Publishes a folder in the commune's database, which is made when it is new.
 * @param adapter what to change in what was read, e.g. the addresses of a demonstration
 */
export async function importer(
  registre: Registre,
  dossier: string,
  dire: (ligne: string) => void,
  adapter: (lu: DossierCommune) => DossierCommune = (lu) => lu,
): Promise<number> {
  try {
    const lu = adapter(await lireDossierCommune(dossier));
    const { base } = await registre.preparer(lu.commune.slug);
    const moteur = new MoteurSqlite(base, MIGRATIONS);
    try {
      for (const { code, version, nouvelle } of await publierCommune(
        moteur,
        lu,
        horlogeSysteme.maintenant(),
      )) {
        dire(`${lu.commune.slug} ${code} v${version}${nouvelle ? ' published' : ' unchanged'}`);
      }
      marqueLisible(lu.commune.theme, (champ, voulue, prise) =>
        dire(
          `${lu.commune.slug} theme.${champ} ${voulue} is hard to read (under 4.5:1): ${prise} is used instead`,
        ),
      );
    } finally {
      await moteur.fermer();
    }
    return 0;
  } catch (erreur) {
    if (!(erreur instanceof AggregateError)) throw erreur;
    for (const une of erreur.errors as Error[]) dire(une.message);
    return 1;
  }
}

async function verifier(
  registre: Registre,
  slug: string | undefined,
  dire: (ligne: string) => void,
): Promise<number> {
  const slugs = slug === undefined ? await registre.slugs() : [slug];
  let anomalies = 0;
  for (const nom of slugs) {
    const commune = await registre.commune(nom);
    if (!commune) {
      dire(`${nom}: no such commune`);
      return 1;
    }
    const chaines = verifierChaines(commune);
    let pas = await chaines.next();
    for (; !pas.done; pas = await chaines.next()) {
      anomalies += 1;
      dire(`${nom} ${pas.value.numero}: ${pas.value.cause}`);
    }
    const traces = verifierTraces(commune);
    let trace = await traces.next();
    for (; !trace.done; trace = await traces.next()) {
      anomalies += 1;
      dire(`${nom} ${trace.value.numero}: ${trace.value.cause}`);
    }
    const effacees = trace.value > 0 ? `, ${trace.value} erased` : '';
    dire(`${nom}: ${pas.value} demandes read${effacees}`);
  }
  dire(anomalies === 0 ? 'Nothing was altered.' : `${anomalies} altered.`);
  return anomalies === 0 ? 0 : 1;
}
