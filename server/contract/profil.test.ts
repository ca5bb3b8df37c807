import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formulaireComplet } from './formulaire-complet.ts';
import type { ChampTexte } from './formulaire.ts';
import { champsDuProfil } from './profil.ts';

const nom: ChampTexte = {
  type: 'texte',
  id: 'nom',
  libelle: 'Nom',
  profil: { cle: 'nom', si: { champ: 'pour', egal: 'moi' } },
};
const cles = (champs: Parameters<typeof champsDuProfil>[0], dit = {}) =>
  champsDuProfil(champs, dit).map(({ champ, cles: voulues }) => [champ.id, ...voulues]);

test('the profile answers what is about the filer, under its condition', () => {
  const champs = [
    nom,
    { ...nom, id: 'ville', profil: 'naissanceLieu' } as const,
    { ...nom, profil: undefined! },
  ];
  assert.deepEqual(cles(champs, { pour: 'enfant' }), [['ville', 'naissanceLieu']]);
  assert.deepEqual(cles(champs, { pour: 'moi' }), [
    ['nom', 'nom'],
    ['ville', 'naissanceLieu'],
  ]);
});

test('« Vos coordonnées » needs no word of the démarche: the name in use comes first', () => {
  const coordonnees = {
    identite: 'requis',
    courriel: 'requis',
    telephone: 'facultatif',
    adresse: 'requis',
  } as const;
  const [etape] = formulaireComplet({ etapes: [], coordonnees }).etapes;
  assert.deepEqual(cles(etape!.champs), [
    ['demandeur-prenom', 'prenom'],
    ['demandeur-nom', 'nomUsage', 'nom'],
    ['demandeur-courriel', 'courriel'],
    ['demandeur-telephone', 'telephone'],
    ['demandeur-adresse', 'adresse'],
  ]);
});
