import { LIBELLES_STATUT } from '#contract/vocabulaire.ts';
import type { Commune } from '../../communes/commune.ts';
import { EchecDefinitif, type TypeDeJob } from '../../socle/jobs/executant.ts';
import { composerCourriel, ErreurEnvoi, type Bloc, type Facteur } from '../../socle/mail/mail.ts';
import { lienDeSuivi } from '../accuse.ts';
import { codeDe } from '../code-suivi.ts';
import { enToutesLettres, jourLocal } from '../../echeances/dates.ts';
import { demandesDuCourriel } from '../store.ts';
import type { TableDemande } from '../tables.ts';

const MAX = 30;

/**
 * « J'ai perdu mon numéro »: the list of the requests filed with an address, to that address. One that is not known
 * gets nothing: nobody can make this server write to strangers.
 */
export function jobNumerosPerdus(commune: Commune, facteur: Facteur): TypeDeJob {
  return {
    faire: async ({ courriel }: { courriel: string }, { id }) => {
      // As it was typed when filing; addresses are not kept in one case.
      const adresses = { adresse: courriel, minuscules: courriel.toLowerCase() };
      const demandes = await commune.moteur.lire(demandesDuCourriel, { ...adresses, limite: MAX });
      if (demandes.length === 0) return;
      const { config } = commune;
      const { texte, html } = composerCourriel({
        entete: config.nom,
        blocs: [
          { genre: 'titre', texte: 'Vos numéros de suivi' },
          {
            genre: 'paragraphe',
            texte:
              'Vous avez demandé à retrouver vos numéros. Voici ce que vous avez envoyé à la mairie avec cette adresse, le plus récent d’abord.',
          },
          ...(await Promise.all(demandes.map((demande) => blocsDe(commune, demande)))).flat(),
        ],
        pied: `${config.nom}. Si vous n’avez rien demandé, ne faites rien : ces numéros ne sont envoyés qu’à vous.`,
      });
      try {
        await facteur.envoyer({
          id,
          // The address as it is in the file: the only one that has shown to be the citizen's.
          a: demandes[0]!.demandeur_courriel!,
          expediteur: config.nom,
          objet: `Vos numéros de suivi – ${config.nom}`,
          texte,
          html,
        });
      } catch (erreur) {
        if (erreur instanceof ErreurEnvoi && erreur.definitif) {
          throw new EchecDefinitif(erreur.message, { cause: erreur });
        }
        throw erreur;
      }
    },
  };
}

async function blocsDe(commune: Commune, demande: TableDemande): Promise<Bloc[]> {
  const { titre } = await commune.catalogue.version(demande.demarche, demande.demarche_version);
  const code = codeDe(commune.secret, demande.id);
  return [
    { genre: 'titre', texte: titre, sous: true },
    {
      genre: 'faits',
      faits: [
        { libelle: 'Numéro de suivi', valeur: demande.numero, aCopier: true },
        { libelle: 'Code', valeur: code, aCopier: true },
        { libelle: 'Envoyé le', valeur: enToutesLettres(jourLocal(demande.recue_le, commune.config.fuseau)) },
        { libelle: 'État', valeur: LIBELLES_STATUT[demande.statut] },
      ],
    },
    {
      genre: 'bouton',
      libelle: `Ouvrir ${demande.numero}`,
      lien: lienDeSuivi(commune, demande.numero, code),
    },
  ];
}
