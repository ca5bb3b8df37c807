import { createHmac } from 'node:crypto';
import type { RoleSession } from '#contract/schemas/session.ts';
import type { Commune } from '../communes/commune.ts';
import { DejaPris, ecrire, garder, GardeManquee, type Instruction } from '../socle/db/moteur.ts';
import { egaux } from '../socle/dpop/preuves.ts';
import { Probleme } from '../socle/erreurs/probleme.ts';
import { MINUTE } from '../socle/horloge/horloge.ts';
import {
  codeParCle,
  codesServis,
  effacerAutresCodes,
  effacerCode,
  prendreEssai,
  prendreEssaiParmi,
  servirCode,
} from './codes-store.ts';
import { normaliser } from './roles.ts';

export const DUREE_CODE = 10 * MINUTE;
const ESSAIS_MAX = 5;
/** Of these, those left to callers who did not ask for the code. */
const ESSAIS_ETRANGERS = 3;
/** A retry of the same device, whose answer was lost, finds its session for that long. */
const DUREE_SERVI = 2 * MINUTE;
/** Times that an act is composed again when what it read has changed meanwhile. */
const REPRISES = 5;

/**
 * What a code is for. A code for one thing does nothing else: the key it is kept under says all of it.
 * - `connexion`: to come in
 * - `preuve`: it is still me, for what cannot be undone
 * - `identite`: this address too is mine
 * - `consentement`: I agree to a mandate
 */
export type ButDeCode = 'connexion' | 'preuve' | 'identite' | 'consentement';

export interface CibleDeCode {
  role: RoleSession;
  but: ButDeCode;
  courriel: string;
  /**
   * Id of the session, or of the mandate, that asks: a code asked by one serves no other. For `connexion`, the mark of the
   * caller: codes asked from several places stand side by side, so that who asks for another's kills none that was mailed,
   * and who guesses leaves tries to who asked. One asked on a network is still good on the next.
   */
  pour?: string;
  /** For `consentement`: what the person agrees to, a sentence of the mail. */
  phrase?: string;
}

/**
 * Plans the mail of a one-time code. Nothing tells the caller whether the address may have one: same answer, and the
 * same work (one commit) either way. Limits are the route's: see `FreinsDeCode`.
 */
export async function demanderCode(commune: Commune, cible: CibleDeCode): Promise<void> {
  await commune.moteur.commit([planifierCode(commune, cible)]);
  commune.jobs.reveiller();
}

/** The same, as part of a commit; wake the jobs up afterwards. */
export const planifierCode = (commune: Commune, cible: CibleDeCode): Instruction =>
  commune.jobs.planifier('code', { ...cible, courriel: normaliser(cible.courriel) });

export const cleDe = ({ role, but, courriel, pour }: CibleDeCode): string =>
  [role, but, normaliser(courriel), ...(pour === undefined ? [] : [pour])].join(' ');

const sansAppelant = ({ role, but, courriel }: CibleDeCode): string => cleDe({ role, but, courriel });

export const scellerCode = ({ secret }: Pick<Commune, 'secret'>, cle: string, code: string): string =>
  createHmac('sha256', secret).update(`code ${cle} ${code}`).digest('base64url');

/** What an act writes, and what it answers. */
export interface Acte<R> {
  instructions: readonly Instruction[];
  resultat: R;
  /** Id of the session that it opens: the code is remembered with it for a while, see `sessionServie`. */
  ouvre?: string;
}

/**
 * Does an act that a code allows, in the commit that uses the code up. Five tries for a code, whoever makes them, each
 * taken before the code is compared.
 * @param composer called again when a guard or a unique key of its own was hit
 * @throws Probleme `code-faux`: wrong, expired, used, or tried too often, in the same words
 */
export async function agirAvecCode<R>(
  commune: Commune,
  cible: CibleDeCode,
  code: string,
  composer: () => Promise<Acte<R>>,
): Promise<R> {
  const maintenant = commune.horloge.maintenant();
  const essai = await prendre(commune, cible, maintenant);
  const cle = essai?.cle ?? cleDe(cible);
  const scelle = scellerCode(commune, cle, code);
  if (!egaux(essai?.code ?? '', scelle)) throw codeFaux();
  for (let reprise = 1; ; reprise++) {
    const { instructions, resultat, ouvre } = await composer();
    const usage =
      ouvre === undefined
        ? [garder(effacerCode, { cle, code: scelle })]
        : [
            garder(servirCode, { cle, code: scelle, servi: ouvre, expire_le: maintenant + DUREE_SERVI }),
            ecrire(effacerAutresCodes, { nue: sansAppelant(cible), cle }),
          ];
    try {
      await commune.moteur.commit([...usage, ...instructions]);
      return resultat;
    } catch (erreur) {
      if (!(erreur instanceof GardeManquee || erreur instanceof DejaPris)) throw erreur;
      if ((await commune.moteur.lireUn(codeParCle, { cle }))?.code !== scelle) throw codeFaux();
      if (reprise === REPRISES) throw erreur;
    }
  }
}

/** One try, and the code that it is for. The same work whether there is one or not. */
async function prendre(
  { moteur }: Commune,
  cible: CibleDeCode,
  maintenant: number,
): Promise<{ cle: string; code: string } | undefined> {
  const ou = { cle: cleDe(cible), maintenant, max: ESSAIS_MAX };
  const [lignes] = (await moteur.commit([
    cible.but === 'connexion'
      ? ecrire(prendreEssaiParmi, { ...ou, nue: sansAppelant(cible), maxEtrangers: ESSAIS_ETRANGERS })
      : ecrire(prendreEssai, ou),
  ])) as [{ cle: string; code: string }[]];
  return lignes[0];
}

/** The session that a code has opened a moment ago, for who did not get the answer: that it is his, is to be checked. */
export async function sessionServie(
  commune: Commune,
  cible: CibleDeCode,
  code: string,
): Promise<string | undefined> {
  const servis = await commune.moteur.lire(codesServis, {
    nue: sansAppelant(cible),
    maintenant: commune.horloge.maintenant(),
  });
  return servis.find((ligne) => egaux(ligne.code, scellerCode(commune, ligne.cle, code)))?.servi ?? undefined;
}

export function codeFaux(): Probleme {
  return new Probleme(
    'code-faux',
    'Code faux',
    'Ce code est faux, ou il n’est plus valable. Vérifiez-le, ou demandez-en un autre.',
    {
      erreurs: [{ chemin: 'code', code: 'code-faux', message: 'Vérifiez le code, ou demandez-en un autre.' }],
    },
  );
}
