import type { Champ, Condition, Etape, Formulaire } from './formulaire.ts';
import type { Canal } from './vocabulaire.ts';

/** What a démarche asks about the person who files (CRPA R112-9-1). */
export interface Coordonnees {
  identite: 'requis' | 'facultatif';
  courriel: 'requis' | 'facultatif';
  telephone: 'requis' | 'facultatif' | 'absent';
  adresse: 'requis' | 'facultatif' | 'absent';
  /** Ids of earlier fields whose answers are offered as the filer's own, when `si` holds. */
  reprise?: { prenom?: string | undefined; nom?: string | undefined; si?: Condition | undefined } | undefined;
}

/** Ids of the fields that describe the person who files, in every form. */
export const CHAMP_PRENOM = 'demandeur-prenom';
export const CHAMP_NOM = 'demandeur-nom';
export const CHAMP_COURRIEL = 'demandeur-courriel';
export const CHAMP_TELEPHONE = 'demandeur-telephone';
export const CHAMP_ADRESSE = 'demandeur-adresse';

/**
 * The form as it is filed: the démarche's own steps, then « Vos coordonnées ».
 * An agent who types for somebody without e-mail may leave the address out: the receipt goes by paper.
 */
export function formulaireComplet(
  definition: { etapes: Etape[]; coordonnees: Coordonnees },
  canal: Canal = 'web',
): Formulaire {
  const { coordonnees } = definition;
  const requis = (regle: 'requis' | 'facultatif'): boolean => regle === 'requis';
  const champs: Champ[] = [
    {
      type: 'texte',
      id: CHAMP_PRENOM,
      libelle: 'Votre prénom',
      max: 100,
      requis: requis(coordonnees.identite),
      autocomplete: 'given-name',
    },
    {
      type: 'texte',
      id: CHAMP_NOM,
      libelle: 'Votre nom',
      max: 100,
      requis: requis(coordonnees.identite),
      autocomplete: 'family-name',
    },
    {
      type: 'courriel',
      id: CHAMP_COURRIEL,
      libelle: 'Votre adresse de courriel',
      aide: 'Nous vous y envoyons votre accusé de réception. Exemple : nom@exemple.fr',
      requis: canal === 'web' && requis(coordonnees.courriel),
    },
  ];
  if (coordonnees.telephone !== 'absent') {
    champs.push({
      type: 'telephone',
      id: CHAMP_TELEPHONE,
      libelle: 'Votre numéro de téléphone',
      aide: 'Pour vous joindre plus vite en cas de besoin.',
      requis: requis(coordonnees.telephone),
    });
  }
  if (coordonnees.adresse !== 'absent') {
    champs.push({
      type: 'adresse',
      id: CHAMP_ADRESSE,
      libelle: 'Votre adresse postale',
      requis: requis(coordonnees.adresse),
    });
  }
  return {
    etapes: [...definition.etapes, { id: 'coordonnees', titre: 'Vos coordonnées', champs }],
  };
}
