import type { CommuneConfiguree } from '#contract/schemas/commune.ts';
import type { Accompagnement } from '#contract/schemas/mandat.ts';
import { enToutesLettres, jourLocal } from '../echeances/dates.ts';
import type { Manque } from './droit.ts';

/** « Déposée par : Léa Roy (France services du Port), pour Marie Dupont, mandat M-7K4F-92, accord du 22 novembre 2026 » */
export function faitAccompagnement(
  { fuseau }: Pick<CommuneConfiguree, 'fuseau'>,
  { aidant, pour, reference, accordLe }: Accompagnement,
): { libelle: string; valeur: string } {
  const accord = accordLe
    ? `, accord du ${enToutesLettres(jourLocal(new Date(accordLe).getTime(), fuseau))}`
    : '';
  return {
    libelle: 'Déposé par',
    valeur: `${aidant.nom} (${aidant.structure}), pour ${pour}, mandat ${reference}${accord}`,
  };
}

/** How to end the mandate, on a printed receipt. */
export function finAccompagnement(
  { contact }: Pick<CommuneConfiguree, 'contact'>,
  { aidant, reference }: Accompagnement,
): { genre: 'paragraphe'; texte: string } {
  const telephone = contact.telephone ? ` (${contact.telephone})` : '';
  return {
    genre: 'paragraphe',
    texte:
      `${aidant.nom} a fait cette démarche en votre nom. Vous pouvez mettre fin à ce mandat quand vous voulez, ` +
      `sans dire pourquoi, auprès de la mairie${telephone} avec sa référence : ${reference}.`,
  };
}

/** Why a helper may not, or no longer, open a request: nothing that only a mandate would tell. */
export function phraseManque(manque: Manque): string {
  switch (manque) {
    case 'fini':
      return 'Votre mandat est terminé : vous ne pouvez plus voir cette demande, ni agir pour la personne. Sa demande continue.';
    case 'demarche':
      return 'La personne a limité votre mandat : il ne couvre plus cette démarche. Vous ne pouvez plus voir cette demande.';
    case 'attendu':
    case 'autre':
      return 'Aucun de vos mandats ne couvre cette demande. La personne peut la suivre avec son numéro, ou auprès de la mairie.';
  }
}
