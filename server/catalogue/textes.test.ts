/** The words of the catalogue: LOOK.md « Words », LEGAL.md §1 for what may be asked. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { parse } from 'yaml';
import type { Champ, ChampSimple } from '#contract/formulaire.ts';
import type { Demarche } from '#contract/schemas/demarche.ts';
import { verifierFormulaire } from '#contract/verifier-formulaire.ts';
import { sourceDe } from '../../test/serveur/banc.ts';
import { lireDossierCommune } from '../communes/importer.ts';
import { codesModeles } from './modeles.ts';
import { avant, apres, limiteInscription } from './scrutin.ts';
import { avecA, avecDe } from './faits.ts';

const DOSSIER = join(import.meta.dirname, 'modeles');
const INTERDITS =
  /coffre[- ]fort|soumettre|\bDSFR\b|\bMarianne\b|veuillez|merci de|cliquez|\bci-(joint|dessous|dessus)\b|\busagers?\b|pétitionnaire|administré|téléservice|dématérialis|susmentionn|afin de\b|sous peine|\bet\/ou\b/i;
/** Only these may ask for a proof of domicile (LEGAL.md: school enrolment); everywhere else a declaration does. */
const DOMICILE_DEMANDABLE = ['inscription-scolaire-maternelle', 'inscription-scolaire-elementaire'];
/** Keys whose texts nobody reads. */
const TECHNIQUES = new Set([
  'motif',
  'lien',
  'code',
  'id',
  'valeur',
  'champ',
  'egal',
  'parmi',
  'fiche',
  'icone',
  'limite',
  'type',
]);

const MODELES = readdirSync(DOSSIER).map((nom) => {
  const texte = readFileSync(join(DOSSIER, nom), 'utf8');
  return { code: nom.replace('.yaml', ''), texte, donnees: parse(texte) as Record<string, unknown> };
});
const villes = await Promise.all(
  (['port-aubier', 'anse-vanille'] as const).map(async (slug) => lireDossierCommune(sourceDe(slug))),
);
const pretes = async (): Promise<Demarche[]> => {
  const codes = new Set(await codesModeles());
  return villes.flatMap(({ demarches }) => demarches.filter(({ code }) => codes.has(code)));
};

/** Every text that a citizen reads, with where it stands. */
function* lisibles(valeur: unknown, chemin = ''): Generator<[string, string]> {
  if (typeof valeur === 'string') yield [chemin, valeur];
  else if (Array.isArray(valeur))
    for (const [i, un] of valeur.entries()) yield* lisibles(un, `${chemin}.${i}`);
  else if (typeof valeur === 'object' && valeur !== null) {
    for (const [cle, un] of Object.entries(valeur))
      if (!TECHNIQUES.has(cle)) yield* lisibles(un, `${chemin}.${cle}`);
  }
}
const champsDe = ({ etapes }: Demarche): (Champ | ChampSimple)[] =>
  etapes.flatMap(({ champs }) =>
    champs.flatMap((champ) => (champ.type === 'groupe' ? [champ, ...champ.champs] : [champ])),
  );
const mots = (phrase: string): number => phrase.split(/\s+/).filter((mot) => /[\p{L}\d]/u.test(mot)).length;

describe('the texts of the catalogue', () => {
  for (const { code, donnees } of MODELES) {
    it(`${code}: French typography, no forbidden word`, () => {
      let nombre = 0;
      for (const [chemin, texte] of lisibles(donnees)) {
        nombre++;
        assert.doesNotMatch(texte, /[\p{L}]'[\p{L}]/u, `${chemin}: a straight apostrophe`);
        assert.doesNotMatch(texte, /"/, `${chemin}: straight quotes`);
        assert.doesNotMatch(texte, /[^\u00a0\u202f]»|«[^\u00a0]/u, `${chemin}: « » without their spaces`);
        assert.doesNotMatch(
          texte,
          / [?!;:](\s|$)|[\p{L})][?!;](\s|$)/u,
          `${chemin}: a plain space before ? ! ; :`,
        );
        assert.doesNotMatch(texte, / {2}|\.\.\.|!/, `${chemin}: two spaces, dots, a cry`);
        assert.doesNotMatch(texte, INTERDITS, chemin);
      }
      assert.ok(nombre > 8);
    });
  }

  it('every file says its own code, and starts by saying what rests on what', () => {
    for (const { code, texte, donnees } of MODELES) {
      assert.equal(donnees['code'], code);
      assert.match(texte, /^# \S.{40}/, code);
    }
  });

  it('`resume` is one to three short sentences; titles are short and unlike', async () => {
    const toutes = await pretes();
    assert.equal(toutes.length, 2 * MODELES.length);
    for (const { code, resume, titre, limite } of toutes) {
      for (const texte of [resume, limite?.apres ?? '']) {
        const phrases = texte.split(/(?<=[.?])\s+(?=\p{Lu})/u);
        assert.ok(phrases.length <= 3, `${code}: ${phrases.length}`);
        for (const phrase of phrases) assert.ok(mots(phrase) <= 30, `${code}: ${phrase}`);
      }
      assert.match(resume, /\.$/, code);
      assert.ok(titre.length <= 60, titre);
    }
    assert.equal(new Set(toutes.map(({ titre }) => titre)).size, MODELES.length);
  });

  it('sentences elsewhere stay under 40 words', async () => {
    for (const { code, ...reste } of await pretes())
      for (const [chemin, texte] of lisibles(reste))
        if (!/horaires|auGuichet/i.test(chemin))
          for (const phrase of texte.split(/(?<=[.?])\s+(?=\p{Lu})|\n/u))
            assert.ok(mots(phrase) <= 40, `${code}${chemin}: ${phrase}`);
  });

  it('key words are those that the title lacks, once each', async () => {
    for (const { code, titre, motsCles } of await pretes()) {
      assert.ok(motsCles.length >= 6, code);
      assert.equal(new Set(motsCles).size, motsCles.length, code);
      const duTitre = titre.toLowerCase().split(/[^\p{L}\d]+/u);
      for (const mot of motsCles) assert.ok(!duTitre.includes(mot.toLowerCase()), `${code}: ${mot}`);
    }
  });
});

describe('what the catalogue asks', () => {
  it('forms that can be drawn, in both towns; conditions on fields that come before', async () => {
    for (const demarche of await pretes()) assert.deepEqual(verifierFormulaire(demarche), [], demarche.code);
  });

  it('no proof of domicile where a declaration must do, and the declaration is there', async () => {
    for (const demarche of await pretes()) {
      const champs = champsDe(demarche);
      const preuves = champs.filter(
        ({ type, libelle, id }) =>
          type === 'fichier' && /domicile|quittance|facture/i.test(`${libelle} ${id}`),
      );
      if (!DOMICILE_DEMANDABLE.includes(demarche.code)) {
        assert.deepEqual(preuves, [], demarche.code);
        if (demarche.depot === 'en-ligne')
          assert.doesNotMatch(demarche.pieces.join(), /justificatif de domicile/i, demarche.code);
        continue;
      }
      // Even there, one may declare instead.
      assert.deepEqual(
        preuves.map(({ si }) => si),
        [{ champ: 'domicile', egal: 'justificatif' }],
      );
      const cases = champs.filter(({ type, id }) => type === 'case' && id === 'domicile-honneur');
      assert.deepEqual(
        cases.map(({ si }) => si),
        [{ champ: 'domicile', egal: 'honneur' }],
      );
    }
    const parHonneur = ['dossier-mariage', 'changement-prenom', 'bourse-etudes', 'inscription-bibliotheque'];
    for (const demarche of await pretes())
      if (parHonneur.includes(demarche.code))
        assert.ok(
          champsDe(demarche).some(({ type, id }) => type === 'case' && id === 'domicile-honneur'),
          demarche.code,
        );
  });

  it('nothing about health, belief or origin', async () => {
    const sensibles =
      /certificat médical|groupe sanguin|religion|halal|casher|ethni|syndica|numéro de sécurité sociale/i;
    for (const demarche of await pretes())
      for (const champ of champsDe(demarche))
        assert.doesNotMatch(JSON.stringify(champ), sensibles, demarche.code);
  });

  it('a request can hold all its files: 20 at most', async () => {
    for (const demarche of await pretes()) {
      let fichiers = 0;
      for (const { champs } of demarche.etapes)
        for (const champ of champs) {
          const siens = champ.type === 'groupe' ? champ.champs : [champ];
          for (const un of siens)
            if (un.type === 'fichier') fichiers += (un.max ?? 1) * (champ.type === 'groupe' ? champ.max : 1);
        }
      assert.ok(fichiers <= 20, `${demarche.code}: ${fichiers}`);
    }
  });

  it('sources are those of LEGAL.md; none where no regime is shown', async () => {
    const connues = [
      'Code des relations entre le public et l’administration, article L231-1',
      'Code des relations entre le public et l’administration, article L231-4',
      'Décret n° 2015-1459',
      'Décret n° 2016-677',
    ];
    for (const { code, silence, fiche } of await pretes()) {
      if (silence.source !== undefined) assert.ok(connues.includes(silence.source), code);
      if (silence.regime === 'aucun') assert.equal(silence.source, undefined, code);
      assert.ok(fiche === undefined || /^[FR]\d+$/.test(fiche), code);
    }
  });

  it('each has the sheet, the way of filing, the regime and the delay that LEGAL.md gives', async () => {
    const attendues: Record<string, [fiche: string | undefined, depot: string, silence: string]> = {
      'acte-naissance': ['F1427', 'en-ligne', 'acceptation 2'],
      'acte-mariage': ['F1432', 'en-ligne', 'acceptation 2'],
      'acte-deces': ['F1444', 'en-ligne', 'acceptation 2'],
      'liste-electorale': ['F1367', 'lien', 'aucun'],
      'dossier-mariage': ['F930', 'en-ligne', 'aucun'],
      'dossier-pacs': ['F1618', 'en-ligne', 'aucun'],
      'rectification-etat-civil': ['F34723', 'en-ligne', 'aucun'],
      'changement-prenom': ['F885', 'en-ligne', 'aucun'],
      'recensement-citoyen': ['F870', 'en-ligne', 'aucun'],
      'inscription-scolaire-maternelle': ['F1864', 'en-ligne', 'acceptation 3'],
      'inscription-scolaire-elementaire': [undefined, 'en-ligne', 'aucun'],
      cantine: ['F24570', 'en-ligne', 'acceptation 2'],
      periscolaire: ['F19294', 'en-ligne', 'acceptation 2'],
      // The commune's own grants, not those of the State that the sheets tell.
      'bourse-etudes': [undefined, 'en-ligne', 'refus 2'],
      'aide-ccas': [undefined, 'en-ligne', 'refus 2'],
      'inscription-bibliotheque': [undefined, 'en-ligne', 'aucun'],
      'reclamation-police-municipale': [undefined, 'en-ligne', 'refus 2'],
      terrasse: ['F10003', 'en-ligne', 'refus 2'],
      'occupation-domaine-public': ['F10003', 'en-ligne', 'refus 2'],
      'location-salle': [undefined, 'en-ligne', 'refus 2'],
      'attestation-accueil': ['F2191', 'rendez-vous', 'refus 1'],
    };
    assert.deepEqual(Object.keys(attendues).toSorted(), (await codesModeles()).toSorted());
    for (const { code, fiche, depot, silence, auGuichet, pieces } of await pretes()) {
      const dit = [silence.regime, silence.mois].filter((mot) => mot !== undefined).join(' ');
      assert.deepEqual([fiche, depot, dit], attendues[code], code);
      // Done in person: what to bring is in the list, and where to come in the way.
      if (depot !== 'en-ligne') {
        assert.ok(pieces.length >= 2, code);
        assert.match(auGuichet, /[Vv]enez.*Horaires/s, code);
      }
    }
  });

  it('each says who, how without a screen, and whom to call; in person: what to bring and how to book', async () => {
    for (const { code, qui, auGuichet, depot, pieces, donnees, cout } of await pretes()) {
      assert.ok(qui.length > 10 && cout.length > 3, code);
      assert.match(auGuichet, /0\d(\s\d\d){4}|Horaires/, code);
      assert.match(donnees.finalite, /\.$/, code);
      if (depot === 'rendez-vous' || /^dossier-|^changement/.test(code))
        assert.match(
          auGuichet,
          /rendez-vous au (service .*)?0\d(\s\d\d){4}|rendez-vous au service [^.]+\s:\s0\d/,
          code,
        );
      assert.ok(pieces.length > 0, code);
    }
  });
});

describe('what the commune’s facts give', () => {
  it('French contracts and elides the name of the town', () => {
    const noms = [
      'Port-Aubier',
      'Anse-Vanille',
      'Le Havre',
      'Les Ulis',
      'La Rochelle',
      'Évreux',
      'Yvetot',
      'Honfleur',
      'L’Haÿ-les-Roses',
      'Lescar',
    ];
    assert.deepEqual(noms.map(avecDe), [
      'de Port-Aubier',
      'd’Anse-Vanille',
      'du Havre',
      'des Ulis',
      'de La Rochelle',
      'd’Évreux',
      'd’Yvetot',
      'de Honfleur',
      'de L’Haÿ-les-Roses',
      'de Lescar',
    ]);
    assert.deepEqual(noms.slice(0, 4).map(avecA), [
      'à Port-Aubier',
      'à Anse-Vanille',
      'au Havre',
      'aux Ulis',
    ]);
  });

  it('the last day to enrol is the sixth Friday before the vote', () => {
    assert.equal(limiteInscription('2022-04-10'), '2022-03-04');
    assert.equal(limiteInscription('2027-04-11'), '2027-03-05');
    // A Saturday (overseas), a Friday, a Monday.
    assert.equal(limiteInscription('2027-04-10'), '2027-03-05');
    assert.equal(limiteInscription('2027-04-09'), '2027-02-26');
    assert.equal(limiteInscription('2027-04-12'), '2027-03-05');
    for (const faux of ['2027-02-30', '11/04/2027', '', '2027-4-11'])
      assert.equal(limiteInscription(faux), undefined);
    assert.equal(
      avant('2027-04-11'),
      'Pour voter le dimanche 11 avril 2027, inscrivez-vous au plus tard le vendredi 5 mars 2027.',
    );
    assert.match(avant(undefined), /6e vendredi/);
    assert.ok(apres('2027-04-11').length <= 300);
  });
});
