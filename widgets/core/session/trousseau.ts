import type { Paire } from './preuve.ts';

const BASE = 'parvis-sessions';
const TABLE = 'cles';

interface Cle {
  id: string;
  paire: Paire;
  /** Milliseconds since 1970: the session cannot live longer. */
  fin: number;
}

/**
 * Keys of the sessions, in IndexedDB: the browser keeps them without ever showing them. Every call answers `undefined`
 * or `false` where IndexedDB is missing, refused, or cannot hold a key (opaque origin, Lockdown, private window);
 * `null`: the key is gone.
 */
export const lireCle = (id: string): Promise<Paire | null | undefined> =>
  essayer(async (table) => {
    const cle = await fait<Cle | undefined>(table.get(id));
    return cle?.paire ?? null;
  });

/** Keeps it, and forgets those whose session is over: tabs end without saying so. */
export async function garderCle(cle: Cle): Promise<boolean> {
  const garde = await essayer(async (table) => {
    for (const { id, fin } of await fait<Cle[]>(table.getAll())) if (fin < Date.now()) table.delete(id);
    await fait(table.put(cle));
    return true;
  });
  return garde ?? false;
}

export const oublierCle = (id: string): Promise<undefined> => essayer((table) => fait(table.delete(id)));

async function essayer<T>(acte: (table: IDBObjectStore) => Promise<T>): Promise<T | undefined> {
  try {
    const demande = indexedDB.open(BASE, 1);
    const creer = () => void demande.result.createObjectStore(TABLE, { keyPath: 'id' });
    demande.addEventListener('upgradeneeded', creer);
    const base = await fait(demande);
    try {
      return await acte(base.transaction(TABLE, 'readwrite').objectStore(TABLE));
    } finally {
      base.close();
    }
  } catch {
    return undefined;
  }
}

/** Some browsers neither answer nor fail (a window of Lockdown, a disk that hangs). */
const PATIENCE = 3000;

function fait<T>(demande: IDBRequest<T>): Promise<T> {
  return new Promise((reussir, echouer) => {
    const echec = () => echouer(demande.error ?? new Error('IndexedDB'));
    const minuterie = setTimeout(() => echouer(new Error('IndexedDB')), PATIENCE);
    demande.addEventListener('success', () => reussir(demande.result));
    demande.addEventListener('error', echec);
    for (const type of ['success', 'error']) demande.addEventListener(type, () => clearTimeout(minuterie));
  });
}
