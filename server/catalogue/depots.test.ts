import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { formulaireComplet } from '#contract/formulaire-complet.ts';
import type { Reponses, Valeur } from '#contract/formulaire.ts';
import { Suivi, type Televersement } from '#contract/schemas/demande.ts';
import { DemarchePubliee } from '#contract/schemas/demarche.ts';
import { valider } from '#contract/valider.ts';
import { lire, lireProbleme, ouvrirBanc, type Banc, type Slug } from '../../test/serveur/banc.ts';
import { EXEMPLES } from '../../test/serveur/exemples-catalogue.ts';
import { poserFichiers, remplir, tousLesChamps, type Remplissage } from '../../test/serveur/remplir.ts';
import { pdf } from '../socle/fichiers/exemples.test-util.ts';
import { codesModeles } from './modeles.ts';

const JOUR = '2026-11-22';
const DEUX_MOIS = '2027-01-22';
/** What the receipt of each must say, from LEGAL.md §1, for a request of 22 November 2026. */
const ACCUSES: Record<string, [string, string | null]> = {
  'acte-naissance': ['acceptation', DEUX_MOIS],
  'acte-mariage': ['acceptation', DEUX_MOIS],
  'acte-deces': ['acceptation', DEUX_MOIS],
  'dossier-mariage': ['aucun', null],
  'dossier-pacs': ['aucun', null],
  'rectification-etat-civil': ['aucun', null],
  'changement-prenom': ['aucun', null],
  'recensement-citoyen': ['aucun', null],
  'inscription-scolaire-maternelle': ['acceptation', '2027-02-22'],
  'inscription-scolaire-elementaire': ['aucun', null],
  cantine: ['acceptation', DEUX_MOIS],
  periscolaire: ['acceptation', DEUX_MOIS],
  'bourse-etudes': ['refus', DEUX_MOIS],
  'aide-ccas': ['refus', DEUX_MOIS],
  'inscription-bibliotheque': ['aucun', null],
  'reclamation-police-municipale': ['refus', DEUX_MOIS],
  terrasse: ['refus', DEUX_MOIS],
  'occupation-domaine-public': ['refus', DEUX_MOIS],
  'location-salle': ['refus', DEUX_MOIS],
};
const AILLEURS = ['attestation-accueil', 'liste-electorale'];

let banc: Banc;
before(async () => {
  banc = await ouvrirBanc({ communes: ['port-aubier', 'anse-vanille'] });
});
after(() => banc[Symbol.asyncDispose]());

const joindre = (nom: string, slug: Slug = 'port-aubier'): Promise<Televersement> =>
  banc.televerser(nom, pdf(nom), { slug });
const lireDemarche = async (code: string, slug: Slug = 'port-aubier') =>
  lire(DemarchePubliee, await banc.get(`demarches/${code}`, { slug }));

/** Files, and checks what the receipt promises, and that the file read back holds every answer. */
async function deposer(code: string, reponses: Reponses, slug: Slug = 'port-aubier'): Promise<void> {
  const demarche = await lireDemarche(code, slug);
  const deposee = await banc.deposer(code, reponses, { slug });
  const { accuse } = deposee;
  assert.deepEqual([accuse.silence.regime, accuse.silence.echeance], ACCUSES[code]);
  assert.equal(accuse.service.code, demarche.service);
  assert.equal(accuse.recueLe, '2026-11-22T09:30:00.000Z');
  const suivi = await lire(Suivi, await banc.get(`demandes/${deposee.numero}`, { slug, code: deposee.code }));
  const { reponses: propres } = valider(formulaireComplet(demarche), reponses, { aujourdhui: JOUR });
  assert.deepEqual(Object.keys(propres).toSorted(), Object.keys(reponses).toSorted());
  assert.deepEqual(suivi.dossier?.reponses, propres);
}

/** A generator of numbers below 1, the same at each run. */
function tirage(graine: number): () => number {
  let etat = graine;
  return () => {
    etat = (Math.imul(etat, 1664525) + 1013904223) >>> 0;
    return etat / 2 ** 32;
  };
}

function essayer(demarche: DemarchePubliee, tout: boolean, graine: number): Remplissage {
  const hasard = tirage(graine);
  const choisir = (combien: number): number => Math.floor(hasard() * combien);
  return remplir(formulaireComplet(demarche), { tout, aujourdhui: JOUR, choisir });
}

const graines = Array.from({ length: 300 }, (_, rang) => rang * 7919 + 1);

describe('the ready-made démarches, filed for real', () => {
  it('each has its example, or is done elsewhere', async () => {
    const enLigne = (await codesModeles()).filter((code) => !AILLEURS.includes(code));
    assert.deepEqual(Object.keys(EXEMPLES).toSorted(), enLigne);
    assert.deepEqual(Object.keys(ACCUSES).toSorted(), enLigne);
  });

  for (const [code, exemple] of Object.entries(EXEMPLES)) {
    it(`${code}: a plausible citizen`, async () => {
      await deposer(code, await exemple(joindre));
    });

    for (const slug of ['port-aubier', 'anse-vanille'] as const) {
      it(`${code}, ${slug}: the least it takes`, async () => {
        const demarche = await lireDemarche(code, slug);
        const moindres = graines.map((graine) => essayer(demarche, false, graine));
        moindres.sort((a, b) => a.touches.size - b.touches.size);
        const { reponses } = moindres[0]!;
        await deposer(code, await poserFichiers(reponses, () => fichier(slug)), slug);
        // One answer less is one too few.
        for (const cle of Object.keys(reponses)) {
          const { [cle]: _, ...reste } = reponses;
          const { erreurs } = valider(formulaireComplet(demarche), reste, { aujourdhui: JOUR });
          assert.ok(erreurs.length > 0, `${cle} is not needed`);
        }
      });
    }

    it(`${code}: the most it can hold, down every branch`, async () => {
      const demarche = await lireDemarche(code);
      const restent = new Set(
        tousLesChamps(formulaireComplet(demarche).etapes.flatMap(({ champs }) => champs)),
      );
      const essais = graines.map((graine) => essayer(demarche, true, graine));
      essais.sort((a, b) => b.touches.size - a.touches.size);
      let depots = 0;
      for (const { reponses, touches } of essais) {
        if (![...touches].some((touche) => restent.has(touche))) continue;
        for (const touche of touches) restent.delete(touche);
        await deposer(code, await poserFichiers(reponses, () => fichier('port-aubier')));
        depots++;
      }
      assert.deepEqual([...restent], [], 'never asked, or never taken');
      assert.ok(depots > 0);
    });
  }

  async function fichier(slug: Slug): Promise<Valeur> {
    const nom = `${'pièce jointe très longue '.repeat(8)}.pdf`;
    return (await joindre(nom, slug)) as unknown as Valeur;
  }

  it('what is done elsewhere is not filed here, and says how it is done', async () => {
    for (const code of AILLEURS) {
      const corps = { demarche: code, version: 1, reponses: {} };
      const { detail } = await lireProbleme(await banc.post('demandes', corps), 404, 'demarche-inconnue');
      const demarche = await lireDemarche(code);
      assert.ok(detail.endsWith(demarche.auGuichet));
      assert.match(demarche.auGuichet, /04\s65\s71\s00\s11|quai des Armateurs/);
      assert.deepEqual(demarche.etapes, []);
    }
    assert.equal((await lireDemarche('liste-electorale')).depot, 'lien');
    const accueil = await lireDemarche('attestation-accueil');
    assert.deepEqual([accueil.depot, accueil.silence], ['rendez-vous', { regime: 'refus', mois: 1 }]);
  });

  it('every receipt leaves by mail', async () => {
    const avant = banc.boite.recus.length;
    await banc.jobs();
    const numeros = new Set(
      banc.boite.recus.slice(avant).flatMap(({ texte }) => /PAB-\w{4}-\w{4}/.exec(texte)),
    );
    assert.ok(numeros.size >= 3 * Object.keys(EXEMPLES).length, String(numeros.size));
  });
});

describe('the electoral roll', () => {
  it('tells the last day while there is time, then that it is past, in the town’s own zone', async () => {
    const lu = async (slug: Slug, instant: string) => {
      banc.horloge.avancer(Date.parse(instant) - banc.horloge.maintenant());
      const { resume } = await lireDemarche('liste-electorale', slug);
      return /au plus tard le vendredi 5 mars 2027/.test(resume) ? 'avant' : resume;
    };
    assert.equal(await lu('port-aubier', '2027-03-05T22:59:00Z'), 'avant');
    assert.match(
      await lu('port-aubier', '2027-03-05T23:00:00Z'),
      /^La date limite est passée pour voter le dimanche 11 avril 2027\./,
    );
    assert.equal(await lu('anse-vanille', '2027-03-05T20:59:00Z'), 'avant');
    assert.match(await lu('anse-vanille', '2027-03-05T21:00:00Z'), /^La date limite est passée/);
  });
});
