import type { Effacement } from '#contract/schemas/usager.ts';
import type { Commune } from '../communes/commune.ts';
import { enMois } from '../demarches/conservation.ts';
import { enToutesLettres } from '../echeances/dates.ts';
import { ecrire } from '../socle/db/moteur.ts';
import { EchecDefinitif, type Suite, type TypeDeJob } from '../socle/jobs/executant.ts';
import { supprimerJob } from '../socle/jobs/store.ts';
import { composerCourriel, ErreurEnvoi, type Bloc, type Facteur } from '../socle/mail/mail.ts';
import { planifierNettoyage } from './nettoyer.ts';
import { identitesDe, titreBrouillon } from './store-espace.ts';

/** `efface` holds the address, which is nowhere else any more; the others read it when they leave. */
export type DonneesCourrielRgpd =
  | ({ modele: 'efface'; adresse: string; motif: 'demande' | 'inactivite' } & Effacement)
  /** Days are local, `AAAA-MM-JJ`. */
  | { modele: 'brouillon'; usager: string; brouillon: string; jour: string }
  | { modele: 'compte'; usager: string; jour: string };

/** Mails about what is erased: told before when nobody asked for it, confirmed after. */
export function jobCourrielRgpd(commune: Commune, facteur: Facteur): TypeDeJob {
  return {
    essaisMax: 6,
    faire: async (donnees: DonneesCourrielRgpd, job) => {
      const lu = await composer(commune, donnees);
      if (!lu) return;
      const { adresse, objet, blocs } = lu;
      const { config } = commune;
      const contenu = composerCourriel({
        entete: config.nom,
        blocs,
        pied: `${config.nom}. Une question sur vos données\u00a0? Écrivez à ${config.donnees.contact}.`,
      });
      await facteur
        .envoyer({
          id: job.id,
          a: adresse,
          expediteur: config.nom,
          objet: `${objet} – ${config.nom}`,
          ...contenu,
        })
        .catch((erreur: unknown) => {
          if (erreur instanceof ErreurEnvoi && erreur.definitif) throw new EchecDefinitif(erreur.message);
          throw erreur;
        });
      return nettoyerApres(commune, donnees);
    },
    // Nobody can do anything about it, and an address must not stay in a list of failures.
    abandonner: (donnees: DonneesCourrielRgpd, job) => async () => [
      ecrire(supprimerJob, { id: job.id }),
      ...((await nettoyerApres(commune, donnees)?.()) ?? []),
    ],
  };
}

/** The address was in the job: it leaves the files as the rest does. */
function nettoyerApres(commune: Commune, donnees: DonneesCourrielRgpd): Suite | undefined {
  if (donnees.modele !== 'efface') return undefined;
  return async () => [planifierNettoyage(commune, [], donnees.motif === 'inactivite' ? 'tard' : undefined)];
}

interface Lettre {
  adresse: string;
  objet: string;
  blocs: Bloc[];
}

async function composer(commune: Commune, donnees: DonneesCourrielRgpd): Promise<Lettre | undefined> {
  if (donnees.modele === 'efface') return adieu(donnees);
  const identites = await commune.moteur.lire(identitesDe, { usager: donnees.usager });
  const adresse = identites.find(({ moyen }) => moyen === 'courriel')?.valeur;
  if (adresse === undefined) return undefined;
  const page = commune.config.pages.demarches ?? `${commune.url}/p/mes-demarches`;
  const jour = enToutesLettres(donnees.jour);
  if (donnees.modele === 'compte') {
    const { compteInactifMois } = commune.config.conservation;
    return {
      adresse,
      objet: 'Votre espace va être effacé',
      blocs: [
        { genre: 'titre', texte: 'Votre espace va être effacé' },
        {
          genre: 'paragraphe',
          texte: `Vous n’avez pas ouvert votre espace depuis longtemps. Nous n’en gardons aucun plus de ${enMois(compteInactifMois)} sans visite\u00a0: il sera effacé le ${jour}, avec vos documents et vos démarches commencées.`,
        },
        {
          genre: 'paragraphe',
          texte: 'Pour le garder, connectez-vous avant cette date. Sinon, vous n’avez rien à faire.',
        },
        { genre: 'bouton', libelle: 'Garder mon espace', lien: page },
      ],
    };
  }
  const brouillon = await commune.moteur.lireUn(titreBrouillon, { id: donnees.brouillon });
  if (!brouillon) return undefined;
  const { titre } = await commune.catalogue.version(brouillon.demarche, brouillon.version);
  return {
    adresse,
    objet: 'Votre démarche commencée va être effacée',
    blocs: [
      { genre: 'titre', texte: 'Votre démarche commencée va être effacée' },
      {
        genre: 'paragraphe',
        texte: `Vous avez commencé «\u00a0${titre}\u00a0» sans l’envoyer. Ce brouillon sera effacé le ${jour}.`,
      },
      {
        genre: 'paragraphe',
        texte: 'Pour le garder, ouvrez-le avant cette date. Sinon, vous n’avez rien à faire.',
      },
      { genre: 'bouton', libelle: 'Continuer ma démarche', lien: page },
    ],
  };
}

function adieu({
  adresse,
  motif,
  effaces,
  gardes,
}: Extract<DonneesCourrielRgpd, { modele: 'efface' }>): Lettre {
  const pourquoi =
    motif === 'demande'
      ? 'Vous nous l’avez demandé\u00a0: votre espace est effacé.'
      : 'Personne n’a ouvert votre espace depuis longtemps, et nous vous avions prévenu\u00a0: il est effacé.';
  return {
    adresse,
    objet: 'Votre espace est effacé',
    blocs: [
      { genre: 'titre', texte: 'Votre espace est effacé' },
      {
        genre: 'paragraphe',
        texte: `${pourquoi} Votre adresse l’est aussi\u00a0: ce courriel est le dernier.`,
      },
      { genre: 'titre', texte: 'Ce qui est effacé', sous: true },
      { genre: 'paragraphe', texte: effaces.map((quoi) => `– ${quoi}`).join('\n') },
      ...(gardes.length === 0
        ? []
        : ([
            { genre: 'titre', texte: 'Ce que la mairie doit garder', sous: true },
            ...gardes.map(({ numero, titre, raison }) => ({
              genre: 'paragraphe' as const,
              texte: `${titre} (${numero}). ${raison}`,
            })),
          ] satisfies Bloc[])),
    ],
  };
}
