/** Answers made for any form: the least that it takes, or the most that it can hold. */
import { estVrai } from '#contract/conditions.ts';
import type { Champ, ChampSimple, Formulaire, Reponses, Valeur } from '#contract/formulaire.ts';

export interface Remplissage {
  reponses: Reponses;
  /** Every field answered, and every option taken: `nature`, `nature=copie-integrale`, `enfants.prenom`… */
  touches: Set<string>;
}

export interface Regles {
  /** Optional questions too, every item of a group, every file, the longest texts. */
  tout: boolean;
  aujourdhui: string;
  /** Which option, from 0 to `combien - 1`. */
  choisir(combien: number): number;
}

/** Where a file goes, until `poserFichiers`. */
const FICHIER = { fichier: true } as unknown as Valeur;

/** The same answers with real files. */
export async function poserFichiers(valeur: Reponses, televerser: () => Promise<Valeur>): Promise<Reponses> {
  const poser = async (v: Valeur): Promise<Valeur> => {
    if (v === FICHIER) return televerser();
    if (Array.isArray(v)) {
      const suite: Valeur[] = [];
      for (const un of v) suite.push(await poser(un as Valeur));
      return suite as Valeur;
    }
    return typeof v === 'object'
      ? ((await poserFichiers(v as unknown as Reponses, televerser)) as unknown as Valeur)
      : v;
  };
  const neuves: Reponses = {};
  for (const [cle, v] of Object.entries(valeur)) neuves[cle] = await poser(v);
  return neuves;
}

/** The longest text that each pattern of the catalogue takes, and the shortest. */
const MOTIFS: Record<string, [string, string]> = {
  '\\d{3} ?\\d{3} ?\\d{3} ?\\d{5}': ['123 456 789 00012', '12345678900012'],
  '\\d{7} ?[A-Za-z]?': ['1234567 Z', '1234567'],
  '[Ww][0-9A-Za-z]{9}': ['W9C4000123', 'w123456789'],
  '([01]?\\d|2[0-3]) ?[hH:] ?([0-5]\\d)?': ['23 h 59', '0h'],
};

export function remplir(formulaire: Formulaire, regles: Regles): Remplissage {
  const touches = new Set<string>();
  const reponses: Reponses = {};
  for (const etape of formulaire.etapes) {
    if (etape.si && !estVrai(etape.si, reponses)) continue;
    remplirNiveau(etape.champs, reponses, reponses, '', regles, touches);
  }
  return { reponses, touches };
}

/** Everything that can be answered or taken in a form. */
export function tousLesChamps(champs: readonly Champ[], prefixe = ''): string[] {
  return champs.flatMap((champ) => {
    const ici = prefixe + champ.id;
    if (champ.type === 'information') return [];
    if (champ.type === 'groupe') return [ici, ...tousLesChamps(champ.champs, `${ici}.`)];
    const options = 'options' in champ ? champ.options.map(({ valeur }) => `${ici}=${valeur}`) : [];
    return [ici, ...options];
  });
}

function remplirNiveau(
  champs: readonly Champ[],
  reponses: Reponses,
  racine: Reponses,
  prefixe: string,
  regles: Regles,
  touches: Set<string>,
): void {
  for (const champ of champs) {
    if (champ.type === 'information') continue;
    if (champ.si && !estVrai(champ.si, reponses, racine)) continue;
    if (!regles.tout && champ.requis === false) continue;
    const ici = prefixe + champ.id;
    touches.add(ici);
    if (champ.type === 'groupe') {
      const elements = Array.from({ length: regles.tout ? champ.max : champ.min }, () => {
        const element: Reponses = {};
        remplirNiveau(champ.champs, element, racine, `${ici}.`, regles, touches);
        return element;
      });
      if (elements.length > 0) reponses[champ.id] = elements;
      continue;
    }
    const valeur = valeurDe(champ, regles);
    for (const option of [valeur].flat()) if (typeof option === 'string') touches.add(`${ici}=${option}`);
    reponses[champ.id] = valeur;
  }
}

function valeurDe(champ: ChampSimple, { tout, aujourdhui, choisir }: Regles): Valeur {
  const bout = (court: number, long: number): number => (tout ? long : court);
  switch (champ.type) {
    case 'texte':
      if (champ.motif !== undefined) return MOTIFS[champ.motif]![tout ? 0 : 1];
      return ecrire(bout(champ.min ?? 1, champ.max ?? 200));
    case 'texte-long':
      return ecrire(bout(champ.min ?? 1, champ.max ?? 4000));
    case 'nombre':
      return bout(champ.min ?? 0, champ.max ?? 1e9);
    case 'date': {
      // The same far day wherever it is free, so that `apres` holds.
      const borne = tout ? (champ.max ?? '2099-12-31') : (champ.min ?? aujourdhui);
      return borne === 'aujourdhui' ? aujourdhui : borne;
    }
    case 'choix':
      return champ.options[choisir(champ.options.length)]!.valeur;
    case 'choix-multiple': {
      const combien = tout ? (champ.max ?? champ.options.length) : Math.max(1, champ.min ?? 1);
      return champ.options.slice(0, combien).map(({ valeur }) => valeur);
    }
    case 'case':
      return true;
    case 'courriel':
      return tout ? `${'a'.repeat(64)}@${'b'.repeat(60)}.${'c'.repeat(60)}.exemple.fr` : 'a@b.fr';
    case 'telephone':
      return tout ? '+33639981234' : '0639981234';
    case 'adresse':
      return {
        voie: ecrire(bout(1, 200)),
        ...(tout && { complement: ecrire(200) }),
        codePostal: '13999',
        ville: ecrire(bout(1, 100)),
      };
    case 'fichier':
      return Array.from({ length: bout(1, champ.max ?? 1) }, () => FICHIER) as Valeur;
    case 'lieu':
      return { libelle: ecrire(bout(1, 300)), ...(tout && { lat: -12.78, lon: 45.22, precision: 12 }) };
    case 'information':
      throw new Error('nothing to answer');
  }
}

/** Accents, quotes and what templates must escape, cut at `longueur`; never a blank at an end. */
function ecrire(longueur: number): string {
  const motif = 'Œuvre d’Éloïse « l’été » <b>&amp;</b> 100 % ';
  return motif
    .repeat(Math.ceil(longueur / motif.length))
    .slice(0, longueur)
    .replace(/\s$/, 'É');
}
