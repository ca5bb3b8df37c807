import type * as z from 'zod';
import type { Brouillon, BrouillonEntier, SauvegardeBrouillon } from '#contract/schemas/usager.ts';
import type { Commune } from '../communes/commune.ts';
import { DejaPris, ecrire, garder, GardeManquee } from '../socle/db/moteur.ts';
import { Probleme } from '../socle/erreurs/probleme.ts';
import { JOUR } from '../socle/horloge/horloge.ts';
import {
  brouillonDe,
  brouillonsDe,
  insererBrouillon,
  majBrouillon,
  supprimerBrouillon,
  supprimerBrouillonLu,
} from './store.ts';
import type { TableBrouillon } from './tables.ts';

/** Forms begun at once by one person. */
const NOMBRE_MAX = 40;

/** Those whose démarche is no longer published anywhere have no title left, and are not shown. */
export async function listerBrouillons(commune: Commune, usager: string): Promise<Brouillon[]> {
  const lignes = await commune.moteur.lire(brouillonsDe, { usager });
  return Promise.all(lignes.map((ligne) => voir(commune, ligne)));
}

/** @throws Probleme `introuvable` */
export async function lireBrouillon(commune: Commune, usager: string, id: string): Promise<BrouillonEntier> {
  const ligne = await commune.moteur.lireUn(brouillonDe, { id, usager });
  if (!ligne) throw inconnu();
  return { ...(await voir(commune, ligne)), reponses: JSON.parse(ligne.reponses) };
}

/**
 * Keeps a form as far as it is. The widget draws the id, so that a save sent twice is one draft.
 * @throws Probleme `conflit` with the one that is kept, when another device was faster; `demarche-inconnue`;
 * `requete-trop-grosse` when there are too many drafts
 */
export async function garderBrouillon(
  commune: Commune,
  usager: string,
  id: string,
  { demarche, version, reponses, etape, revision }: z.output<typeof SauvegardeBrouillon>,
): Promise<Brouillon> {
  await commune.catalogue.version(demarche, version);
  const ligne: TableBrouillon = {
    id,
    usager,
    demarche,
    version,
    etape,
    reponses: JSON.stringify(reponses),
    revision: revision + 1,
    maj_le: commune.horloge.maintenant(),
  };
  try {
    if (revision === 0) {
      const autres = await commune.moteur.lire(brouillonsDe, { usager });
      if (autres.length >= NOMBRE_MAX && !autres.some((autre) => autre.id === id)) throw tropDeBrouillons();
      await commune.moteur.commit([garder(insererBrouillon, ligne)]);
    } else await commune.moteur.commit([garder(majBrouillon, { ...ligne, lue: revision })]);
  } catch (erreur) {
    if (!(erreur instanceof GardeManquee || erreur instanceof DejaPris)) throw erreur;
    const garde = await lireBrouillon(commune, usager, id);
    // Sent twice: the answer of the first was lost.
    if (garde.revision === ligne.revision && JSON.stringify(garde.reponses) === ligne.reponses)
      return voir(commune, ligne);
    throw enConflit(garde);
  }
  return voir(commune, ligne);
}

/**
 * @param revision erases only what was read, so that a form filed on one device does not take away what was typed since
 * on another
 * @throws Probleme `conflit` with the one that is kept
 */
export async function oublierBrouillon(
  commune: Commune,
  usager: string,
  id: string,
  revision: number | undefined,
): Promise<void> {
  if (revision === undefined) {
    await commune.moteur.commit([ecrire(supprimerBrouillon, { id, usager })]);
    return;
  }
  try {
    await commune.moteur.commit([garder(supprimerBrouillonLu, { id, usager, lue: revision })]);
  } catch (erreur) {
    if (!(erreur instanceof GardeManquee)) throw erreur;
    const garde = await commune.moteur.lireUn(brouillonDe, { id, usager });
    // Erased twice: it is gone.
    if (garde) throw enConflit(await lireBrouillon(commune, usager, id));
  }
}

async function voir(
  commune: Commune,
  ligne: Omit<TableBrouillon, 'reponses' | 'usager'>,
): Promise<Brouillon> {
  const { titre } = await commune.catalogue.version(ligne.demarche, ligne.version);
  return {
    id: ligne.id,
    demarche: ligne.demarche,
    titre,
    version: ligne.version,
    etape: ligne.etape,
    revision: ligne.revision,
    majLe: new Date(ligne.maj_le).toISOString(),
    expireLe: new Date(ligne.maj_le + commune.config.conservation.brouillonJours * JOUR).toISOString(),
  };
}

const enConflit = (brouillon: BrouillonEntier): Probleme =>
  new Probleme(
    'conflit',
    'Commencé aussi sur un autre appareil',
    'Ce formulaire a été rempli aussi sur un autre appareil. Choisissez les réponses à garder.',
    { suite: { brouillon } },
  );

const inconnu = (): Probleme =>
  new Probleme(
    'introuvable',
    'Brouillon introuvable',
    'Ces réponses ne sont plus dans votre espace. Vous les avez envoyées ou effacées, peut-être depuis un autre appareil.',
  );

const tropDeBrouillons = (): Probleme =>
  new Probleme(
    'requete-trop-grosse',
    'Trop de brouillons',
    `Vous avez ${NOMBRE_MAX} démarches commencées. Envoyez-en ou effacez-en avant d’en commencer une autre.`,
  );
