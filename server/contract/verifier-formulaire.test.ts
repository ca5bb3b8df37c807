import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Champ, ChampTexte, Condition, Formulaire } from './formulaire.ts';
import { verifierFormulaire } from './verifier-formulaire.ts';

const options = [
  { valeur: 'oui', libelle: 'Oui' },
  { valeur: 'non', libelle: 'Non' },
];
const texte = (id: string, si?: Condition): ChampTexte => ({
  id,
  libelle: id,
  type: 'texte',
  ...(si && { si }),
});
const choix: Champ = { id: 'choix', libelle: 'Choix', type: 'choix', options };
const age: Champ = { id: 'age', libelle: 'Âge', type: 'nombre' };
const debut: Champ = { id: 'debut', libelle: 'Début', type: 'date' };
const accord: Champ = { id: 'accord', libelle: 'Accord', type: 'case' };
const note: Champ = { id: 'note', libelle: 'Note', type: 'information', texte: 'À lire.' };
const groupe = (...champs: ChampTexte[]): Champ => ({
  id: 'enfants',
  libelle: 'Enfants',
  type: 'groupe',
  min: 1,
  max: 2,
  element: 'Enfant',
  champs,
});
const former = (...champs: Champ[]): Formulaire => ({ etapes: [{ id: 'e', titre: 'E', champs }] });
const chemins = (formulaire: Formulaire): string[] =>
  verifierFormulaire(formulaire).map(({ chemin }) => chemin);

describe('verifierFormulaire', () => {
  it('accepts conditions on earlier fields, of the same item or of the form', () => {
    const formulaire = former(
      choix,
      age,
      debut,
      accord,
      { ...debut, id: 'fin', apres: 'debut' },
      texte('a', {
        tous: [
          { champ: 'choix', parmi: ['oui', 'non'] },
          { champ: 'age', compare: '>', a: 3 },
        ],
      }),
      texte('b', {
        un: [{ champ: 'debut', compare: '<', a: '2026-01-01' }, { non: { champ: 'accord', egal: true } }],
      }),
      groupe(
        texte('prenom'),
        texte('nom', {
          tous: [
            { champ: 'prenom', vide: false },
            { champ: 'choix', egal: 'oui' },
          ],
        }),
      ),
      texte('prenom', { champ: 'enfants', vide: false }),
    );
    assert.deepEqual(verifierFormulaire(formulaire), []);
  });

  const mauvais: [string, Formulaire, string][] = [
    ['a field twice', former(texte('a'), texte('a')), 'etapes.0.champs.1.id'],
    ['a field twice in a group', former(groupe(texte('a'), texte('a'))), 'etapes.0.champs.0.champs.1.id'],
    ['a reserved field', former(texte('demandeur-nom')), 'etapes.0.champs.0.id'],
    ['a condition on itself', former(texte('a', { champ: 'a', vide: true })), 'etapes.0.champs.0.si'],
    [
      'a condition on a later field',
      former(texte('a', { champ: 'b', vide: true }), texte('b')),
      'etapes.0.champs.0.si',
    ],
    [
      'a condition on nothing',
      former(texte('a', { non: { champ: 'z', vide: true } })),
      'etapes.0.champs.0.si',
    ],
    [
      'a condition on a text to read',
      former(note, texte('a', { champ: 'note', vide: true })),
      'etapes.0.champs.1.si',
    ],
    [
      'a condition on what is in a group',
      former(groupe(texte('g')), texte('a', { champ: 'g', vide: true })),
      'etapes.0.champs.1.si',
    ],
    [
      'in a group, a later field that hides one of the form',
      former(texte('a'), groupe(texte('b', { champ: 'a', vide: true }), texte('a'))),
      'etapes.0.champs.1.champs.0.si',
    ],
    [
      'an option that does not exist',
      former(choix, texte('a', { champ: 'choix', egal: 'peut-etre' })),
      'etapes.0.champs.1.si',
    ],
    ['a text for a number', former(age, texte('a', { champ: 'age', egal: '3' })), 'etapes.0.champs.1.si'],
    [
      'a number for a date',
      former(debut, texte('a', { champ: 'debut', compare: '>', a: 3 })),
      'etapes.0.champs.1.si',
    ],
    ['an unticked box', former(accord, texte('a', { champ: 'accord', egal: false })), 'etapes.0.champs.1.si'],
    [
      'a group with a value',
      former(groupe(texte('g')), texte('a', { champ: 'enfants', egal: 'x' })),
      'etapes.0.champs.1.si',
    ],
    ['a date after nothing', former({ ...debut, apres: 'z' }), 'etapes.0.champs.0.apres'],
    ['a date after a text', former(texte('a'), { ...debut, apres: 'a' }), 'etapes.0.champs.1.apres'],
    ['a date that does not exist', former({ ...debut, min: '2026-02-30' }), 'etapes.0.champs.0.min'],
    [
      'an option twice',
      former({ ...choix, options: [...options, options[0]!] }),
      'etapes.0.champs.0.options.2.valeur',
    ],
    [
      'more choices than options',
      former({ ...choix, type: 'choix-multiple', min: 3 }),
      'etapes.0.champs.0.min',
    ],
    ['crossed bounds', former({ ...age, min: 5, max: 4 }), 'etapes.0.champs.0.min'],
    ['crossed dates', former({ ...debut, min: '2026-02-01', max: '2026-01-01' }), 'etapes.0.champs.0.min'],
    ['a minimum over the usual length', former({ ...texte('a'), min: 201 }), 'etapes.0.champs.0.min'],
    [
      'an answer of the profile of another kind',
      former({ ...age, profil: 'nom' }),
      'etapes.0.champs.0.profil',
    ],
    [
      'an answer of the profile in a group',
      former(groupe({ ...texte('a'), profil: 'nom' })),
      'etapes.0.champs.0.champs.0.profil',
    ],
    [
      'an answer of the profile under a condition on what comes later',
      former({ ...texte('a'), profil: { cle: 'nom', si: { champ: 'choix', egal: 'oui' } } }, choix),
      'etapes.0.champs.0.profil.si',
    ],
    ['a broken pattern', former({ ...texte('a'), motif: '(' }), 'etapes.0.champs.0.motif'],
  ];
  for (const [quoi, formulaire, chemin] of mauvais) {
    it(`refuses ${quoi}`, () => assert.deepEqual(chemins(formulaire), [chemin]));
  }

  it('refuses two steps of one name, the name of the last step, and a step that looks ahead', () => {
    const etape = { id: 'e', titre: 'E', champs: [texte('a')] };
    const etapes = [
      etape,
      { ...etape, champs: [texte('b')] },
      { ...etape, id: 'coordonnees', champs: [texte('c')] },
      { ...etape, id: 'f', champs: [texte('d')], si: { champ: 'd', vide: true } },
    ];
    assert.deepEqual(chemins({ etapes }), ['etapes.1.id', 'etapes.2.id', 'etapes.3.si']);
  });
});
