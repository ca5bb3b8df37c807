import { createHash } from 'node:crypto';
import { ecrire, type Instruction, type Moteur } from '../db/moteur.ts';
import { atelier } from '../db/requete.ts';
import { Probleme } from '../erreurs/probleme.ts';

export interface TableIdempotence {
  cle: string;
  /** SHA-256 of what was asked. */
  empreinte: string;
  /** JSON, enough to answer again. Never a secret. */
  resultat: string;
  cree_le: number;
}

export const SQL_IDEMPOTENCE = `
create table idempotence (
  cle text primary key,
  empreinte text not null,
  resultat text not null,
  cree_le integer not null
) strict, without rowid;
create index idempotence_age on idempotence (cree_le);
`;

const requete = atelier<{ idempotence: TableIdempotence }>();
const lireCle = requete((k, p: { cle: string }) =>
  k.selectFrom('idempotence').select(['empreinte', 'resultat']).where('cle', '=', p.cle),
);
const insererCle = requete((k, p: TableIdempotence) =>
  k.insertInto('idempotence').values({
    cle: p.cle,
    empreinte: p.empreinte,
    resultat: p.resultat,
    cree_le: p.cree_le,
  }),
);
/** Keys older than `avant` are forgotten. */
export const purgerCles = requete((k, p: { avant: number }) =>
  k.deleteFrom('idempotence').where('cree_le', '<', p.avant),
);

/** What a caller sent to be sure that its act happens once. */
export interface Tentative {
  /** `Idempotency-Key`, if any. */
  cle: string | undefined;
  /** The route and the one who acts: the same key elsewhere is another key. */
  portee: string;
  /** What was asked; the same key with another body is a mistake of the caller. */
  demande: unknown;
  maintenant: number;
}

/**
 * Runs an act once. `agir` gives what to commit and a result (JSON, no secret); the key is written in the same
 * commit, so a retry, a double click or a crash cannot do it twice: they get the first result.
 * @throws Probleme `cle-reutilisee` (422) when the key came before with another request
 */
export async function agirUneFois<R>(
  moteur: Moteur,
  tentative: Tentative,
  agir: () => Promise<{ instructions: readonly Instruction[]; resultat: R }>,
): Promise<{ resultat: R; rejoue: boolean }> {
  if (!tentative.cle) {
    const { instructions, resultat } = await agir();
    await moteur.commit(instructions);
    return { resultat, rejoue: false };
  }
  const cle = `${tentative.portee} ${tentative.cle.slice(0, 200)}`;
  const empreinte = createHash('sha256').update(JSON.stringify(tentative.demande)).digest('base64url');
  const dejaFait = await relire<R>(moteur, cle, empreinte);
  if (dejaFait) return dejaFait;
  try {
    const { instructions, resultat } = await agir();
    const trace = { cle, empreinte, resultat: JSON.stringify(resultat), cree_le: tentative.maintenant };
    // First in the list: of two at once, the second stops here and touches nothing.
    await moteur.commit([ecrire(insererCle, trace), ...instructions]);
    return { resultat, rejoue: false };
  } catch (erreur) {
    // Whatever made the second one fail (the key, a file already filed), the first one's answer stands.
    const faitEntreTemps = await relire<R>(moteur, cle, empreinte);
    if (faitEntreTemps) return faitEntreTemps;
    throw erreur;
  }
}

async function relire<R>(
  moteur: Moteur,
  cle: string,
  empreinte: string,
): Promise<{ resultat: R; rejoue: true } | undefined> {
  const trace = await moteur.lireUn(lireCle, { cle });
  if (!trace) return undefined;
  if (trace.empreinte !== empreinte) {
    throw new Probleme(
      'cle-reutilisee',
      'Clé déjà utilisée',
      'Cette clé « Idempotency-Key » a déjà servi pour une autre requête. Utilisez-en une nouvelle.',
    );
  }
  return { resultat: JSON.parse(trace.resultat) as R, rejoue: true };
}
