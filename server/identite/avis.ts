import type { Commune } from '../communes/commune.ts';
import type { Instruction } from '../socle/db/moteur.ts';
import type { TypeDeJob } from '../socle/jobs/executant.ts';
import { composerCourriel, ErreurEnvoi, type Facteur } from '../socle/mail/mail.ts';

/** What an address is told of a space that it opens, or opened. */
export type GenreAvis =
  | 'adresse-ajoutee'
  | 'adresse-changee'
  | 'identite-ajoutee'
  | 'identite-retiree'
  | 'espaces-reunis'
  | 'espace-retabli'
  | 'retablissement-annule';

interface Avis {
  /** Addresses told, each by its own mail. */
  a: readonly string[];
  genre: GenreAvis;
  /** Address that it is about: it is masked in the mail, whose mailbox may be somebody else's by now. */
  courriel?: string;
  /** Or another thing, shown as it is. */
  quoi?: string;
}

/** The mails that tell of a change, to be put in its commit. */
export const planifierAvis = (commune: Commune, { a, genre, courriel, quoi }: Avis): Instruction[] =>
  [...new Set(a)].map((adresse) =>
    commune.jobs.planifier('avis-espace', {
      a: adresse,
      genre,
      quoi: courriel === undefined ? quoi : masquer(courriel),
    }),
  );

/** `l•••@exemple.fr` */
function masquer(courriel: string): string {
  const arobase = courriel.lastIndexOf('@');
  return `${courriel.slice(0, 1)}•••${courriel.slice(arobase)}`;
}

const TEXTES: Record<GenreAvis, { titre: string; phrase: (quoi: string) => string }> = {
  'adresse-ajoutee': {
    titre: 'Une adresse ouvre maintenant votre espace',
    phrase: (quoi) => `L’adresse ${quoi} a été ajoutée à votre espace : elle permet d’y entrer.`,
  },
  'adresse-changee': {
    titre: 'Votre adresse a changé',
    phrase: (quoi) => `Les courriels de votre espace vont maintenant à l’adresse ${quoi}.`,
  },
  'identite-ajoutee': {
    titre: 'Un moyen d’entrer dans votre espace a été ajouté',
    phrase: (quoi) => `${quoi} permet maintenant d’entrer dans votre espace.`,
  },
  'identite-retiree': {
    titre: 'Un moyen d’entrer dans votre espace a été retiré',
    phrase: (quoi) => `${quoi} ne permet plus d’entrer dans votre espace.`,
  },
  'espaces-reunis': {
    titre: 'Vos deux espaces n’en font plus qu’un',
    phrase: (quoi) => `L’espace de l’adresse ${quoi} a été réuni avec un autre, qui a maintenant tout.`,
  },
  'espace-retabli': {
    titre: 'Votre espace a une nouvelle adresse',
    phrase: (quoi) =>
      `Au guichet de la mairie, après vérification d’une pièce d’identité, l’adresse de votre espace a été remplacée par ${quoi}. L’ancienne adresse ne permet plus d’y entrer. Pendant 7 jours, la mairie peut tout remettre comme avant.`,
  },
  'retablissement-annule': {
    titre: 'Votre espace a retrouvé son adresse',
    phrase: (quoi) =>
      `La mairie a annulé le changement d’adresse fait au guichet : ${quoi} ouvre de nouveau l’espace.`,
  },
};

/** A notice that cannot be delivered is not an incident: the change is made, and the address may be a lost one. */
export function jobAvis(commune: Commune, facteur: Facteur): TypeDeJob {
  return {
    faire: async ({ a, genre, quoi = '' }: { a: string; genre: GenreAvis; quoi?: string }, { id }) => {
      const { config } = commune;
      const { titre, phrase } = TEXTES[genre];
      const { telephone, courriel } = config.contact;
      const joindre = [telephone, courriel].filter(Boolean).join(', ');
      const contenu = composerCourriel({
        entete: config.nom,
        blocs: [
          { genre: 'titre', texte: titre },
          { genre: 'paragraphe', texte: phrase(quoi) },
          {
            genre: 'paragraphe',
            texte: `Si ce n’est pas vous qui l’avez demandé, appelez la mairie tout de suite${joindre ? ` : ${joindre}` : ''}.`,
          },
        ],
        pied: `${config.nom}. Ce courriel est envoyé à chaque changement qui touche à l’entrée de votre espace.`,
      });
      try {
        await facteur.envoyer({
          id,
          a,
          expediteur: config.nom,
          objet: `${titre} – ${config.nom}`,
          ...contenu,
        });
      } catch (erreur) {
        if (!(erreur instanceof ErreurEnvoi && erreur.definitif)) throw erreur;
      }
    },
  };
}
