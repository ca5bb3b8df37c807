import type { Commune } from '../communes/commune.ts';
import { papierDe } from '../demandes/documents/papier-commune.ts';
import { enToutesLettres } from '../echeances/dates.ts';
import type { TableMandat } from '../mandats/tables.ts';
import { codesDe, personneDe } from '../mandats/voir.ts';
import type { BlocPapier, Papier } from '../socle/pdf/papier.ts';

/** The sheet that the person signs: what she agrees to, and how to end it. It fits on one page of A4. */
export async function papierMandat(commune: Commune, mandat: TableMandat): Promise<Papier> {
  const { config } = commune;
  const personne = personneDe(mandat);
  const aidant = mandat.aidant_nom;
  const offertes = await commune.catalogue.offertes();
  const titres = codesDe(mandat).map((code) => offertes.get(code)?.titre ?? code);
  const { telephone } = config.contact;
  const blocs: BlocPapier[] = [
    { genre: 'titre', niveau: 1, texte: 'Mandat pour vos démarches en ligne' },
    {
      genre: 'faits',
      faits: [
        { libelle: 'Référence', valeur: mandat.reference, fort: true },
        { libelle: 'La personne aidée', valeur: personne },
        { libelle: 'L’aidant', valeur: `${aidant}, ${mandat.structure}` },
        {
          libelle: 'Démarches',
          valeur:
            titres.length > 0 ? titres.join('\n') : 'Toutes les démarches de la mairie qui se font en ligne',
        },
        { libelle: 'Dernier jour', valeur: enToutesLettres(mandat.jusquau) },
      ],
    },
    { genre: 'titre', niveau: 2, texte: 'Ce que vous acceptez' },
    {
      genre: 'liste',
      elements: [
        `${aidant} remplit et envoie ces démarches en votre nom, devant vous ou avec les papiers que vous lui confiez.`,
        `${aidant} suit ces démarches, et elles seules, et répond à la mairie en votre nom.`,
        'Chaque démarche porte son nom et le vôtre, et la mairie vous envoie l’accusé de réception ou l’aidant vous l’imprime.',
      ],
    },
    { genre: 'titre', niveau: 2, texte: 'Ce que l’aidant ne peut pas faire' },
    {
      genre: 'liste',
      elements: [
        'Voir vos autres démarches, vos documents ou votre espace.',
        'Faire une démarche qui n’est pas dans ce mandat, ou après le dernier jour.',
        'Garder vos codes et vos mots de passe, ou se faire payer pour ces démarches.',
      ],
    },
    { genre: 'titre', niveau: 2, texte: 'Pour y mettre fin' },
    {
      genre: 'paragraphe',
      texte:
        'Quand vous voulez, sans dire pourquoi : demandez-le à l’aidant, ou à la mairie' +
        `${telephone ? ` (${telephone})` : ''} en donnant la référence ${mandat.reference}. ` +
        'Si vous avez un espace en ligne, ce mandat s’y trouve aussi.',
    },
    {
      genre: 'paragraphe',
      ton: 'muet',
      texte:
        `Vos données. Ce mandat est gardé par la mairie pour prouver votre accord. Responsable : ${config.donnees.responsable}. ` +
        `Pour les consulter, les corriger ou les effacer : ${config.donnees.contact}.`,
    },
    { genre: 'paragraphe', texte: 'Fait en deux exemplaires, le ………………………………' },
    {
      genre: 'paragraphe',
      texte: `Signature de ${personne}, qui a lu cette page ou à qui elle a été lue :\n\n\n\n`,
    },
    { genre: 'paragraphe', texte: `Signature de ${aidant} :\n\n\n` },
  ];
  return papierDe(commune, { numero: mandat.reference }, { titre: 'Mandat', le: mandat.cree_le, blocs });
}

export const nomDeLaFeuille = ({ reference }: TableMandat): string => `mandat-${reference}.pdf`;
