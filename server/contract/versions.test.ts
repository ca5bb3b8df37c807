import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { comparerFormulaires } from './comparer-formulaires.ts';
import type { Champ, ChampSimple, Formulaire } from './formulaire.ts';
import { migrerBrouillon } from './migrer-brouillon.ts';

const form = (...champs: Champ[]): Formulaire => ({ etapes: [{ id: 'e', titre: 'Étape', champs }] });
const texte = (id: string, plus: object = {}): ChampSimple => ({
  type: 'texte',
  id,
  libelle: `Question ${id}`,
  ...plus,
});
const options = (...valeurs: string[]) =>
  valeurs.map((valeur) => ({ valeur, libelle: valeur.toUpperCase() }));
const choix = (id: string, ...valeurs: string[]): ChampSimple => ({
  type: 'choix',
  id,
  libelle: `Choix ${id}`,
  options: options(...valeurs),
});
const groupe = (id: string, ...champs: ChampSimple[]): Champ => ({
  type: 'groupe',
  id,
  libelle: 'Les enfants',
  element: 'Enfant',
  min: 0,
  max: 5,
  champs,
});

describe('two versions of a form', () => {
  it('are the same when nothing changed', () => {
    const f = form(texte('a'), groupe('g', texte('b')), choix('c', 'x', 'y'));
    assert.deepEqual(comparerFormulaires(f, structuredClone(f)), []);
  });

  it('differ by what was added, taken away and changed, inside groups too', () => {
    const avant = form(texte('a'), texte('z'), groupe('g', texte('b'), texte('c')));
    const apres = form(texte('a', { max: 10 }), texte('n'), groupe('g', texte('b'), texte('d')));
    assert.deepEqual(comparerFormulaires(avant, apres), [
      { genre: 'change', chemin: 'a', libelle: 'Question a', quoi: ['max'] },
      { genre: 'ajoute', chemin: 'n', libelle: 'Question n', quoi: [] },
      { genre: 'ajoute', chemin: 'g.d', libelle: 'Question d', quoi: [] },
      { genre: 'retire', chemin: 'z', libelle: 'Question z', quoi: [] },
      { genre: 'retire', chemin: 'g.c', libelle: 'Question c', quoi: [] },
    ]);
  });

  it('know a question again by its words when its id alone changed', () => {
    const avant = form(texte('nom', { libelle: 'Votre nom' }), groupe('g', texte('b')));
    const apres = form(texte('nom-usage', { libelle: 'Votre nom' }), groupe('h', texte('b')));
    assert.deepEqual(comparerFormulaires(avant, apres), []);
    const { reponses, perdues } = migrerBrouillon(avant, apres, {
      nom: 'Roy',
      g: [{ b: 'un' }, { b: 'deux' }],
    });
    assert.deepEqual(reponses, { 'nom-usage': 'Roy', h: [{ b: 'un' }, { b: 'deux' }] });
    assert.deepEqual(perdues, []);
  });

  it('two alike are not guessed', () => {
    const libelle = 'Votre nom';
    const avant = form(texte('a', { libelle }));
    const apres = form(texte('b', { libelle }), texte('c', { libelle }));
    assert.deepEqual(migrerBrouillon(avant, apres, { a: 'Roy' }).perdues, [{ libelle, texte: 'Roy' }]);
  });
});

describe('a draft moved to the next version', () => {
  it('keeps a choice that is still offered, and hands back in words one that is not', () => {
    const avant = form(choix('a', 'x', 'y'), choix('b', 'x', 'y'));
    const apres = form(choix('a', 'x', 'z'), choix('b', 'y', 'z'));
    const migre = migrerBrouillon(avant, apres, { a: 'x', b: 'x' });
    assert.deepEqual(migre.reponses, { a: 'x' });
    assert.deepEqual(migre.perdues, [{ libelle: 'Choix b', texte: 'X' }]);
    assert.deepEqual(migre.aVerifier, ['Choix a', 'Choix b']);
  });

  it('moves between one choice and several', () => {
    const plusieurs: ChampSimple = {
      type: 'choix-multiple',
      id: 'a',
      libelle: 'A',
      options: options('x', 'y'),
    };
    assert.deepEqual(migrerBrouillon(form(choix('a', 'x', 'y')), form(plusieurs), { a: 'x' }).reponses, {
      a: ['x'],
    });
    assert.deepEqual(migrerBrouillon(form(plusieurs), form(choix('a', 'x', 'y')), { a: ['y'] }).reponses, {
      a: 'y',
    });
    const deux = migrerBrouillon(form(plusieurs), form(choix('a', 'x', 'y')), { a: ['x', 'y'] });
    assert.deepEqual([deux.reponses, deux.perdues], [{}, [{ libelle: 'A', texte: 'X, Y' }]]);
  });

  it('keeps the part of several choices that is still offered, and says the whole', () => {
    const multiple = (...valeurs: string[]): ChampSimple => ({
      type: 'choix-multiple',
      id: 'a',
      libelle: 'A',
      options: options(...valeurs),
    });
    const migre = migrerBrouillon(form(multiple('x', 'y')), form(multiple('y', 'z')), { a: ['x', 'y'] });
    assert.deepEqual([migre.reponses, migre.perdues], [{ a: ['y'] }, [{ libelle: 'A', texte: 'X, Y' }]]);
  });

  it('names files, items of a vanished group and a vanished tick', () => {
    const avant = form({ type: 'fichier', id: 'f', libelle: 'Pièce' }, groupe('g', texte('b')), {
      type: 'case',
      id: 'c',
      libelle: 'Je certifie',
    });
    const brutes = { f: [{ id: 'u', nom: 'bail.pdf' }], g: [{ b: 'Zoé' }, {}], c: true };
    assert.deepEqual(migrerBrouillon(avant, form(texte('n')), brutes), {
      reponses: {},
      perdues: [
        { libelle: 'Pièce', texte: 'bail.pdf' },
        { libelle: 'Enfant 1, Question b', texte: 'Zoé' },
        { libelle: 'Je certifie', texte: 'Oui' },
      ],
      nouvelles: ['Question n'],
      aVerifier: [],
    });
    assert.deepEqual(migrerBrouillon(avant, form(), { c: false, f: [], g: [] }).perdues, []);
  });

  it('keeps words when a date becomes free text', () => {
    const avant = form({ type: 'date', id: 'd', libelle: 'Quand ?' });
    const migre = migrerBrouillon(avant, form(texte('d')), { d: '4/7/1961' });
    assert.deepEqual([migre.reponses, migre.perdues], [{ d: '4/7/1961' }, []]);
  });

  it('never loses a text, whatever the two versions are', () => {
    const champ = fc.tuple(fc.constantFrom('a', 'b', 'c', 'd'), fc.nat(6)).map(([id, forme]): Champ => {
      const formes: Champ[] = [
        texte(id),
        texte(id, { libelle: 'Même question' }),
        { type: 'texte-long', id, libelle: `Long ${id}` },
        { type: 'nombre', id, libelle: `Nombre ${id}` },
        choix(id, 'choix-un', 'choix-deux'),
        {
          type: 'choix-multiple',
          id,
          libelle: `Multiple ${id}`,
          options: options('choix-deux', 'choix-trois'),
        },
        groupe(id, texte('a'), texte('s')),
      ];
      return formes[forme]!;
    });
    const formulaire = fc
      .uniqueArray(champ, { selector: ({ id }) => id, maxLength: 4 })
      .map((champs) => form(...champs));
    fc.assert(
      fc.property(formulaire, formulaire, (avant, apres) => {
        const brutes: Record<string, unknown> = {};
        const dits: string[] = [];
        for (const { id, type } of avant.etapes[0]!.champs) {
          const mot = `mot-de-${id}`;
          if (type === 'groupe') brutes[id] = [{ a: mot, s: `${mot}-s` }];
          else if (type === 'choix') brutes[id] = 'choix-un';
          else if (type === 'choix-multiple') brutes[id] = ['choix-deux', 'choix-trois'];
          else brutes[id] = mot;
          if (type === 'groupe') dits.push(mot, `${mot}-s`);
          else if (type.startsWith('choix')) dits.push(type === 'choix' ? 'choix-un' : 'choix-trois');
          else dits.push(mot);
        }
        const migre = JSON.stringify(migrerBrouillon(avant, apres, brutes)).toLowerCase();
        for (const dit of dits) assert.ok(migre.includes(`${dit}`), `${dit} is lost in ${migre}`);
      }),
      { numRuns: 500 },
    );
  });
});
