import type { Effacement } from '#contract/schemas/usager.ts';
import type { Commune } from '../communes/commune.ts';
import { annoncer } from '../demandes/changer.ts';
import { DejaPris, ecrire, garder, GardeManquee, type Instruction } from '../socle/db/moteur.ts';
import { tenirComptes } from '../statistiques/compter.ts';
import type { DonneesCourrielRgpd } from './courriels.ts';
import { prevoirEspace, type Comptes } from './espace.ts';
import { partager } from './garder.ts';
import { planifierNettoyage } from './nettoyer.ts';
import { insererEffacement } from './store.ts';
import { demandesDe, evenementsDe, identitesDe, saisirUsager, usagerParId } from './store-espace.ts';
import type { MotifEffacement } from './tables.ts';

const ESSAIS = 5;

/**
 * Erases the space of a citizen, at once. What was open, and what the town must keep, stays without the space.
 * @returns what went and what stays, in plain French; `undefined` when there is no such space
 */
export async function effacerEspace(
  commune: Commune,
  usager: string,
  motif: Exclude<MotifEffacement, 'conservation'>,
): Promise<Effacement | undefined> {
  const { moteur, horloge, identifiants } = commune;
  for (let essai = 1; ; essai++) {
    if (!(await moteur.lireUn(usagerParId, { usager }))) return undefined;
    // Figures count what went before it goes.
    await tenirComptes(commune);
    const siennes = await moteur.lire(demandesDe, { usager });
    // A space that nobody opens any more says nothing of the requests: their own delays go on.
    const { effacees, gardees } =
      motif === 'demande'
        ? await partager(commune, siennes)
        : { effacees: [], gardees: siennes.map((demande) => ({ demande, titre: '', raison: '' })) };
    const identites = await moteur.lire(identitesDe, { usager });
    const maintenant = horloge.maintenant();
    const detachees = gardees.map(({ demande }) => demande);
    const prevu = await prevoirEspace(
      commune,
      usager,
      { effacees, gardees: detachees },
      { motif, maintenant, effacement_le: motif === 'demande' ? maintenant : null },
    );
    const resultat: Effacement = {
      effaces: direComptes(prevu.comptes),
      gardes: gardees.map(({ demande, titre, raison }) => ({ numero: demande.numero, titre, raison })),
    };
    const adresse = identites.find(({ moyen }) => moyen === 'courriel')?.valeur;
    try {
      await moteur.commit([
        garder(saisirUsager, { usager }),
        ...prevu.instructions,
        ecrire(insererEffacement, {
          id: identifiants(),
          le: maintenant,
          motif,
          usager,
          anciens: JSON.stringify(await anciensDe(commune, usager)),
          demandes: JSON.stringify(effacees.map(({ id }) => id)),
          detachees: JSON.stringify(detachees.map(({ id }) => id)),
          comptes: JSON.stringify(prevu.comptes),
        }),
        // Nobody waits for those that nobody asked for.
        planifierNettoyage(commune, prevu.cles, motif === 'inactivite' ? 'tard' : undefined),
        ...direAdieu(commune, adresse, resultat, motif),
      ]);
      // The job does it too, should this process die here.
      await Promise.all(prevu.cles.map((cle) => commune.blobs.supprimer(cle)));
      annoncer(commune);
      return resultat;
    } catch (erreur) {
      if (erreur instanceof GardeManquee) return undefined;
      // Another erasure took the next trace.
      if (!(erreur instanceof DejaPris) || essai === ESSAIS) throw erreur;
    }
  }
}

/** Spaces that became this one. */
async function anciensDe({ moteur }: Commune, usager: string): Promise<string[]> {
  const reunions = (await moteur.lire(evenementsDe, { usager })).filter(
    ({ type }) => type === 'espaces-reunis',
  );
  return reunions.flatMap(({ donnees }) => {
    const { de } = JSON.parse(donnees) as { de?: unknown };
    return typeof de === 'string' ? [de] : [];
  });
}

/** The last mail: its job alone still holds the address, and goes once the mail has left. */
function direAdieu(
  { jobs }: Commune,
  adresse: string | undefined,
  resultat: Effacement,
  motif: 'demande' | 'inactivite',
): Instruction[] {
  if (adresse === undefined) return [];
  const gardes = motif === 'demande' ? resultat.gardes : [];
  const donnees: DonneesCourrielRgpd = {
    modele: 'efface',
    adresse,
    motif,
    effaces: resultat.effaces,
    gardes,
  };
  return [jobs.planifier('courriel-rgpd', donnees)];
}

function direComptes({ documents, brouillons, mandats, demandes }: Comptes): string[] {
  const dire = (n: number, un: string, plusieurs: string): string[] =>
    n === 0 ? [] : [n === 1 ? un : plusieurs.replace('#', String(n))];
  return [
    'Votre compte, vos moyens de connexion et votre profil',
    'Vos connexions ouvertes, sur tous vos appareils',
    ...dire(documents, 'Votre document', 'Vos # documents'),
    ...dire(brouillons, 'Votre démarche commencée', 'Vos # démarches commencées'),
    ...dire(mandats, 'L’accord donné à un aidant', 'Les # accords donnés à des aidants'),
    ...dire(demandes, 'Une demande terminée, avec ses fichiers', '# demandes terminées, avec leurs fichiers'),
  ];
}
