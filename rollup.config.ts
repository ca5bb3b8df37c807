/**
 * The widgets, then the loader that knows their hashed names.
 *
 * dist/parvis.js            the loader: one file, no import, short-lived in caches
 * dist/w/<name>-<hash>.js   one chunk per tag, the `socle` shared by all, and what is loaded on demand; immutable
 * dist/graphe.json          what imports what, for `npm run size`
 * dist/integrer.js         what the webmaster's page (`/c/<slug>/integrer`) does in the browser
 * dist/w/LICENCES.txt       the licences of the packages that are inside the chunks
 *
 * A widget's first use costs its own chunk and the socle, plus the form for those that have one: three requests.
 */
import { existsSync, globSync, readFileSync, rmSync } from 'node:fs';
import { basename, dirname, join, relative, sep } from 'node:path';

import { nodeResolve } from '@rollup/plugin-node-resolve';
import type { GetModuleInfo, OutputBundle, OutputChunk, Plugin, RollupOptions } from 'rollup';
import esbuildPlugin from 'rollup-plugin-esbuild';

import { retoucherLit } from './.config/confiance.ts';
import { shrinkTemplates } from './.config/gabarits.ts';
import { minifier } from './.config/minifier.ts';
import { publierParties } from './.config/parties.ts';
import { ecrireTextes } from './.config/textes.ts';

const RACINE = import.meta.dirname;
const CHARGEUR = join(RACINE, 'widgets/parvis.ts');

/** Declared in the loader (`declare const …: Record<string, string>`), replaced here by the tags' chunks. */
const MARQUE = '__PARVIS_WIDGETS__';

const posix = (chemin: string) => chemin.split(sep).join('/');
const inRepo = (id: string) => posix(relative(RACINE, id));

/** `{tag: entry}`: a folder of widgets/ is a widget when its name is a tag's, with a hyphen. */
function findWidgets(): Record<string, string> {
  const definitions = globSync('widgets/*-*/define.ts', { cwd: RACINE }).toSorted();
  return Object.fromEntries(definitions.map((chemin) => [basename(dirname(chemin)), join(RACINE, chemin)]));
}

/** The queue opens in the agents' own frame: what only it needs must not weigh on the public widgets. */
const AGENTS = 'tri-demandes';
const FORMULAIRE = join(RACINE, 'widgets/ui/formulaire/define.ts');

/**
 * Few chunks instead of rollup's one per combination of users, so that a first use is three requests at most:
 * - `socle`: lit, and what two public widgets need before anything happens;
 * - `formulaire`: the form, and what only the form, the queue or late parts need with it;
 * - `echanges`: what else two widgets share, early or late (status, timeline);
 * - `controle`, `tardif`: what only the form's late parts share with others, the contract's checks apart;
 * - `suivi`: a request that is followed, for whoever follows it; its holder's part comes after;
 * - `session`: who is signed in, for pages where somebody is; `espace`: what the views behind the sign-in share.
 * What a single widget shares with its own late parts stays with that widget.
 */
function placeModule(id: string, { getModuleInfo }: { getModuleInfo: GetModuleInfo }): string | undefined {
  // Directives weigh on those who use them.
  if (/\/node_modules\/(lit|lit-html|lit-element|@lit)\/(?!.*directive)/.test(posix(id))) return 'socle';
  const roots = chunksReaching(id, getModuleInfo);
  const publics = [...roots].filter((root) => getModuleInfo(root)?.isEntry && tagOf(root) !== AGENTS);
  // A late part of another widget must not fetch the whole form for a date.
  const core = roots.size > 1 && inRepo(id).startsWith('widgets/core/') && !propre(inRepo(id));
  if (roots.has(FORMULAIRE)) return publics.length > 0 || core ? 'socle' : 'formulaire';
  const lieu = inRepo(id);
  // Going to a provider is for who chose it.
  if (/\/(core\/session\/fournisseur|contract\/fenetre-connexion)\.ts$/.test(lieu)) return 'fournisseur';
  if (lieu.startsWith('widgets/core/session/')) return propre(lieu) ? undefined : 'session';
  if (ESPACE.test(lieu)) return roots.size > 1 ? 'espace' : undefined;
  // A request that is followed, by its number or by who helps: late for both.
  if (lieu.startsWith('widgets/ui/suivi/')) return roots.size > 1 ? 'suivi' : undefined;
  if (roots.size < 2 || widgetsReaching(id, getModuleInfo).size < 2) return undefined;
  if (publics.length > 1) return 'socle';
  const early = [...roots].some((root) => getModuleInfo(root)?.isEntry);
  // What only a request that is followed shares with itself does not weigh on the queue.
  if (!early && [...widgetsReaching(id, getModuleInfo)].every((root) => SUIVEURS.has(tagOf(root))))
    return 'suivi';
  if (early || ![...roots].some((root) => dirname(root) === dirname(FORMULAIRE))) return 'echanges';
  return inRepo(id).startsWith('server/contract/') ? 'controle' : 'tardif';
}

/** The form looks for a session with its own copies: a guest who types must not fetch the session's code. */
const FORM = /^widgets\/ui\/formulaire\/|\.formulaire\.ts$/;
const COPIES_FORM = ['acces', 'decouverte', 'indice'].map((nom) => `widgets/core/session/${nom}.ts`);

/** What is behind the sign-in, with its own copies of small parts: it must not fetch the form for a grey line. */
const ESPACE = /^widgets\/ui\/(espace|connexion)\/|\.espace\.ts$/;

/** Who follows a request. */
const SUIVEURS = new Set(['suivi-demande', 'espace-aidant']);

/** Is it the copy of a tag? */
const propre = (lieu: string) => /\.([a-z]+-[a-z-]+|formulaire)\.ts$/.test(lieu);

const tagOf = (definition: string) => basename(dirname(definition));

/** Roots of chunks (entries and targets of dynamic imports) that need the module at once. */
function chunksReaching(id: string, info: GetModuleInfo, seen = new Set<string>()): Set<string> {
  if (seen.has(id)) return new Set();
  seen.add(id);
  const module = info(id);
  const roots = new Set<string>();
  if (!module) return roots;
  if (module.isEntry || module.dynamicImporters.length > 0) roots.add(id);
  for (const parent of module.importers)
    for (const root of chunksReaching(parent, info, seen)) roots.add(root);
  return roots;
}

/** Entries from which the module can be reached, late parts included. */
function widgetsReaching(id: string, info: GetModuleInfo, seen = new Set<string>()): Set<string> {
  if (seen.has(id)) return new Set();
  seen.add(id);
  const module = info(id);
  const widgets = new Set<string>();
  if (!module) return widgets;
  if (module.isEntry) widgets.add(id);
  for (const parent of [...module.importers, ...module.dynamicImporters])
    for (const widget of widgetsReaching(parent, info, seen)) widgets.add(widget);
  return widgets;
}

/**
 * Small modules without state that only some widgets need at once: a copy in each costs less than a place in the
 * socle, which every page of tracking would download, or than a whole chunk that the queue would wait for.
 */
const COPIES = [
  // A widget that may be signed in looks for a session at once; all the rest of it is late.
  'widgets/core/session/acces.ts',
  'widgets/core/session/decouverte.ts',
  'widgets/core/session/indice.ts',
  'widgets/core/brouillon.ts',
  'widgets/core/events.ts',
  'widgets/core/session/acces.ts',
  'widgets/core/session/decouverte.ts',
  'widgets/ui/champs-formulaire.styles.ts',
  'widgets/ui/chargement.ts',
  'widgets/ui/grille.styles.ts',
  // One public widget draws them at once, the queue when an agent asks.
  'widgets/ui/statistiques/nombres.ts',
  'widgets/ui/statistiques/statistiques.styles.ts',
  'widgets/ui/statistiques/statistiques.ts',
  'widgets/ui/statistiques/tableau.ts',
];

/** Likewise, for the views of one's own space: otherwise they lie with the form, or with its late parts. */
const COPIES_ESPACE = [
  'server/contract/nettoyer-texte.ts',
  'server/contract/suggerer-courriel.ts',
  'widgets/core/enregistrer.ts',
  'widgets/core/session/acces.ts',
  'widgets/core/session/decouverte.ts',
  'widgets/core/session/indice.ts',
  'widgets/core/televersement.ts',
  'widgets/ui/champs-choix.ts',
  'widgets/ui/champs-formulaire.styles.ts',
  'widgets/ui/chargement.ts',
  'widgets/ui/formulaire/fichiers.styles.ts',
  'widgets/ui/formulaire/photos.ts',
  'widgets/ui/formulaire/suggestion-courriel.ts',
  'widgets/ui/poids.ts',
];

/** Gives each widget's folder its own copy of `COPIES`, under a name beside the original. */
function copyForEach(): Plugin {
  const originals = new Map<string, string>();
  return {
    name: 'parvis-copies',
    async resolveId(source, importer) {
      if (!importer) return null;
      // What a copy imports is copied for the same widget.
      const [, dossier, suffixe] =
        /^widgets\/(?:([a-z]+-[a-z-]+)\/|.*\.([a-z]+-[a-z-]+)\.ts$)/.exec(inRepo(importer)) ?? [];
      const lieu = inRepo(importer);
      const autre = ESPACE.test(lieu) ? 'espace' : FORM.test(lieu) ? 'formulaire' : undefined;
      const tag = dossier ?? suffixe ?? autre;
      const resolved = tag ? await this.resolve(source, importer, { skipSelf: true }) : null;
      const copies = tag === 'espace' ? COPIES_ESPACE : tag === 'formulaire' ? COPIES_FORM : COPIES;
      if (!resolved || !copies.includes(inRepo(resolved.id))) return null;
      const copy = resolved.id.replace(/\.ts$/, `.${tag}.ts`);
      originals.set(copy, resolved.id);
      return copy;
    },
    load(id) {
      const original = originals.get(id);
      return original === undefined ? null : readFileSync(original, 'utf8');
    },
  };
}

const chunks = (bundle: OutputBundle): OutputChunk[] =>
  Object.values(bundle).filter((sortie) => sortie.type === 'chunk');

/** zod weighs 24 kB gz and probes `new Function`, which a strict CSP reports: it must never reach a host page. */
function refuseZod(): Plugin {
  return {
    name: 'parvis-no-zod',
    generateBundle(_options, bundle) {
      for (const { fileName, modules } of chunks(bundle)) {
        const intrus = Object.keys(modules).find((id) =>
          /\/node_modules\/(zod|@hono)\/|\/server\/(?!contract\/[^/]+$)/.test(posix(id)),
        );
        if (intrus) this.error(`${fileName} holds ${inRepo(intrus)}: widgets take types only from there`);
      }
    },
  };
}

/** The licences that must travel with the code (lit is BSD-3-Clause), in one file beside the chunks. */
function writeLicences(): Plugin {
  return {
    name: 'parvis-licences',
    generateBundle(_options, bundle) {
      const paquets = new Set<string>();
      for (const { modules } of chunks(bundle))
        for (const id of Object.keys(modules)) {
          const paquet = /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+/.exec(posix(id))?.[0];
          if (paquet) paquets.add(paquet);
        }
      const source = [...paquets].toSorted().map((paquet) => {
        const { name, version, license } = JSON.parse(readFileSync(join(paquet, 'package.json'), 'utf8'));
        const texte = globSync('{LICENSE,LICENCE}*', { cwd: paquet })[0];
        const entete = `${name} ${version} (${license})`;
        return texte ? `${entete}\n\n${readFileSync(join(paquet, texte), 'utf8').trim()}\n` : `${entete}\n`;
      });
      this.emitFile({ type: 'asset', fileName: 'w/LICENCES.txt', source: source.join('\n---\n\n') });
    },
  };
}

interface Graphe {
  /** tag → chunk of its define.ts */
  widgets: Record<string, string>;
  chunks: Record<string, { imports: string[]; dynamicImports: string[]; modules: Record<string, number> }>;
}

let graphe: Graphe = { widgets: {}, chunks: {} };

/** Keeps the graph for the loader (second pass) and for `npm run size`. */
function keepGraph(widgets: Record<string, string>): Plugin {
  const tags = new Map(Object.entries(widgets).map(([tag, entree]) => [entree, tag]));
  return {
    name: 'parvis-graph',
    buildStart: () => rmSync(join(RACINE, 'dist/w'), { recursive: true, force: true }),
    generateBundle(_options, bundle) {
      graphe = { widgets: {}, chunks: {} };
      for (const { fileName, facadeModuleId, imports, dynamicImports, modules } of chunks(bundle)) {
        const tag = facadeModuleId ? tags.get(facadeModuleId) : undefined;
        if (tag) graphe.widgets[tag] = fileName;
        graphe.chunks[fileName] = {
          imports,
          dynamicImports,
          modules: Object.fromEntries(
            Object.entries(modules).map(([id, { renderedLength }]) => [inRepo(id), renderedLength]),
          ),
        };
      }
      this.emitFile({ type: 'asset', fileName: 'graphe.json', source: JSON.stringify(graphe, null, 1) });
    },
  };
}

/** `{tag: "w/<file>"}` becomes a literal in the loader. */
function nameWidgets(): Plugin {
  return {
    name: 'parvis-names',
    transform(code, id) {
      if (id !== CHARGEUR) return null;
      if (!code.includes(MARQUE)) this.error(`${inRepo(id)} does not mention ${MARQUE}`);
      return { code: code.replaceAll(MARQUE, JSON.stringify(graphe.widgets)), map: null };
    },
    generateBundle(_options, bundle) {
      for (const { imports, dynamicImports, fileName } of chunks(bundle))
        if (imports.length + dynamicImports.length > 0 || fileName !== 'parvis.js')
          this.error('the loader must be one file without a resolved import');
    },
  };
}

const nameOf = ({ name, facadeModuleId }: { name: string; facadeModuleId?: string | null }) =>
  name === 'define' && facadeModuleId ? basename(dirname(facadeModuleId)) : name;

const common = (): Plugin[] => [
  nodeResolve({ browser: true, exportConditions: ['production'], extensions: ['.ts', '.js'] }),
  esbuildPlugin({ target: 'es2022', tsconfig: join(RACINE, 'tsconfig.json') }),
  ecrireTextes(),
  publierParties(),
  shrinkTemplates(),
  retoucherLit(join(RACINE, 'widgets/core/gabarit.ts')),
  // Last, on whole chunks: earlier, it would rename the tags of the templates.
  minifier(),
];

const widgets = findWidgets();
const passes: RollupOptions[] = [];

if (Object.keys(widgets).length > 0)
  passes.push({
    input: widgets,
    preserveEntrySignatures: false,
    plugins: [keepGraph(widgets), copyForEach(), ...common(), refuseZod(), writeLicences()],
    output: {
      dir: join(RACINE, 'dist'),
      format: 'es',
      sourcemap: true,
      hashCharacters: 'base36',
      entryFileNames: 'w/[name]-[hash].js',
      chunkFileNames: (chunk) => `w/${nameOf(chunk)}-[hash].js`,
      manualChunks: placeModule,
      onlyExplicitManualChunks: true,
    },
  });

if (existsSync(CHARGEUR))
  passes.push({
    input: CHARGEUR,
    plugins: [...common(), nameWidgets()],
    output: { file: join(RACINE, 'dist/parvis.js'), format: 'es', sourcemap: true },
  });

const INTEGRER = join(RACINE, 'server/pages/integrer-navigateur.ts');
if (existsSync(INTEGRER))
  passes.push({
    input: INTEGRER,
    plugins: [esbuildPlugin({ target: 'es2022', tsconfig: join(RACINE, 'tsconfig.json') }), minifier()],
    output: { file: join(RACINE, 'dist/integrer.js'), format: 'es' },
  });

if (passes.length === 0)
  throw new Error('nothing to build yet: no widgets/<tag>/define.ts, no widgets/parvis.ts');

export default passes;
