import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import type { Registre } from './communes/registre.ts';
import { ecrireSecret, PUBLICS_CONNEXION, type PublicConnexion } from './identite/oidc/secret.ts';

interface Demande {
  slug: string;
  pour: string | undefined;
  /** The secret is read there, never from the arguments, which every process of the machine can see. */
  entree: Readable;
}

/** A secret of a provider is a word; a whole file by mistake is not one. */
const LONGUEUR_MAX = 1000;

/**
 * `connexion secret <slug> usagers|agents`: keeps the client secret that an identity provider gave, in the folder of the
 * commune, readable by its owner alone.
 * @returns the exit code, or `undefined` when there is no such command
 */
export async function commanderSecretConnexion(
  registre: Registre,
  { slug, pour, entree }: Demande,
  dire: (ligne: string) => void,
): Promise<number | undefined> {
  const publique = PUBLICS_CONNEXION.find((une) => une === pour);
  if (publique === undefined) return undefined;
  const commune = await registre.commune(slug);
  if (!commune) {
    dire(`${slug}: no such commune`);
    return 1;
  }
  const secret = (await text(entree)).trim();
  if (!secret || secret.length > LONGUEUR_MAX || /\s/.test(secret)) {
    dire('Give the secret alone on the standard input: one word, as the provider wrote it.');
    return 1;
  }
  await ecrireSecret(commune.dossier, publique, secret);
  dire(`${slug} connexions.${publique}: secret kept; it serves from the next sign-in on.`);
  prevenir(commune.config.connexions[publique], slug, publique, commune.url, dire);
  return 0;
}

function prevenir(
  reglages: { nom: string } | undefined,
  slug: string,
  pour: PublicConnexion,
  url: string,
  dire: (ligne: string) => void,
): void {
  if (!reglages) dire(`commune.yaml of ${slug} has no connexions.${pour} yet: nobody is offered it.`);
  else {
    const chemin = new URL(url).pathname;
    dire(`Addresses to give to ${reglages.nom}, after PARVIS_URL:`);
    dire(`  back from sign-in   ${chemin}/connexion/retour`);
    dire(`  back from sign-out  ${chemin}/connexion/sortie`);
  }
}
