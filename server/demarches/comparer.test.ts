import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ChampSimple, Condition } from '#contract/formulaire.ts';
import type { DemarchePubliee } from '#contract/schemas/demarche.ts';
import { lireDossierCommune } from '../communes/importer.ts';
import { sourceDe } from '../../test/serveur/banc.ts';
import { comparerDemarches } from './comparer.ts';
import { direCondition } from './en-mots.ts';

const { demarches } = await lireDossierCommune(sourceDe('port-aubier'));
/** Spaces of all kinds are one. */
const plat = (texte: string | null): string | null => texte && texte.replaceAll(/\s/g, ' ');
const acte = (): DemarchePubliee =>
  structuredClone({ ...demarches.find(({ code }) => code === 'acte-naissance')!, version: 1 });

test('what changed is told in words that an agent reads: regime, data, condition, choices', () => {
  const avant = acte();
  const apres = { ...acte(), version: 2 };
  apres.silence = { regime: 'refus', joursOuvres: 15, source: 'Délibération du 3 mars' };
  apres.donnees = { ...apres.donnees, conservationMois: 6 };
  apres.depot = 'rendez-vous';
  const champs = apres.etapes.flatMap((etape) => etape.champs);
  champs.find(({ id }) => id === 'prenoms')!.si = { champ: 'nature', egal: 'copie-integrale' };
  (champs.find(({ id }) => id === 'exemplaires') as ChampSimple & { requis?: boolean }).requis = false;
  const lues = Object.fromEntries(
    comparerDemarches(avant, apres).differences.map(({ quoi, avant: a, apres: b }) => [
      quoi,
      [plat(a), plat(b)],
    ]),
  );
  assert.deepEqual(lues['Silence de la mairie'], [
    'Le silence vaut acceptation après 2 mois, de date à date (Code des relations entre le public et l’administration, article L231-1)',
    'Le silence vaut refus après 15 jours ouvrés (Délibération du 3 mars)',
  ]);
  assert.deepEqual(lues['Manière de faire'], ['En ligne', 'Sur rendez-vous']);
  assert.match(lues['Données personnelles']![1]!, /\. Gardées 6 mois après la fin\.$/);
  assert.deepEqual(lues['Obligatoire'], ['Oui', 'Non']);
  assert.deepEqual(lues['Condition d’affichage'], [
    null,
    'Si « Quel document voulez-vous ? » est « La copie intégrale »',
  ]);
  const dit = JSON.stringify(lues);
  for (const cle of ['regime', 'joursOuvres', 'conservationMois', 'champ', 'egal', 'copie-integrale'])
    assert.ok(!dit.includes(cle), cle);
});

test('conditions of every kind are said in words', () => {
  const formulaire = acte();
  const cas: [Condition, string][] = [
    [{ champ: 'nee-ici', egal: true }, 'Si « » est cochée'],
    [{ champ: 'motif', vide: false }, 'Si « » a une réponse'],
    [{ champ: 'exemplaires', compare: '>=', a: 2 }, 'Si « » >= 2'],
    [{ champ: 'nature', parmi: ['copie-integrale', 'inconnue'] }, 'Si « » est « » ou « »'],
    [{ non: { champ: 'nee-ici', egal: true } }, 'Si pas (« » est cochée)'],
    [
      {
        tous: [
          { champ: 'nee-ici', egal: false },
          {
            un: [
              { champ: 'motif', vide: true },
              { champ: 'x', egal: 1 },
            ],
          },
        ],
      },
      'Si « » n’est pas cochée et (« » n’a pas de réponse ou « » est « »)',
    ],
  ];
  for (const [condition, attendu] of cas) {
    const dit = plat(direCondition(condition, formulaire))!;
    assert.equal(dit.replaceAll(/« [^»]+ »/g, '« »'), attendu);
    assert.doesNotMatch(dit, /nee-ici|copie-integrale|exemplaires »/);
  }
});

test('the ready-made démarches have no condition that would be told by its id', () => {
  for (const demarche of demarches)
    for (const { champs } of demarche.etapes)
      for (const champ of champs)
        if (champ.si) {
          const nommes = [...JSON.stringify(champ.si).matchAll(/"champ":"([^"]+)"/g)].map(([, id]) => id!);
          const dit = plat(direCondition(champ.si, demarche))!;
          for (const id of nommes) assert.ok(!dit.includes(`« ${id} »`), `${demarche.code}: ${dit}`);
        }
});
