/** Signing in by mailed code, as a browser does: for tests of everything behind a session. */
import { Session, type RoleSession } from '#contract/schemas/session.ts';
import { codeRecu, lire, type Banc, type Slug } from './banc.ts';
import { Poste } from './poste.ts';

export const LOU = 'lou@exemple.fr';
export const AIDANT = 'lea.roy@aidants.example';

/** Puts a helper in the commune's list. */
export const avecAidant = <L extends { commune: { aidants: object[] } }>(lu: L): L => ({
  ...lu,
  commune: {
    ...lu.commune,
    aidants: [
      {
        courriel: AIDANT,
        prenom: 'Léa',
        nom: 'Roy',
        structure: 'France services du Port',
        genre: 'france-services',
      },
    ],
  },
});

/** The code of the last mail to that address, once asked for. */
export async function demanderCodeA(
  banc: Banc,
  courriel: string,
  role: RoleSession = 'usager',
  slug: Slug = 'port-aubier',
): Promise<string> {
  await banc.post(`${role}/connexion`, { courriel }, { slug });
  await banc.jobs(slug);
  return codeRecu(banc.boite.recus.findLast(({ a }) => a === courriel));
}

/** A device with a session of its own. */
export async function entrer(
  banc: Banc,
  courriel = LOU,
  { role = 'usager', rester = false, slug = 'port-aubier' as Slug, agent = '' } = {} as {
    role?: RoleSession;
    rester?: boolean;
    slug?: Slug;
    agent?: string;
  },
): Promise<Poste> {
  const code = await demanderCodeA(banc, courriel, role, slug);
  const poste = await Poste.nouveau(banc.horloge);
  const reponse = await banc.post(
    `${role}/sessions`,
    { courriel, code, rester },
    { poste, slug, ...(agent && { entetes: { 'User-Agent': agent } }) },
  );
  poste.session = await lire(Session, reponse, 201);
  return poste;
}

export const autreCode = (code: string): string => String((Number(code) + 1) % 1_000_000).padStart(6, '0');

/** Rows of the commune's database, read from the side. */
export async function lireBase(banc: Banc, sql: string): Promise<Record<string, unknown>[]> {
  const { default: Database } = await import('better-sqlite3');
  const db = new Database(`${banc.dossier}/communes/port-aubier/commune.db`, { readonly: true });
  const lignes = db.prepare(sql).all() as Record<string, unknown>[];
  db.close();
  return lignes;
}
