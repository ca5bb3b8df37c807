import type { Commune } from '../communes/commune.ts';
import { enToutesLettres, jourLocal, jourPlus } from '../echeances/dates.ts';
import { garder, type Instruction } from '../socle/db/moteur.ts';
import { EchecDefinitif, type TypeDeJob } from '../socle/jobs/executant.ts';
import { composerCourriel, ErreurEnvoi, type Bloc, type Facteur } from '../socle/mail/mail.ts';
import { adresseDe, documentParId, documentsARappeler, noterRappel } from './store.ts';

/** « One month before ». */
const AVANT_JOURS = 30;
/** Of one night; the next night goes on. */
const LOT = 1000;

type Donnees =
  | { modele: 'rappel'; document: string; jusquau: string }
  | { modele: 'infecte'; usager: string; nom: string };

/** For the nightly job: documents that stop serving within a month, each once. */
export async function planifierRappels(commune: Commune): Promise<Instruction[]> {
  const { config, horloge, jobs, moteur } = commune;
  const le = horloge.maintenant();
  const aujourdhui = jourLocal(le, config.fuseau);
  const avant = jourPlus(aujourdhui, AVANT_JOURS);
  const lignes = await moteur.lire(documentsARappeler, { aujourdhui, avant, limite: LOT });
  return lignes.flatMap(({ id, valable_jusquau }) => [
    garder(noterRappel, { id, le }),
    jobs.planifier('courriel-document', { modele: 'rappel', document: id, jusquau: valable_jusquau }),
  ]);
}

/** The mail that a document was removed because of a virus, for the commit that removes it. */
export const planifierAvisInfecte = ({ jobs }: Commune, usager: string, nom: string): Instruction =>
  jobs.planifier('courriel-document', { modele: 'infecte', usager, nom });

/** Mails about documents, to their owner's address. Nothing to say, or nobody to tell: no mail. */
export function jobCourrielDocument(commune: Commune, facteur: Facteur): TypeDeJob {
  return {
    essaisMax: 24,
    faire: async (donnees: Donnees, job) => {
      const contenu = await composer(commune, donnees);
      const adresse = contenu && (await commune.moteur.lireUn(adresseDe, { usager: contenu.usager }));
      if (!contenu || !adresse) return;
      await facteur
        .envoyer({
          id: job.id,
          a: adresse.valeur,
          expediteur: commune.config.nom,
          objet: contenu.objet,
          ...composerCourriel({
            entete: commune.config.nom,
            blocs: contenu.blocs,
            pied: `Ce courriel vous est envoyé parce que vous gardez des documents dans votre espace, ${commune.config.nom}.`,
          }),
        })
        .catch((erreur: unknown) => {
          if (erreur instanceof ErreurEnvoi && erreur.definitif) throw new EchecDefinitif(erreur.message);
          throw erreur;
        });
    },
  };
}

async function composer(
  { moteur }: Commune,
  donnees: Donnees,
): Promise<{ usager: string; objet: string; blocs: Bloc[] } | undefined> {
  if (donnees.modele === 'infecte') {
    return {
      usager: donnees.usager,
      objet: 'Un document a été supprimé : il contenait un virus',
      blocs: [
        { genre: 'titre', texte: 'Un document a été supprimé' },
        {
          genre: 'paragraphe',
          texte: `L’antivirus a trouvé un virus dans « ${donnees.nom} ». Nous l’avons supprimé de vos documents.`,
        },
        {
          genre: 'paragraphe',
          texte: 'Vérifiez votre appareil avec un antivirus, puis ajoutez un fichier sain.',
        },
      ],
    };
  }
  const document = await moteur.lireUn(documentParId, { id: donnees.document });
  // Deleted, or given another day since.
  if (!document || document.valable_jusquau !== donnees.jusquau) return undefined;
  const jour = enToutesLettres(donnees.jusquau);
  return {
    usager: document.usager,
    objet: `« ${document.nom} » n’est plus valable après le ${jour}`,
    blocs: [
      { genre: 'titre', texte: 'Un de vos documents arrive à sa fin' },
      {
        genre: 'faits',
        faits: [
          { libelle: 'Document', valeur: document.nom },
          { libelle: 'Valable jusqu’au', valeur: jour },
        ],
      },
      {
        genre: 'paragraphe',
        texte:
          'Pensez à le renouveler. Ensuite, ajoutez le nouveau dans « Mes documents », et supprimez celui-ci.',
      },
    ],
  };
}
