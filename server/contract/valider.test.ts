import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type {
  Champ,
  ChampGroupe,
  ChampTexte,
  ErreurSaisie,
  Etape,
  Formulaire,
  Valeur,
} from './formulaire.ts';
import { champsVisibles, etapesVisibles, valider } from './valider.ts';

const aujourdhui = '2026-11-22';
const ID = '0190f0a0-1111-7abc-8def-0123456789ab';
const autreId = ID.replace('ab', 'cd');
const photo = { id: ID, nom: 'trou.jpg', taille: 81_234, type: 'image/jpeg' };
const pdf = { id: autreId, nom: 'plan.pdf', taille: 12, type: 'application/pdf' };
const rue = { voie: '3 rue des Lices', codePostal: '29200', ville: 'Port-Aubier' };

const un = (champ: Champ): Formulaire => ({ etapes: [{ id: 'e', titre: 'E', champs: [champ] }] });
const commun = { id: 'x', libelle: 'X' };
const options = ['a', 'b', 'c'].map((valeur) => ({ valeur, libelle: valeur.toUpperCase() }));

/** Field, what is sent, what is kept (`undefined`: nothing), errors as `code` or `partie:code`. */
type Cas = [Champ, unknown, Valeur | undefined, ...string[]];

const texte: Champ = { ...commun, type: 'texte' };
const long: Champ = { ...commun, type: 'texte-long' };
const siret: Champ = { ...commun, type: 'texte', motif: String.raw`\d{14}` };
const nombre: Champ = { ...commun, type: 'nombre', min: 1, max: 500, unite: 'm²' };
const decimal: Champ = { ...commun, type: 'nombre', entier: false };
const date: Champ = { ...commun, type: 'date', min: '1900-01-01', max: 'aujourdhui' };
const choix: Champ = { ...commun, type: 'choix', options };
const multiple: Champ = { ...commun, type: 'choix-multiple', options, min: 2, max: 2 };
const courriel: Champ = { ...commun, type: 'courriel' };
const telephone: Champ = { ...commun, type: 'telephone' };
const adresse: Champ = { ...commun, type: 'adresse' };
const adresseLibre: Champ = { ...adresse, requis: false };
const fichier: Champ = { ...commun, type: 'fichier' };
const photos: Champ = { ...commun, type: 'fichier', max: 2, accepte: 'photos' };
const lieu: Champ = { ...commun, type: 'lieu' };
const coche: Champ = { ...commun, type: 'case' };

const cas: Record<string, Cas[]> = {
  texte: [
    [texte, '  Zoé\u00a0', 'Zoé'],
    [texte, 'Zoe\u0301', 'Zoé'],
    [texte, 'a\tb\r\nc', 'a b c'],
    [texte, 'a\u0000b\u202ec', 'abc'],
    [texte, 'a\ud800b', 'a\ufffdb'],
    [texte, '👩‍👧', '👩‍👧'],
    [texte, '', undefined, 'requis'],
    [texte, ' \u200b ', undefined, 'requis'],
    [texte, null, undefined, 'requis'],
    [texte, 12, undefined, 'type'],
    [texte, 'é'.repeat(200), 'é'.repeat(200)],
    [texte, '𝒳'.repeat(200), '𝒳'.repeat(200)],
    [texte, 'é'.repeat(201), undefined, 'trop-long'],
    [texte, '\u0301\u0323'.repeat(500_000), undefined, 'trop-long'],
    [{ ...texte, min: 3 }, 'ab', 'ab', 'trop-court'],
    [{ ...texte, requis: false }, ' ', undefined],
    [siret, '12345678901234', '12345678901234'],
    [siret, 'x12345678901234', 'x12345678901234', 'motif'],
    [{ ...texte, motif: 'a|b' }, 'ac', 'ac', 'motif'],
    [{ ...texte, motif: '(' }, 'a', 'a'],
  ],
  'texte-long': [
    [long, ' Bonjour,\r\n\r\nmerci\rbien ', 'Bonjour,\n\nmerci\nbien'],
    [long, 'a'.repeat(4000), 'a'.repeat(4000)],
    [long, 'a'.repeat(4001), undefined, 'trop-long'],
    [{ ...long, max: 5 }, 'abcdef', undefined, 'trop-long'],
  ],
  nombre: [
    [nombre, 12, 12],
    [nombre, '12', 12],
    [nombre, ' 12 m² ', 12],
    [{ ...nombre, max: 5000 }, '1\u202f500', 1500],
    [nombre, 0, 0, 'trop-petit'],
    [nombre, 501, 501, 'trop-grand'],
    [nombre, 2.5, 2.5, 'entier'],
    [nombre, '2,5', undefined, 'entier'],
    [nombre, '1.000', undefined, 'entier'],
    [decimal, '2,5', 2.5],
    [decimal, '-3.25', -3.25],
    [decimal, '−3', -3],
    [decimal, -0, 0],
    [nombre, 'douze', undefined, 'nombre'],
    [nombre, '1e3', undefined, 'nombre'],
    [nombre, '12345678901234567890', Number('12345678901234567890'), 'entier'],
    [nombre, '9'.repeat(400), undefined, 'nombre'],
    [nombre, ' ', undefined, 'requis'],
    [nombre, true, undefined, 'nombre'],
    [nombre, NaN, undefined, 'nombre'],
    [nombre, [12], undefined, 'nombre'],
  ],
  date: [
    [date, '1961-07-04', '1961-07-04'],
    [date, '4/07/1961', '1961-07-04'],
    [date, '4 7 1961', '1961-07-04'],
    [date, '29/02/2024', '2024-02-29'],
    [date, '2023-02-29', undefined, 'date'],
    [date, '2026-02-30', undefined, 'date'],
    [date, '2026-13-01', undefined, 'date'],
    [date, '0061-07-04', undefined, 'date'],
    [date, '1961-07-04T00:00:00Z', undefined, 'date'],
    [date, 'hier', undefined, 'date'],
    [date, 19_610_704, undefined, 'type'],
    [date, '1899-12-31', '1899-12-31', 'date-trop-tot'],
    [date, '2026-11-22', '2026-11-22'],
    [date, '2026-11-23', '2026-11-23', 'date-trop-tard'],
  ],
  choix: [
    [choix, 'b', 'b'],
    [choix, 'z', undefined, 'option'],
    [choix, 'constructor', undefined, 'option'],
    [choix, ['a'], undefined, 'option'],
    [choix, '', undefined, 'requis'],
    [multiple, ['c', 'a', 'c'], ['a', 'c']],
    [multiple, ['a'], ['a'], 'trop-peu'],
    [multiple, ['a', 'b', 'c'], ['a', 'b', 'c'], 'trop'],
    [multiple, ['a', 'z'], undefined, 'option'],
    [multiple, 'a', undefined, 'type'],
    [multiple, [], undefined, 'requis'],
    [{ ...multiple, requis: false }, [], undefined],
  ],
  case: [
    [coche, true, true],
    [coche, false, undefined, 'case'],
    [coche, null, undefined, 'case'],
    [coche, 'oui', undefined, 'type'],
    [{ ...coche, requis: false }, false, undefined],
  ],
  courriel: [
    [courriel, ' Jeanne.Le-Goff+mairie@exemple.fr ', 'Jeanne.Le-Goff+mairie@exemple.fr'],
    [courriel, "o'brien@mail.exemple.co.uk", "o'brien@mail.exemple.co.uk"],
    [courriel, 'jeanne\u200b@exemple.fr', 'jeanne@exemple.fr'],
    [courriel, 'jeanne@exemple', undefined, 'courriel'],
    [courriel, 'jeanne.exemple.fr', undefined, 'courriel'],
    [courriel, 'rené@exemple.fr', undefined, 'courriel'],
    [courriel, 'jeanne..x@exemple.fr', undefined, 'courriel'],
    [courriel, 'a@b@exemple.fr', undefined, 'courriel'],
    [courriel, 'jeanne@exemple.fr, paul@exemple.fr', undefined, 'courriel'],
    [courriel, 'a@exemple.fr\nBcc: b@exemple.fr', undefined, 'courriel'],
    [courriel, `${'a'.repeat(65)}@exemple.fr`, undefined, 'courriel'],
    [courriel, `a@${'b.'.repeat(130)}fr`, undefined, 'trop-long'],
  ],
  telephone: [
    [telephone, '06 39 98 01 23', '0639980123'],
    [telephone, '02.61.91.00.00', '0261910000'],
    [telephone, '0269 61 00 00', '0269610000'],
    [telephone, '+33 6 39 98 01 23', '+33639980123'],
    [telephone, '+33 (0)6 39 98 01 23', '+33639980123'],
    [telephone, '0033639980123', '+33639980123'],
    [telephone, '0033 06 39 98 01 23', '+33639980123'],
    [telephone, '---', undefined, 'telephone'],
    [telephone, '+262 639 98 01 23', '+262639980123'],
    [telephone, '+32 470 12 34 56', '+32470123456'],
    [telephone, '06 39 98 01', undefined, 'telephone'],
    [telephone, '+33 6 39 98 01', undefined, 'telephone'],
    [telephone, '06 39 98 01 23 poste 4', undefined, 'telephone'],
    [telephone, '0000000000', undefined, 'telephone'],
    [telephone, '+1234567', undefined, 'telephone'],
    [telephone, '+1234567890123456', undefined, 'telephone'],
    [telephone, 639980123, undefined, 'type'],
  ],
  adresse: [
    [adresse, { ...rue, codePostal: ' 29 200', complement: '', pays: null }, rue],
    [
      adresse,
      { ...rue, complement: 'Bât. B', pays: 'France' },
      { ...rue, complement: 'Bât. B', pays: 'France' },
    ],
    [adresse, { ...rue, codePostal: '2920' }, undefined, 'codePostal:code-postal'],
    [
      adresse,
      { ...rue, codePostal: 'SW1A 1AA', pays: 'Royaume-Uni' },
      { ...rue, codePostal: 'SW1A 1AA', pays: 'Royaume-Uni' },
    ],
    [adresse, { ville: 'Port-Aubier', voie: ' ' }, undefined, 'voie:requis', 'codePostal:requis'],
    [adresse, undefined, undefined, 'voie:requis', 'codePostal:requis', 'ville:requis'],
    [adresse, { ...rue, voie: 'v'.repeat(201), ville: 3 }, undefined, 'voie:trop-long', 'ville:type'],
    [adresse, '3 rue des Lices', undefined, 'type'],
    [adresse, [rue], undefined, 'type'],
    [adresseLibre, {}, undefined],
    [adresseLibre, { voie: ' ', pays: 'France' }, undefined],
    [adresseLibre, { ville: 'Port-Aubier' }, undefined, 'voie:requis', 'codePostal:requis'],
  ],
  fichier: [
    [fichier, [pdf], [pdf]],
    [fichier, [{ ...pdf, chemin: '/etc' }], [pdf]],
    [fichier, [pdf, { ...pdf, id: pdf.id.toUpperCase() }], [pdf]],
    [fichier, [pdf, photo], undefined, 'trop'],
    [fichier, [], undefined, 'requis'],
    [fichier, pdf, undefined, 'type'],
    [fichier, [{ ...pdf, id: '../../etc/passwd' }], undefined, 'fichier'],
    [fichier, [{ ...pdf, taille: -1 }], undefined, 'fichier'],
    [fichier, [null], undefined, 'fichier'],
    [photos, [photo], [photo]],
    [photos, [pdf], undefined, 'fichier'],
  ],
  lieu: [
    [lieu, { libelle: ' Place du Marché ' }, { libelle: 'Place du Marché' }],
    [
      lieu,
      { libelle: 'Quai', lat: 48.1, lon: -4.5, precision: 12 },
      { libelle: 'Quai', lat: 48.1, lon: -4.5, precision: 12 },
    ],
    [lieu, { libelle: 'Quai', lat: 48.1 }, undefined, 'lieu'],
    [lieu, { libelle: 'Quai', lat: 91, lon: 0 }, undefined, 'lieu'],
    [lieu, { libelle: 'Quai', lat: '48', lon: '4' }, undefined, 'lieu'],
    [lieu, { lat: 48.1, lon: -4.5 }, undefined, 'lieu'],
    [lieu, { libelle: 'q'.repeat(301) }, undefined, 'trop-long'],
    [lieu, {}, undefined, 'requis'],
    [lieu, 'Quai', undefined, 'type'],
  ],
};

const court = ({ chemin, code }: ErreurSaisie): string =>
  chemin === 'x' ? code : `${chemin.slice(2)}:${code}`;

for (const [type, lignes] of Object.entries(cas)) {
  describe(type, () => {
    for (const [champ, envoye, garde, ...codes] of lignes) {
      it(`${JSON.stringify(envoye)?.slice(0, 60)} → ${codes.join(', ') || 'kept'}`, () => {
        const { reponses, erreurs } = valider(un(champ), { x: envoye }, { aujourdhui });
        assert.deepEqual(reponses, garde === undefined ? {} : { x: garde });
        assert.deepEqual(erreurs.map(court), codes);
      });
    }
  });
}

const etape = (id: string, champs: Champ[], si?: Etape['si']): Etape => ({
  id,
  titre: id,
  champs,
  ...(si && { si }),
});
const nom = (id: string, si?: Champ['si']): ChampTexte => ({
  id,
  libelle: id,
  type: 'texte',
  ...(si && { si }),
});

describe('what is hidden', () => {
  const formulaire: Formulaire = {
    etapes: [
      etape('un', [nom('a'), nom('b', { champ: 'a', egal: 'oui' }), nom('c', { champ: 'b', vide: false })]),
      etape('deux', [nom('d')], { champ: 'c', vide: false }),
      etape('trois', [nom('e', { champ: 'd', egal: 'x' })]),
    ],
  };

  it('is dropped, and opens nothing that comes later', () => {
    const tout = { a: 'non', b: 'b', c: 'c', d: 'x', e: 'e', inconnu: 1 };
    assert.deepEqual(valider(formulaire, tout, { aujourdhui }), { reponses: { a: 'non' }, erreurs: [] });
    assert.deepEqual(
      etapesVisibles(formulaire, tout).map(({ id }) => id),
      ['un'],
    );
    const oui = { ...tout, a: 'oui' };
    assert.deepEqual(valider(formulaire, oui, { aujourdhui }).reponses, {
      a: 'oui',
      b: 'b',
      c: 'c',
      d: 'x',
      e: 'e',
    });
    assert.deepEqual(
      etapesVisibles(formulaire, oui).map(({ id }) => id),
      ['un', 'deux', 'trois'],
    );
  });

  it('is decided in order among the fields of a level', () => {
    const { champs } = formulaire.etapes[0]!;
    const visibles = (reponses: object): string[] =>
      champsVisibles(champs, { ...reponses }).map(({ id }) => id);
    assert.deepEqual(visibles({ b: 'b', c: 'c' }), ['a']);
    assert.deepEqual(visibles({ a: 'oui' }), ['a', 'b']);
    assert.deepEqual(visibles({ a: 'oui', b: 'b' }), ['a', 'b', 'c']);
    assert.deepEqual(champsVisibles([nom('z', { champ: 'q', egal: 'x' })], {}, { q: 'x' }).length, 1);
  });

  it('keeps to the errors of one step when asked', () => {
    const { erreurs } = valider(formulaire, { a: 'oui', b: 'b', c: 'c' }, { aujourdhui, etape: 'deux' });
    assert.deepEqual(erreurs, [{ chemin: 'd', code: 'requis' }]);
    assert.deepEqual(valider(formulaire, {}, { aujourdhui, etape: 'deux' }).erreurs, []);
  });
});

describe('groupe', () => {
  const enfants: ChampGroupe = {
    ...commun,
    id: 'enfants',
    type: 'groupe',
    min: 1,
    max: 2,
    element: 'Enfant',
    champs: [
      nom('prenom'),
      nom('allergie', { champ: 'regime', egal: 'oui' }),
      nom('nom', { champ: 'prenom', vide: true }),
    ],
  };
  const formulaire = { etapes: [etape('un', [nom('regime'), nom('prenom'), enfants])] };
  const lire = (items: unknown): ReturnType<typeof valider> =>
    valider(formulaire, { regime: 'oui', prenom: 'Ana', enfants: items }, { aujourdhui });

  it('checks each item, looking at its own answers before the whole form’s', () => {
    const { reponses, erreurs } = lire([{ prenom: ' Zoé ', allergie: 'lait', nom: 'x' }, { nom: 'Li' }]);
    assert.deepEqual(reponses['enfants'], [{ prenom: 'Zoé', allergie: 'lait' }, { nom: 'Li' }]);
    assert.deepEqual(erreurs, [
      { chemin: 'enfants.1.prenom', code: 'requis' },
      { chemin: 'enfants.1.allergie', code: 'requis' },
    ]);
  });

  it('counts its items', () => {
    const zoe = { prenom: 'Zoé', allergie: 'lait' };
    assert.deepEqual(lire([]).erreurs, [{ chemin: 'enfants', code: 'trop-peu', valeurs: { min: 1 } }]);
    assert.deepEqual(lire(undefined).erreurs, lire([]).erreurs);
    assert.deepEqual(lire([zoe, zoe, zoe]).erreurs, [
      { chemin: 'enfants', code: 'trop', valeurs: { max: 2 } },
    ]);
    assert.deepEqual(lire([zoe, zoe, zoe]).reponses['enfants'], [zoe, zoe]);
    assert.deepEqual(lire(zoe).erreurs, [{ chemin: 'enfants', code: 'type' }]);
    assert.deepEqual(lire([zoe, 'Zoé']).erreurs[0], { chemin: 'enfants.1', code: 'type' });
    assert.deepEqual(valider(un({ ...enfants, requis: false }), {}, { aujourdhui }).erreurs, []);
    assert.deepEqual(valider(un({ ...enfants, min: 0 }), {}, { aujourdhui }).erreurs, []);
  });
});

describe('a date after another', () => {
  const du: Champ = { ...commun, id: 'du', type: 'date' };
  const au: Champ = { ...commun, id: 'au', type: 'date', apres: 'du' };
  const formulaire = { etapes: [etape('un', [du]), etape('deux', [au])] };

  it('may be the same day, not the day before', () => {
    const lire = (jour: string): ErreurSaisie[] =>
      valider(formulaire, { du: '2026-06-10', au: jour }, { aujourdhui }).erreurs;
    assert.deepEqual(lire('2026-06-10'), []);
    assert.deepEqual(lire('2026-06-09'), [
      { chemin: 'au', code: 'date-avant', valeurs: { min: '2026-06-10' } },
    ]);
  });
});

describe('hostile answers', () => {
  it('cannot reach a prototype', () => {
    const formulaire = { etapes: [etape('un', [nom('constructor'), nom('tostring')])] };
    const piege: unknown = JSON.parse(
      '{"__proto__": {"tostring": "pollué", "constructor": "x"}, "constructor": {"prototype": {}}}',
    );
    assert.deepEqual(valider(formulaire, {}, { aujourdhui }).erreurs.map(court), [
      'nstructor:requis',
      'string:requis',
    ]);
    const { reponses, erreurs } = valider(formulaire, piege, { aujourdhui });
    assert.deepEqual(reponses, {});
    assert.deepEqual(erreurs.map(court), ['nstructor:type', 'string:requis']);
    assert.equal(({} as Record<string, unknown>)['tostring'], undefined);
  });

  it('are refused in a time that does not depend on the trap', () => {
    const profond = JSON.parse(`${'['.repeat(5000)}${']'.repeat(5000)}`) as unknown;
    for (const champ of [texte, multiple, adresse, fichier, lieu, nombre, courriel, telephone]) {
      for (const envoye of [
        profond,
        'a@'.repeat(500_000),
        '1'.repeat(1_000_000),
        '\u0301\u0323'.repeat(50_000),
        `a@${'a'.repeat(250)}!`,
      ]) {
        const debut = process.cpuUsage().user;
        assert.ok(valider(un(champ), { x: envoye }, { aujourdhui }).erreurs.length > 0);
        assert.ok(process.cpuUsage().user - debut < 500_000, `${champ.type} is slow`);
      }
    }
  });
});
