import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { Chiffres, Statistiques } from '#contract/schemas/statistiques.ts';
import type { CANAUX } from '#contract/vocabulaire.ts';
import { COMPTES, masquer, RESTES, SEUIL, sommesDe } from './masquer.ts';

interface Dossier {
  mois: string;
  demarche: string;
  canal: (typeof CANAUX)[number];
  sort: 'ouverte' | 'repondue' | 'a-temps' | 'en-retard' | 'retiree' | 'implicite';
}

const FAMILLES: Record<string, string> = {
  acte: 'civil',
  mariage: 'civil',
  pacs: 'civil',
  trou: 'voirie',
  lampe: 'voirie',
  livre: 'culture',
};
const familleDe = (demarche: string): string | undefined => FAMILLES[demarche];

function chiffresDe(dossiers: readonly Dossier[]): Chiffres {
  const n = (...sorts: string[]): number => dossiers.filter(({ sort }) => sorts.includes(sort)).length;
  return {
    recues: dossiers.length,
    repondues: n('repondue', 'a-temps', 'en-retard'),
    aTemps: n('a-temps'),
    horsDelai: n('implicite', 'en-retard'),
    retirees: n('retiree'),
    mediane: 3,
    p90: 9,
  };
}

function composer(dossiers: readonly Dossier[]): Statistiques {
  const par = (cle: (dossier: Dossier) => string) =>
    Object.entries(Object.groupBy(dossiers, cle)).map(([code, siens]) => ({
      code,
      libelle: code,
      chiffres: chiffresDe(siens!),
    }));
  return {
    de: '2026-01',
    a: '2026-03',
    calculeesLe: '2026-04-01T00:00:00.000Z',
    publiques: false,
    total: chiffresDe(dossiers),
    parMois: par(({ mois }) => mois),
    parService: par(({ demarche }) => FAMILLES[demarche]!),
    parCanal: par(({ canal }) => canal) as Statistiques['parCanal'],
    parDemarche: par(({ demarche }) => demarche),
  };
}

/** What a patient reader finds by subtraction, column by column, until nothing more comes. */
function deviner(statistiques: Statistiques): Statistiques {
  const devinees = structuredClone(statistiques);
  const sommes = sommesDe(devinees, familleDe);
  for (let trouve = true; trouve;) {
    trouve = false;
    for (const { tout, parts } of sommes) {
      for (const compte of COMPTES) {
        const caches = parts.filter((ligne) => ligne[compte] === null);
        const somme = parts.reduce((total, ligne) => total + (ligne[compte] ?? 0), 0);
        if (tout[compte] === null && caches.length === 0) tout[compte] = somme;
        else if (tout[compte] !== null && caches.length === 1) caches[0]![compte] = tout[compte] - somme;
        else continue;
        trouve = true;
      }
    }
  }
  return devinees;
}

interface Inconnue {
  ligne: Chiffres;
  poids: number;
}

/** The sums of the tables as linear equations in what is hidden, reduced (Gauss-Jordan): what each one still says. */
function resoudre(sommes: ReturnType<typeof sommesDe>, compte: (typeof COMPTES)[number]): Inconnue[][] {
  const lignes = [...new Set(sommes.flatMap(({ tout, parts }) => [tout, ...parts]))].filter(
    (ligne) => ligne[compte] === null,
  );
  const matrice = sommes.map(({ tout, parts }) =>
    lignes.map((ligne) => Number(parts.includes(ligne)) - Number(ligne === tout)),
  );
  let rang = 0;
  for (let colonne = 0; colonne < lignes.length; colonne++) {
    const pivot = matrice.findIndex((l, i) => i >= rang && l[colonne] !== 0);
    if (pivot < 0) continue;
    [matrice[rang], matrice[pivot]] = [matrice[pivot]!, matrice[rang]!];
    const tete = matrice[rang]![colonne]!;
    const reduite = (matrice[rang] = matrice[rang]!.map((poids) => poids / tete));
    for (const [i, l] of matrice.entries()) {
      const fois = l[colonne]!;
      if (i !== rang && fois !== 0) matrice[i] = l.map((poids, j) => poids - fois * reduite[j]!);
    }
    rang++;
  }
  return matrice
    .map((l) => l.flatMap((poids, j) => (poids === 0 ? [] : [{ ligne: lignes[j]!, poids }])))
    .filter((l) => l.length > 0);
}

const toutes = ({ total, parMois, parService, parCanal, parDemarche }: Statistiques): Chiffres[] => [
  total,
  ...[...parMois, ...parService, ...parCanal, ...parDemarche].map(({ chiffres }) => chiffres),
];

const dossier: fc.Arbitrary<Dossier> = fc.record({
  mois: fc.constantFrom('2026-01', '2026-02', '2026-03'),
  demarche: fc.constantFrom(...Object.keys(FAMILLES)),
  canal: fc.constantFrom('web', 'web', 'web', 'guichet', 'courrier'),
  sort: fc.constantFrom('ouverte', 'repondue', 'a-temps', 'a-temps', 'en-retard', 'retiree', 'implicite'),
});

describe('figures that anybody may read', () => {
  it('show what is large as it is', () => {
    const dossiers = Array.from({ length: 60 }, (_, i): Dossier => ({
      mois: i % 2 ? '2026-01' : '2026-02',
      demarche: i % 2 ? 'acte' : 'trou',
      canal: 'web',
      sort: i < 40 ? 'a-temps' : 'ouverte',
    }));
    const vraies = composer(dossiers);
    assert.deepEqual(masquer(vraies, familleDe), { ...vraies, publiques: true });
  });

  it('hide a small line, and another with it', () => {
    const lot = (n: number, demarche: string): Dossier[] =>
      Array.from({ length: n }, () => ({ mois: '2026-01', demarche, canal: 'web', sort: 'ouverte' }));
    const { parDemarche, parService, total } = masquer(
      composer([...lot(20, 'acte'), ...lot(30, 'mariage'), ...lot(2, 'pacs'), ...lot(9, 'trou')]),
      familleDe,
    );
    const recues = Object.fromEntries(parDemarche.map(({ code, chiffres }) => [code, chiffres.recues]));
    assert.deepEqual(recues, { acte: null, mariage: 30, pacs: null, trou: 9 });
    assert.deepEqual(
      parService.map(({ chiffres }) => chiffres.recues),
      [52, 9],
    );
    assert.equal(total.recues, 61);
  });

  it('show nothing of a line whose total is hidden: its answers would say how few the others received', () => {
    fc.assert(
      fc.property(fc.array(dossier, { maxLength: 120 }), (dossiers) => {
        for (const ligne of toutes(masquer(composer(dossiers), familleDe)))
          if (ligne.recues === null) for (const compte of COMPTES) assert.equal(ligne[compte], null, compte);
      }),
    );
  });

  it('give no small number away, nor what is left between a whole and its part, whatever is subtracted', () => {
    fc.assert(
      fc.property(fc.array(dossier, { maxLength: 120 }), (dossiers) => {
        const vraies = composer(dossiers);
        const vues = toutes(deviner(masquer(vraies, familleDe)));
        for (const [i, vraie] of toutes(vraies).entries()) {
          const vue = vues[i]!;
          for (const compte of COMPTES) {
            if (vue[compte] === null) continue;
            assert.equal(vue[compte], vraie[compte], 'what is shown is true');
            assert.ok(vue[compte] === 0 || vue[compte] >= SEUIL, `${compte} ${vue[compte]}`);
          }
          for (const [tout, ...parts] of RESTES) {
            if (vue[tout] === null || parts.some((part) => vue[part] === null)) continue;
            const reste = parts.reduce((somme, part) => somme - vue[part]!, vue[tout]);
            assert.ok(reste === 0 || reste >= SEUIL, `${tout} less ${parts.join(', ')} is ${reste}`);
          }
        }
      }),
      { numRuns: 300 },
    );
  });

  it('give no small number away to whoever solves all the sums together', () => {
    fc.assert(
      fc.property(fc.array(dossier, { maxLength: 120 }), (dossiers) => {
        const vraies = composer(dossiers);
        const masquees = masquer(vraies, familleDe);
        const vrai = new Map(toutes(masquees).map((ligne, i) => [ligne, toutes(vraies)[i]!]));
        for (const compte of COMPTES) {
          for (const connu of resoudre(sommesDe(masquees, familleDe), compte)) {
            // Unknowns of one sign only: what they hold together is known, alone or not.
            if (connu.some(({ poids }) => poids < 0 !== connu[0]!.poids < 0)) continue;
            const ensemble = connu.reduce((somme, { ligne }) => somme + vrai.get(ligne)![compte]!, 0);
            assert.ok(ensemble === 0 || ensemble >= SEUIL, `${compte}: ${ensemble} is given away`);
          }
        }
      }),
      { numRuns: 500 },
    );
  });

  it('hides no sum of hidden cells that is small', () => {
    fc.assert(
      fc.property(fc.array(dossier, { maxLength: 80 }), (dossiers) => {
        const vraies = composer(dossiers);
        const masquees = masquer(vraies, familleDe);
        const sommesVraies = sommesDe(vraies, familleDe);
        for (const [i, { tout, parts }] of sommesDe(masquees, familleDe).entries()) {
          for (const compte of COMPTES) {
            if (tout[compte] === null) continue;
            const reste = parts.reduce(
              (somme, ligne, j) => somme + (ligne[compte] === null ? sommesVraies[i]!.parts[j]![compte]! : 0),
              0,
            );
            assert.ok(reste === 0 || reste >= SEUIL, `hidden ${compte}: ${reste} in all`);
          }
        }
      }),
      { numRuns: 300 },
    );
  });
});
