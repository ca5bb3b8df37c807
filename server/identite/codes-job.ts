import { randomInt } from 'node:crypto';
import type { Commune } from '../communes/commune.ts';
import { ecrire } from '../socle/db/moteur.ts';
import { EchecDefinitif, type TypeDeJob } from '../socle/jobs/executant.ts';
import { composerCourriel, ErreurEnvoi, type Facteur } from '../socle/mail/mail.ts';
import { cleDe, DUREE_CODE, scellerCode, type ButDeCode, type CibleDeCode } from './codes.ts';
import { poserCode } from './codes-store.ts';
import { estAdmise } from './roles.ts';

interface Texte {
  titre: string;
  /** After the digits, in the subject: « 123456 est votre code de connexion ». */
  objet: string;
  /** What typing it does. */
  effet: string;
  /** If it was not you. */
  sinon: string;
}

const TEXTES: Record<ButDeCode, Texte> = {
  connexion: {
    titre: 'Votre code de connexion',
    objet: 'est votre code de connexion',
    effet: 'Tapez-le là où vous l’avez demandé, pour vous connecter. Ne le donnez à personne.',
    sinon: 'Si vous n’avez rien demandé, ne faites rien : sans ce code, personne ne peut entrer.',
  },
  preuve: {
    titre: 'Votre code de confirmation',
    objet: 'est votre code de confirmation',
    effet: 'Tapez-le là où vous l’avez demandé, pour confirmer que c’est bien vous. Ne le donnez à personne.',
    sinon:
      'Si vous n’avez rien demandé, quelqu’un utilise peut-être votre espace : connectez-vous, puis terminez toutes vos connexions.',
  },
  identite: {
    titre: 'Votre code pour ajouter cette adresse',
    objet: 'est votre code pour ajouter cette adresse',
    effet:
      'Tapez-le là où vous l’avez demandé. Cette adresse ouvrira votre espace ; si elle en ouvrait déjà un autre, les deux n’en feront plus qu’un.',
    sinon:
      'Si vous n’avez rien demandé, ne faites rien, et ne donnez ce code à personne : celui qui le tape peut voir ce que vous avez ici.',
  },
  consentement: {
    titre: 'Votre code d’accord',
    objet: 'est votre code d’accord',
    effet: 'Donnez-le à cette personne si vous êtes d’accord. Vous pourrez y mettre fin quand vous voulez.',
    sinon: 'Si vous n’êtes pas d’accord, ne faites rien, et ne donnez ce code à personne.',
  },
};

/**
 * The code is drawn when the mail is written, so it never waits in the database in clear; tried again, it is another.
 * A mailbox that refuses is an incident when it is an agent's or a helper's, listed by the town: anybody may type a
 * wrong address of a citizen's.
 */
export function jobCode(commune: Commune, facteur: Facteur): TypeDeJob {
  return {
    faire: async (cible: CibleDeCode, job) => {
      const maintenant = commune.horloge.maintenant();
      // A code older than its validity helps nobody.
      if (!estAdmise(commune, cible.role, cible.courriel) || maintenant - job.cree_le > DUREE_CODE) return;
      const code = String(randomInt(1_000_000)).padStart(6, '0');
      const cle = cleDe(cible);
      await commune.moteur.commit([
        ecrire(poserCode, { cle, code: scellerCode(commune, cle, code), expire_le: maintenant + DUREE_CODE }),
      ]);
      try {
        await facteur.envoyer({
          id: `${job.id}.${job.essais}`,
          a: cible.courriel,
          expediteur: commune.config.nom,
          objet: `${code} ${TEXTES[cible.but].objet}`,
          ...composer(commune, cible, code),
        });
      } catch (erreur) {
        if (!(erreur instanceof ErreurEnvoi && erreur.definitif)) throw erreur;
        if (cible.role !== 'usager') throw new EchecDefinitif(erreur.message, { cause: erreur });
      }
    },
  };
}

function composer({ config }: Commune, { but, phrase }: CibleDeCode, code: string) {
  const { titre, effet, sinon } = TEXTES[but];
  return composerCourriel({
    entete: config.nom,
    blocs: [
      { genre: 'titre', texte: titre },
      ...(phrase === undefined ? [] : [{ genre: 'paragraphe' as const, texte: phrase }]),
      { genre: 'faits', faits: [{ libelle: 'Code', valeur: code, aCopier: true }] },
      { genre: 'paragraphe', texte: `${effet} Il sert une fois, pendant 10 minutes.` },
    ],
    pied: sinon,
  });
}
