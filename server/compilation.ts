/**
 * Imported before everything else by a process that lasts: compiled modules are kept in the data folder (never in a
 * shared `/tmp`, where another user could plant code), so that later starts are quick and load no TypeScript stripper.
 */
import { enableCompileCache, flushCompileCache } from 'node:module';
import { join } from 'node:path';

enableCompileCache(join(process.env['PARVIS_DATA'] || '.donnees', 'cache'));

/** Once everything is loaded: a process that is killed leaves its cache too. */
export const garderCompilation: () => void = flushCompileCache;
