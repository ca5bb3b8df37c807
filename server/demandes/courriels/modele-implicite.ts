import type { Evenement } from '#contract/schemas/demande.ts';
import type { CommuneConfiguree } from '#contract/schemas/commune.ts';
import type { Bloc } from '../../socle/mail/mail.ts';
import { codeDe } from '../code-suivi.ts';
import { lienDeSuivi } from '../accuse.ts';
import { enToutesLettres } from '../../echeances/dates.ts';
import { voiesDeRecours } from '../documents/recours.ts';
import type { Contenu, Contexte } from './modeles/commun.ts';

/**
 * Silence has decided: what it means, and what the person may do now. Acceptance: the attestation (CRPA L232-3).
 * Refusal: its reasons, asked within the time to appeal and given within a month, which starts that time again
 * (L232-4), and the ways to appeal (CJA R421-1, R421-2).
 */
export function modeleImplicite(
  { commune, demarche, demande }: Contexte,
  { donnees: { sens, neeLe } }: Extract<Evenement, { type: 'implicite' }>,
): Contenu {
  const jour = enToutesLettres(neeLe);
  const acceptee = sens === 'acceptation';
  const lien = lienDeSuivi(commune, demande.numero, codeDe(commune.secret, demande.id));
  const quoi = `La mairie n’a pas répondu à votre demande « ${demarche.titre} », ${demande.numero}, dans le délai prévu.`;
  return {
    objet: acceptee
      ? `Votre demande est acceptée : ${demande.numero}`
      : `Votre demande est refusée, faute de réponse : ${demande.numero}`,
    blocs: [
      {
        genre: 'titre',
        texte: acceptee ? 'Votre demande est acceptée' : 'Votre demande est refusée, faute de réponse',
      },
      {
        genre: 'paragraphe',
        texte: acceptee
          ? `${quoi} Selon la loi, ce silence vaut acceptation : votre demande est acceptée depuis le ${jour}, sous réserve qu’elle ait été complète.`
          : `${quoi} Selon la loi, ce silence vaut refus : votre demande est refusée depuis le ${jour}.`,
      },
      ...(acceptee ? apresAcceptation() : apresRefus(commune.config)),
      { genre: 'bouton', libelle: acceptee ? 'Demander l’attestation' : 'Ouvrir mon dossier', lien },
    ],
  };
}

const apresAcceptation = (): Bloc[] => [
  {
    genre: 'paragraphe',
    texte:
      'Vous pouvez obtenir tout de suite une attestation qui le prouve (article L232-3 du code des relations entre le public et l’administration) : elle se demande dans votre dossier.',
  },
  {
    genre: 'paragraphe',
    texte: 'Votre dossier reste ouvert : le service doit encore lui donner sa suite.',
  },
];

const apresRefus = (config: CommuneConfiguree): Bloc[] => {
  const [quand, ...voies] = voiesDeRecours(config, 'silence');
  return [
    { genre: 'paragraphe', texte: quand! },
    { genre: 'liste', elements: voies },
    {
      genre: 'paragraphe',
      texte:
        'Pendant ces 2 mois, vous pouvez aussi demander à la mairie les raisons de ce refus, dans votre dossier : elle a 1 mois pour vous les donner, et vous avez de nouveau 2 mois pour agir à partir de sa réponse (article L232-4 du code des relations entre le public et l’administration).',
    },
    { genre: 'paragraphe', texte: 'Votre dossier reste ouvert : la mairie peut encore vous répondre.' },
  ];
};
