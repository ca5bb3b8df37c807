import type { CommuneConfiguree } from '#contract/schemas/commune.ts';
import type { Accompagnement } from '#contract/schemas/mandat.ts';
import { enToutesLettres, jourLocal } from '../echeances/dates.ts';

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
