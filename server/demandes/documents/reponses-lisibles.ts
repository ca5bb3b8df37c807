import type {
  Adresse,
  Champ,
  ChampSimple,
  FichierJoint,
  Lieu,
  Reponses,
  Valeur,
} from '#contract/formulaire.ts';
import { formulaireComplet } from '#contract/formulaire-complet.ts';
import { champsVisibles, etapesVisibles } from '#contract/valider.ts';
import type { DemarchePubliee } from '#contract/schemas/demarche.ts';
import { enToutesLettres } from '../../echeances/dates.ts';
import type { TableDemande } from '../tables.ts';

export interface EtapeLisible {
  titre: string;
  reponses: { libelle: string; valeur: string }[];
}

const VIDE = 'Non renseigné';

/**
 * What was sent, as the check page of the form showed it: each question that was asked with its answer in words,
 * step by step. Groups are told element by element: « Enfant 2, prénom ».
 */
export function reponsesLisibles(
  demarche: DemarchePubliee,
  demande: Pick<TableDemande, 'reponses' | 'canal'>,
): EtapeLisible[] {
  const formulaire = formulaireComplet(demarche, demande.canal);
  const reponses = JSON.parse(demande.reponses) as Reponses;
  return etapesVisibles(formulaire, reponses)
    .map(({ titre, champs }) => ({ titre, reponses: lister(champs, reponses, reponses, '') }))
    .filter((etape) => etape.reponses.length > 0);
}

function lister(
  champs: readonly Champ[],
  reponses: Reponses,
  racine: Reponses,
  debut: string,
): EtapeLisible['reponses'] {
  return champsVisibles(champs, reponses, racine).flatMap((champ) => {
    if (champ.type === 'information') return [];
    const valeur = reponses[champ.id];
    if (champ.type === 'groupe') {
      return ((valeur as Reponses[] | undefined) ?? []).flatMap((element, rang) =>
        lister(champ.champs, element, racine, `${champ.element} ${rang + 1} – `),
      );
    }
    return [{ libelle: debut + champ.libelle, valeur: valeur === undefined ? VIDE : enMots(champ, valeur) }];
  });
}

function enMots(champ: ChampSimple, valeur: Valeur): string {
  const libelle = (choix: unknown): string =>
    ('options' in champ && champ.options.find((option) => option.valeur === choix)?.libelle) || String(choix);
  switch (champ.type) {
    case 'choix':
      return libelle(valeur);
    case 'choix-multiple':
      return (valeur as string[]).map(libelle).join(', ');
    case 'case':
      return 'Oui';
    case 'date':
      return enToutesLettres(valeur as string);
    case 'nombre':
      return `${(valeur as number).toLocaleString('fr-FR')}${champ.unite ? `\u00a0${champ.unite}` : ''}`;
    case 'telephone':
      return telephone(valeur as string);
    case 'adresse': {
      const { voie, complement, codePostal, ville, pays } = valeur as Adresse;
      return [voie, complement, `${codePostal} ${ville}`, pays]
        .filter((ligne) => ligne !== undefined)
        .join('\n');
    }
    case 'lieu':
      return lieu(valeur as Lieu);
    case 'fichier':
      return (valeur as FichierJoint[]).map(({ nom, taille }) => `${nom} (${poids(taille)})`).join('\n');
    default:
      return String(valeur);
  }
}

function lieu({ libelle, lat, lon, precision }: Lieu): string {
  if (lat === undefined || lon === undefined) return libelle;
  const metres = precision === undefined ? '' : ` (à ${Math.round(precision)}\u00a0m près)`;
  return `${libelle}\n${lat}, ${lon}${metres}`;
}

/** French numbers by pairs, the others as they are. */
const telephone = (numero: string): string =>
  /^0\d{9}$/.test(numero) ? numero.replaceAll(/(\d\d)(?=\d)/g, '$1\u00a0') : numero;

/** « 340 ko », « 2,4 Mo ». */
const poids = (octets: number): string =>
  octets < 1e6
    ? `${Math.max(1, Math.round(octets / 1e3))}\u00a0ko`
    : `${(octets / 1e6).toLocaleString('fr-FR', { maximumFractionDigits: 1 })}\u00a0Mo`;
