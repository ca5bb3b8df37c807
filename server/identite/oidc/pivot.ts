import type { ConnexionConfiguree } from '#contract/schemas/commune.ts';
import { Profil } from '#contract/schemas/usager.ts';
import type { IdentiteProuvee } from '../comptes.ts';
import { estFranceConnect } from './client.ts';
import type { Reponse } from './echange.ts';

/**
 * The identity that a citizen's account is found by. The address that the provider knows proves no mailbox, and is
 * not even kept.
 */
export function identiteDe(reglages: ConnexionConfiguree, { sub, revendications }: Reponse): IdentiteProuvee {
  const certifiee = estFranceConnect(reglages);
  return {
    moyen: certifiee ? 'franceconnect' : 'oidc',
    valeur: `${reglages.emetteur} ${sub}`,
    ...(certifiee && { profil: profilCertifie(revendications) }),
  };
}

/**
 * The pivot identity as answers of the profile. `birthdate` may be `1984-01-01` for somebody whose day is not known;
 * `birthplace` is an INSEE code, empty when born abroad. What the contract does not take is left out.
 */
function profilCertifie(dits: Readonly<Record<string, unknown>>): Profil {
  const prenoms = texte(dits['given_name']);
  const tous = dits['given_name_array'];
  const premier = Array.isArray(tous) ? texte(tous[0]) : prenoms?.split(/\s+/)[0];
  const lus: [keyof Profil, string | undefined][] = [
    ['prenom', premier],
    ['prenoms', prenoms],
    ['nom', texte(dits['family_name'])],
    ['nomUsage', texte(dits['preferred_username'])],
    ['naissanceDate', texte(dits['birthdate'])],
    ['naissanceLieu', texte(dits['birthplace'])],
  ];
  let profil: Profil = {};
  for (const [cle, valeur] of lus) {
    const suite = Profil.safeParse({ ...profil, [cle]: valeur && { valeur, source: 'franceconnect' } });
    if (valeur && suite.success) profil = suite.data;
  }
  return profil;
}

const texte = (valeur: unknown): string | undefined =>
  typeof valeur === 'string' && valeur.trim() ? valeur.trim() : undefined;

/**
 * The address by which an agent or a helper is known. It counts when the provider says that it verified it; or, for a
 * provider that certifies all of them and says nothing (ProConnect), when `commune.yaml` says so (`courrielCertifie`).
 */
export function courrielProuve(
  { courrielCertifie }: ConnexionConfiguree,
  { revendications }: Reponse,
): string | undefined {
  const { email, email_verified: verifie } = revendications;
  const prouve = verifie === true || (courrielCertifie && verifie === undefined);
  return prouve ? texte(email)?.toLowerCase() : undefined;
}
