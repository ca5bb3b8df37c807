import { champsDe, comparerFormulaires, correspondances } from '#contract/comparer-formulaires.ts';
import { formulaireComplet } from '#contract/formulaire-complet.ts';
import type { Champ } from '#contract/formulaire.ts';
import type { ComparaisonDemarche, DemarchePubliee } from '#contract/schemas/demarche.ts';

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
  return (Object.keys(FICHE) as (keyof typeof FICHE)[]).flatMap((cle) =>
    egales(avant[cle], apres[cle])
      ? []
      : [{ quoi: FICHE[cle], question: '', avant: enMots(avant[cle]), apres: enMots(apres[cle]) }],
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
    const lire = (champ: Champ | undefined, cle: string): string | null =>
      enMots((champ as Record<string, unknown> | undefined)?.[cle] ?? PAR_DEFAUT[cle]);
    return quoi.map((cle) => ({
      quoi: CLES[cle] ?? cle,
      question: libelle,
      avant: lire(anciens.get(venuDe.get(chemin) ?? ''), cle),
      apres: lire(nouveaux.get(chemin), cle),
    }));
  });
}

/** What a key that is not written means. */
const PAR_DEFAUT: Record<string, unknown> = { requis: true };

const egales = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** A value of a definition as an agent can read it; `null` for none. */
function enMots(valeur: unknown): string | null {
  if (valeur === undefined || valeur === null) return null;
  if (typeof valeur === 'boolean') return valeur ? 'Oui' : 'Non';
  if (Array.isArray(valeur)) {
    return valeur.map((un: unknown) => (aUnLibelle(un) ? un.libelle : enMots(un))).join(' · ');
  }
  if (typeof valeur === 'object') {
    return Object.entries(valeur)
      .map(([cle, contenu]) => `${cle} : ${enMots(contenu)}`)
      .join(' · ');
  }
  return String(valeur);
}

const aUnLibelle = (valeur: unknown): valeur is { libelle: string } =>
  typeof valeur === 'object' && valeur !== null && 'libelle' in valeur;
