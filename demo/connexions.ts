import { randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';
import type { ConnexionConfiguree } from '#contract/schemas/commune.ts';
import { lireDossierCommune, type DossierCommune } from '../server/communes/importer.ts';
import { ecrireSecret, PUBLICS_CONNEXION, type PublicConnexion } from '../server/identite/oidc/secret.ts';
import { ouvrirFournisseur, type FournisseurLocal } from './fournisseur.ts';
import { CITOYENS, professionnel, type PersonneFournisseur } from './fournisseur-personnes.ts';

const COMMUNES = fileURLToPath(new URL('communes/', import.meta.url));
const NOMS: Record<PublicConnexion, string> = {
  usagers: 'FranceConnect (démonstration)',
  agents: 'ProConnect (démonstration)',
};

const clientDe = (slug: string, pour: PublicConnexion): string => `${slug}-${pour}`;

/** Puts the two providers in a town's configuration. */
export const avecConnexions =
  (portFournisseur: number) =>
  (lu: DossierCommune): DossierCommune => ({
    ...lu,
    commune: {
      ...lu.commune,
      connexions: {
        usagers: reglages(lu.commune.slug, 'usagers', portFournisseur),
        agents: reglages(lu.commune.slug, 'agents', portFournisseur),
      },
    },
  });

function reglages(slug: string, pour: PublicConnexion, port: number): ConnexionConfiguree {
  const communs = {
    nom: NOMS[pour],
    emetteur: `http://localhost:${port}`,
    client: clientDe(slug, pour),
    signature: 'ES256' as const,
  };
  if (pour === 'agents') {
    const portees = ['openid', 'given_name', 'usual_name', 'email', 'uid', 'siret'];
    return { ...communs, portees, courrielCertifie: true };
  }
  return {
    ...communs,
    portees: 'openid given_name family_name preferred_username birthdate birthplace birthcountry'.split(' '),
    acr: 'eidas1',
    courrielCertifie: false,
    explication: 'Ici, un fournisseur d’identité imaginaire prend la place de FranceConnect.',
    lien: 'https://franceconnect.gouv.fr/',
  };
}

/**
 * Starts the provider of the demonstration, and gives each town its secrets, new ones each time.
 * @param url of Parvis
 * @param donnees folder of its data, the towns in it
 */
export async function ouvrirConnexions(
  slugs: readonly string[],
  { url, donnees, port, hote }: { url: string; donnees: string; port: number; hote: string },
): Promise<FournisseurLocal> {
  const clients = [];
  for (const slug of slugs) {
    for (const pour of PUBLICS_CONNEXION) {
      const secret = randomBytes(24).toString('base64url');
      await ecrireSecret(join(donnees, 'communes', slug), pour, secret);
      clients.push({
        id: clientDe(slug, pour),
        secret,
        nom: NOMS[pour],
        urls: [`${url}/c/${slug}`],
        personnes: pour === 'usagers' ? CITOYENS : await professionnels(slug),
      });
    }
  }
  return ouvrirFournisseur({ port, hote, clients });
}

/** The agents and helpers of the town, and somebody whom it does not know. */
async function professionnels(slug: string): Promise<PersonneFournisseur[]> {
  const { commune } = await lireDossierCommune(join(COMMUNES, slug));
  return [
    ...[...commune.agents, ...commune.aidants].map(({ courriel, prenom, nom }) =>
      professionnel(courriel, prenom, nom),
    ),
    professionnel('paul.inconnu@ailleurs.example', 'Paul', 'Inconnu'),
  ];
}
