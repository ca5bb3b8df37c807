import { champsDe, comparerFormulaires, correspondances } from '#contract/comparer-formulaires.ts';
import { formulaireComplet } from '#contract/formulaire-complet.ts';
import type { Champ, Formulaire } from '#contract/formulaire.ts';
import type { ComparaisonDemarche, DemarchePubliee } from '#contract/schemas/demarche.ts';
import { enMots } from './en-mots.ts';

type Ligne = ComparaisonDemarche['differences'][number];

/** What of the sheet is compared, as agents name it. `etapes` and `coordonnees` are compared as a form. */
const FICHE = {
  titre: 'Titre',
  resume: 'Résumé',
  genre: 'Genre',
  theme: 'Thème',
  service: 'Service en charge',
  depot: 'Manière de faire',
  motsCles: 'Mots-clés',
  qui: 'Qui peut la faire',
  pieces: 'Ce qu’il faut préparer',
  cout: 'Coût',
  fiche: 'Fiche officielle',
  lien: 'Lien',
  auGuichet: 'Sans écran',
  delaiHabituel: 'Délai habituel',
  silence: 'Silence de la mairie',
  donnees: 'Données personnelles',
} satisfies Partial<Record<keyof DemarchePubliee, string>>;

const CLES: Record<string, string> = {
  libelle: 'Intitulé',
  aide: 'Aide',
  type: 'Type de réponse',
  requis: 'Obligatoire',
  options: 'Choix proposés',
  si: 'Condition d’affichage',
  min: 'Minimum',
  max: 'Maximum',
  motif: 'Forme attendue',
  motifAide: 'Explication de la forme',
  texte: 'Texte',
  element: 'Nom d’un élément',
  unite: 'Unité',
  entier: 'Nombre entier',
  apres: 'Pas avant',
  accepte: 'Fichiers acceptés',
  autocomplete: 'Remplissage automatique',
};

/** The difference between two versions of a démarche, for an agent who reads a request filed under the first. */
export function comparerDemarches(avant: DemarchePubliee, apres: DemarchePubliee): ComparaisonDemarche {
  return {
    code: apres.code,
    de: avant.version,
    a: apres.version,
    differences: [...comparerFiches(avant, apres), ...comparerQuestions(avant, apres)],
  };
}

function comparerFiches(avant: DemarchePubliee, apres: DemarchePubliee): Ligne[] {
  const lire = (demarche: DemarchePubliee, cle: keyof typeof FICHE): string | null =>
    enMots(cle, demarche[cle], demarche);
  return (Object.keys(FICHE) as (keyof typeof FICHE)[]).flatMap((cle) =>
    egales(avant[cle], apres[cle])
      ? []
      : [{ quoi: FICHE[cle], question: '', avant: lire(avant, cle), apres: lire(apres, cle) }],
  );
}

function comparerQuestions(avant: DemarchePubliee, apres: DemarchePubliee): Ligne[] {
  const [ancien, nouveau] = [formulaireComplet(avant), formulaireComplet(apres)];
  const [anciens, nouveaux] = [new Map(champsDe(ancien)), new Map(champsDe(nouveau))];
  const venuDe = new Map([...correspondances(ancien, nouveau)].map(([de, vers]) => [vers, de]));
  return comparerFormulaires(ancien, nouveau).flatMap(({ genre, chemin, libelle, quoi }) => {
    if (genre === 'ajoute')
      return [{ quoi: 'Question ajoutée', question: libelle, avant: null, apres: null }];
    if (genre === 'retire')
      return [{ quoi: 'Question retirée', question: libelle, avant: null, apres: null }];
    const lire = (champ: Champ | undefined, cle: string, formulaire: Formulaire): string | null =>
      enMots(cle, (champ as Record<string, unknown> | undefined)?.[cle] ?? PAR_DEFAUT[cle], formulaire);
    return quoi.map((cle) => ({
      quoi: CLES[cle] ?? cle,
      question: libelle,
      avant: lire(anciens.get(venuDe.get(chemin) ?? ''), cle, ancien),
      apres: lire(nouveaux.get(chemin), cle, nouveau),
    }));
  });
}

/** What a key that is not written means. */
const PAR_DEFAUT: Record<string, unknown> = { requis: true };

const egales = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);
