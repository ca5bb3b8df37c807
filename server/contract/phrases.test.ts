import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Champ, CodeErreur, ErreurSaisie, Formulaire } from './formulaire.ts';
import { PHRASES_FR, phraseErreur, trouverChamp } from './phrases.ts';

const prenom: Champ = { id: 'prenom', libelle: 'Votre prénom', type: 'texte' };
const enfants: Champ = {
  id: 'enfants',
  libelle: 'Vos enfants',
  type: 'groupe',
  min: 1,
  max: 3,
  element: 'Enfant',
  champs: [{ id: 'ne', libelle: 'Date de naissance', type: 'date' }],
};
const adresse: Champ = { id: 'adresse', libelle: 'Votre adresse', type: 'adresse' };
const formulaire: Formulaire = {
  etapes: [
    { id: 'un', titre: 'Un', champs: [prenom, enfants] },
    { id: 'deux', titre: 'Deux', champs: [adresse] },
  ],
};
const commun = { id: 'x', libelle: 'La surface occupée' };
const surface: Champ = { ...commun, type: 'nombre', unite: 'm²' };
const options = [
  { valeur: 'a', libelle: 'A' },
  { valeur: 'b', libelle: 'B' },
];
const question: Champ = { ...commun, libelle: 'Le danger est-il immédiat ?', type: 'choix', options };

const phrase = (champ: Champ | undefined, code: CodeErreur, reste: Partial<ErreurSaisie> = {}): string =>
  phraseErreur({ chemin: champ?.id ?? 'x', code, ...reste }, champ).replaceAll('\u00a0', ' ');

describe('phrases', () => {
  const attendues: [string, string][] = [
    [phrase(prenom, 'requis'), 'Indiquez votre prénom.'],
    [phrase({ ...prenom, libelle: 'Immatriculation' }, 'requis'), 'Indiquez « Immatriculation ».'],
    [phrase(question, 'requis'), 'Répondez à la question « Le danger est-il immédiat ? ».'],
    [
      phrase({ ...question, libelle: 'Votre quartier' }, 'requis'),
      'Choisissez une réponse pour votre quartier.',
    ],
    [phrase(enfants.champs[0], 'requis'), 'Indiquez « Date de naissance », par exemple 4 07 1961.'],
    [
      phrase({ ...commun, type: 'case', libelle: 'J’ai lu le règlement' }, 'case'),
      'Cochez la case « J’ai lu le règlement ».',
    ],
    [phrase(adresse, 'requis', { chemin: 'adresse.codePostal' }), 'Indiquez le code postal.'],
    [phrase(adresse, 'requis', { chemin: 'enfants.0.adresse.voie' }), 'Indiquez le numéro et la rue.'],
    [
      phrase(adresse, 'trop-long', { chemin: 'adresse.ville', valeurs: { max: 100 } }),
      'Écrivez 100 caractères au plus pour la ville.',
    ],
    [
      phrase(prenom, 'trop-long', { valeurs: { max: 4000 } }),
      'Écrivez 4 000 caractères au plus pour votre prénom.',
    ],
    [
      phrase(surface, 'trop-petit', { valeurs: { min: 2.5 } }),
      'Indiquez 2,5 m² ou plus pour la surface occupée.',
    ],
    [
      phrase(enfants.champs[0], 'date-trop-tard', { valeurs: { max: '2026-01-01' } }),
      'Indiquez une date jusqu’au 1er janvier 2026 pour « Date de naissance ».',
    ],
    [phrase(enfants, 'trop-peu', { valeurs: { min: 1 } }), 'Ajoutez « Enfant » : il en faut au moins 1.'],
    [
      phrase({ ...commun, type: 'fichier' }, 'trop', { valeurs: { max: 1 } }),
      'Gardez 1 fichier au plus pour la surface occupée.',
    ],
    [
      phrase({ ...commun, type: 'fichier' }, 'trop', { valeurs: { max: 2 } }),
      'Gardez 2 fichiers au plus pour la surface occupée.',
    ],
    [
      phrase({ ...commun, type: 'fichier', accepte: 'photos' }, 'fichier'),
      'Ajoutez une photo pour la surface occupée.',
    ],
    [phrase({ ...prenom, motif: 'x', motifAide: 'Écrivez 14 chiffres.' }, 'motif'), 'Écrivez 14 chiffres.'],
    [phrase({ ...prenom, motif: 'x' }, 'motif'), 'Corrigez votre prénom.'],
    [phrase(undefined, 'requis'), 'Répondez de nouveau à cette question.'],
    [phrase(undefined, 'courriel'), 'Indiquez une adresse de courriel complète, par exemple nom@exemple.fr.'],
    [phrase(prenom, 'trop-long'), 'Répondez de nouveau à cette question.'],
  ];
  for (const [ecrite, attendue] of attendues) {
    it(attendue, () => assert.equal(ecrite.replaceAll('\u202f', ' '), attendue));
  }

  it('takes the sentences of another language', () => {
    const anglaises = {
      ...PHRASES_FR,
      langue: 'en',
      requis: 'Enter {titre}.',
      'trop-grand': 'Enter {max} or less.',
    };
    assert.equal(
      phraseErreur({ chemin: 'x', code: 'trop-grand', valeurs: { max: 4000 } }, prenom, anglaises),
      'Enter 4,000 or less.',
    );
  });

  it('leaves no hole when the label itself has braces', () => {
    assert.equal(phrase({ ...prenom, libelle: 'Code {max} (s)' }, 'requis'), 'Indiquez « Code {max} (s) ».');
  });
});

describe('trouverChamp', () => {
  it('finds fields, items of groups and addresses', () => {
    assert.equal(trouverChamp(formulaire, 'prenom'), prenom);
    assert.equal(trouverChamp(formulaire, 'enfants'), enfants);
    assert.equal(trouverChamp(formulaire, 'enfants.1'), enfants);
    assert.equal(trouverChamp(formulaire, 'enfants.1.ne'), enfants.champs[0]);
    assert.equal(trouverChamp(formulaire, 'adresse.codePostal'), adresse);
    assert.equal(trouverChamp(formulaire, 'enfants.1.inconnu'), undefined);
    assert.equal(trouverChamp(formulaire, 'inconnu'), undefined);
  });
});
