import assert from 'node:assert/strict';
import { cp, mkdtemp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, it } from 'node:test';
import type { Demarche } from '#contract/schemas/demarche.ts';
import { sourceDe } from '../../test/serveur/banc.ts';
import { lireDossierCommune } from '../communes/importer.ts';

/** Port-Aubier with `catalogue` and files of one's own; nothing else is offered. */
async function ville(
  catalogue: string,
  fichiers: Record<string, string> = {},
  changer: (commune: string) => string = (texte) => texte,
) {
  const dossier = await mkdtemp(join(tmpdir(), 'parvis-catalogue-'));
  await cp(join(sourceDe('port-aubier'), 'commune.yaml'), join(dossier, 'commune.yaml'));
  const commune = await readFile(join(dossier, 'commune.yaml'), 'utf8');
  const coupee = commune.replace(/^catalogue:\n( .*\n)+/m, catalogue && `catalogue:\n${catalogue}\n`);
  assert.notEqual(coupee, commune);
  // Canned replies name démarches that these towns may lack.
  const texte = changer(coupee.replace(/^reponsesTypes:\n((?: .*)?\n)+/m, ''));
  for (const [nom, corps] of Object.entries({ ...fichiers, 'commune.yaml': texte })) {
    await mkdir(dirname(join(dossier, nom)), { recursive: true });
    await writeFile(join(dossier, nom), corps);
  }
  return { dossier, texte, [Symbol.asyncDispose]: () => rm(dossier, { recursive: true }) };
}

async function demarches(...args: Parameters<typeof ville>): Promise<Map<string, Demarche>> {
  await using la = await ville(...args);
  const lu = await lireDossierCommune(la.dossier);
  return new Map(lu.demarches.map((demarche) => [demarche.code, demarche]));
}

/** Messages, with the folder cut and the lines checked: `~texte` stands for the line of `texte` in commune.yaml. */
async function erreurs(...args: Parameters<typeof ville>): Promise<string[]> {
  await using la = await ville(...args);
  const lecture = lireDossierCommune(la.dossier);
  const erreur = await lecture.then(
    () => assert.fail('nothing was wrong'),
    (une: unknown) => une,
  );
  assert.ok(erreur instanceof AggregateError, String(erreur));
  return (erreur.errors as Error[]).map(({ message }) =>
    message.replaceAll(`${la.dossier}/`, '').replace(/^\S*\/server\/catalogue\//, ''),
  );
}

const ligneDe = (texte: string, motif: string): number => {
  assert.ok(texte.includes(motif), motif);
  return texte.slice(0, texte.indexOf(motif)).split('\n').length;
};
const modele = (code: string) => readFile(join(import.meta.dirname, `modeles/${code}.yaml`), 'utf8');

describe('activating a ready-made démarche', () => {
  it('takes one line, and no folder of démarches', async () => {
    const lues = await demarches('  - acte-naissance');
    assert.deepEqual([...lues.keys()], ['acte-naissance']);
    const { titre, auGuichet, etapes, resume } = lues.get('acte-naissance')!;
    assert.equal(titre, 'Demander un acte de naissance');
    assert.match(resume, /née à Port-Aubier\.$/);
    assert.match(auGuichet, /service État civil, Hôtel de ville, rez-de-chaussée/);
    assert.match(
      auGuichet,
      /du lundi au vendredi, 8\sh\s30 à 12\sh et 13\sh\s30 à 17\sh\u00a0; samedi, 9\sh à 12\sh/,
    );
    assert.ok(!JSON.stringify(etapes).includes('{{'));
  });

  it('a town without any offers none', async () => {
    assert.deepEqual([...(await demarches('')).keys()], []);
  });

  it('keys of the line change the definition, whole; null takes one away', async () => {
    const ligne =
      '  - { code: terrasse, cout: 3 € par m², pieces: [Un plan], delaiHabituel: null, silence: { regime: aucun }, service: voirie }';
    const une = (await demarches(ligne)).get('terrasse')!;
    const [ready] = [(await demarches('  - terrasse')).get('terrasse')!];
    assert.equal(une.cout, '3 € par m²');
    assert.deepEqual(une.pieces, ['Un plan']);
    assert.deepEqual(une.silence, { regime: 'aucun' });
    assert.equal(une.service, 'voirie');
    assert.match(une.auGuichet, /Voirie et éclairage/, 'variables follow the service that was chosen');
    assert.deepEqual(une.etapes, ready.etapes);
    assert.equal(
      (await demarches('  - { code: acte-deces, fiche: null }')).get('acte-deces')!.fiche,
      undefined,
    );
  });

  it('a service is called by its name, once; its phone number is not cut', async () => {
    const { auGuichet } = (
      await demarches('  - { code: cantine }', {}, (t) =>
        t.replace('nom: Éducation et restauration scolaire', 'nom: Service des écoles'),
      )
    ).get('cantine')!;
    assert.match(auGuichet, /^Le service des écoles vous reçoit/);
    assert.match(auGuichet, /04\u00a065\u00a071\u00a000\u00a013/);
  });

  it('lists of the town become options, before those of the ready-made', async () => {
    const { etapes } = (await demarches('  - location-salle')).get('location-salle')!;
    const salle = etapes[1]!.champs[0]!;
    assert.ok(salle.type === 'choix');
    assert.deepEqual(
      salle.options.map(({ valeur }) => valeur),
      ['armateurs', 'voiliers', 'vigie', 'conseil'],
    );
  });
});

describe('a file with `modele`', () => {
  const fichier = 'demarches/acte.yaml';

  it('activates and changes: steps by id, key by key; fields whole; new steps where told', async () => {
    const corps = [
      'modele: acte-naissance',
      'titre: Acte',
      'coordonnees: {}',
      'etapes:',
      '  - { id: acte, titre: Le document }',
      '  - { id: droit, retirer: true }',
      '  - id: parents',
      '    si: null',
      '  - id: avis',
      '    avant: reception',
      '    titre: Avis',
      '    champs: [{ type: texte, id: avis, libelle: Avis }]',
      '  - id: fin',
      '    titre: Fin',
      '    champs: [{ type: case, id: fin, libelle: Fin }]',
      '  - id: personne',
      '    champs: [{ type: texte, id: prenoms, libelle: Prénoms }, { type: texte, id: nom-naissance, libelle: Nom }]',
    ].join('\n');
    const ready = (await demarches('  - acte-naissance')).get('acte-naissance')!;
    const { titre, qui, etapes } = (await demarches('', { [fichier]: corps })).get('acte-naissance')!;
    assert.deepEqual([titre, qui], ['Acte', ready.qui]);
    assert.deepEqual(
      etapes.map(({ id }) => id),
      ['acte', 'personne', 'parents', 'avis', 'reception', 'fin'],
    );
    assert.equal(etapes[0]!.titre, 'Le document');
    assert.deepEqual(etapes[0]!.champs, ready.etapes[0]!.champs);
    assert.equal(etapes[1]!.titre, ready.etapes[2]!.titre);
    assert.equal(etapes[1]!.champs.length, 2);
    assert.equal(etapes[2]!.si, undefined);
  });

  it('comes over what commune.yaml says of the same démarche', async () => {
    const lues = await demarches('  - { code: terrasse, cout: 3 €, titre: Terrasse }', {
      'demarches/t.yaml': 'modele: terrasse\ntitre: Terrasses\n',
    });
    const { cout, titre } = lues.get('terrasse')!;
    assert.deepEqual([lues.size, cout, titre], [1, '3 €', 'Terrasses']);
  });

  it('with a code of its own is one more démarche', async () => {
    const lues = await demarches('  - terrasse', {
      'demarches/e.yaml': 'modele: terrasse\ncode: etalage\ntitre: Installer un étalage\n',
    });
    assert.deepEqual([...lues.keys()].toSorted(), ['etalage', 'terrasse']);
    assert.notEqual(lues.get('terrasse')!.titre, 'Installer un étalage');
  });
});

describe('a full file', () => {
  const entier = [
    'code: terrasse',
    'titre: La nôtre',
    'resume: Une phrase pour {{commune.a}}.',
    'theme: espace-public',
    'service: domaine-public',
    'qui: Tous.',
    'auGuichet: Venez.',
    'silence: { regime: aucun }',
    'donnees: { finalite: Répondre. }',
    'etapes: [{ id: e, titre: E, champs: [{ type: texte, id: a, libelle: A }] }]',
  ].join('\n');

  it('replaces the ready-made of its code, and may use variables', async () => {
    const lues = await demarches('  - terrasse', { 'demarches/t.yaml': entier });
    const { titre, resume, etapes, fiche } = lues.get('terrasse')!;
    assert.deepEqual([lues.size, titre, etapes.length, fiche], [1, 'La nôtre', 1, undefined]);
    assert.equal(resume, 'Une phrase pour à Port-Aubier.');
  });

  it('and changes of the same code in commune.yaml contradict each other', async () => {
    const [une] = await erreurs('  - { code: terrasse, cout: 3 € }', { 'demarches/t.yaml': entier });
    assert.match(
      une!,
      /^commune\.yaml:\d+ terrasse is changed here, and demarches\/t\.yaml replaces it: keep one$/,
    );
  });
});

describe('what is wrong, by file and line', () => {
  it('an unknown code, and the codes there are; a code twice', async () => {
    await using la = await ville('  - acte-naissence\n  - terrasse\n  - { code: terrasse }');
    const [une, deux] = await erreurs('  - acte-naissence\n  - terrasse\n  - { code: terrasse }');
    const ligne = ligneDe(la.texte, 'acte-naissence');
    assert.ok(
      une!.startsWith(
        `commune.yaml:${ligne} catalogue.0 unknown ready-made démarche acte-naissence; there are: acte-deces,`,
      ),
    );
    assert.equal(deux, `commune.yaml:${ligne + 2} catalogue.2 terrasse is there twice`);
  });

  it('a service and a theme that the town lacks, where it asked', async () => {
    const sans = (t: string) =>
      t
        .replace(/ {2}- code: ccas\n(?: {4}.*\n)+/, '')
        .replaceAll('      - ccas\n', '')
        .replace(/.*code: solidarite.*\n/, '');
    const lues = await erreurs('  - terrasse\n  - aide-ccas', {}, sans);
    await using la = await ville('  - terrasse\n  - aide-ccas', {}, sans);
    const ligne = ligneDe(la.texte, '- aide-ccas');
    assert.deepEqual(lues, [
      `commune.yaml:${ligne} aide-ccas needs the service \`ccas\`: add it to \`services\`, or name one of yours: \`service: …\``,
      `commune.yaml:${ligne} aide-ccas needs the theme \`solidarite\`: add it to \`themes\`, or name one of yours: \`theme: …\``,
    ]);
    const siens = await demarches('  - { code: aide-ccas, service: accueil, theme: enfance }', {}, sans);
    assert.equal(siens.get('aide-ccas')!.service, 'accueil');
  });

  it('a service that the line itself names wrongly, on that line', async () => {
    const [une] = await erreurs('  - { code: terrasse, service: terrasses }');
    assert.match(une!, /^commune\.yaml:\d+ service unknown service terrasses$/);
  });

  it('a fact that the town lacks, where it asked', async () => {
    const sans = (t: string) => t.replace(/^ {2}salles:\n( {4}.*\n)+/m, '');
    const [une, ...reste] = await erreurs('  - terrasse\n  - location-salle', {}, sans);
    assert.deepEqual(reste, []);
    assert.match(
      une!,
      /^commune\.yaml:\d+ \{\{valeurs\.salles\}\} of location-salle: add `salles` under `valeurs`$/,
    );
    const muette = (t: string) => t.replaceAll(/^ +telephone: .*\n/gm, '');
    const [deux] = await erreurs('  - terrasse', {}, muette);
    assert.match(
      deux!,
      /\{\{service\.telephone\}\} of terrasse: add `telephone` to the contact of service domaine-public or commune$/,
    );
    const [trois] = await erreurs('  - liste-electorale', {}, (t) => t.replace('2027-04-11', 'le 11 avril'));
    assert.match(trois!, /^commune\.yaml:\d+ .*`valeurs\.scrutin` is the day of the vote/);
  });

  it('an unknown variable, or a list inside a text, where it stands', async () => {
    const corps = 'modele: terrasse\ntitre: Ici\nresume: À {{comune}}.\nqui: Ceux de {{valeurs.ecoles}}.\n';
    assert.deepEqual(await erreurs('', { 'demarches/t.yaml': corps }), [
      'demarches/t.yaml:3 resume unknown variable {{comune}}',
      'demarches/t.yaml:4 qui {{valeurs.ecoles}} is a list: it stands alone',
    ]);
    const [dans] = await erreurs('  - { code: terrasse, cout: "{{commune.maire}}" }');
    assert.match(dans!, /^commune\.yaml:\d+ cout unknown variable \{\{commune\.maire\}\}$/);
  });

  it('an unknown model; what the schema refuses, in the file that wrote it', async () => {
    const [une] = await erreurs('', { 'demarches/t.yaml': 'titre: T\nmodele: terrace\n' });
    assert.match(une!, /^demarches\/t\.yaml:2 modele unknown ready-made démarche terrace/);
    const [deux] = await erreurs('', { 'demarches/t.yaml': 'modele: terrasse\ntitre: T\ncouleur: bleu\n' });
    assert.match(deux!, /^demarches\/t\.yaml:1 .*couleur/);
    const [trois] = await erreurs('  - { code: terrasse, genre: demandes }');
    assert.match(trois!, /^commune\.yaml:\d+ genre /);
  });

  it('a condition that lost its field is told where it is written, in the ready-made', async () => {
    const corps = 'modele: acte-naissance\ncoordonnees: {}\netapes:\n  - { id: droit, retirer: true }\n';
    const lues = await erreurs('', { 'demarches/a.yaml': corps });
    const texte = await modele('acte-naissance');
    const ligne = texte.slice(0, texte.indexOf('non: { champ: lien')).split('\n').length;
    // Three fields of the person say when they are the filer's own, and the parents' step whether it is asked.
    assert.equal(lues.length, 4);
    assert.equal(lues.filter((lue) => /profil\.si La condition nomme « lien »/.test(lue)).length, 3);
    const etape = lues.find((lue) => !lue.includes('profil'))!;
    const lu = Number(
      /^modeles\/acte-naissance\.yaml:(\d+) etapes\.2\.si La condition nomme « lien »/.exec(etape)?.[1],
    );
    assert.ok(Math.abs(lu - ligne) <= 3, etape);
  });

  it('a step that is taken away or placed by nothing', async () => {
    const corps = [
      'modele: terrasse',
      'etapes:',
      '  - { id: rien, retirer: true }',
      '  - { id: neuve, avant: ailleurs, titre: N, champs: [{ type: case, id: c, libelle: C }] }',
      '  - une étape',
    ].join('\n');
    const lues = (await erreurs('', { 'demarches/t.yaml': corps })).join('\n');
    assert.match(lues, /t\.yaml:3 .*retirer/);
    assert.match(lues, /t\.yaml:4 .*avant/);
    assert.match(lues, /t\.yaml:5 etapes\.6 /);
    const [une] = await erreurs('', { 'demarches/t.yaml': 'modele: terrasse\netapes: aucune\n' });
    assert.match(une!, /t\.yaml:2 etapes /);
  });
});
