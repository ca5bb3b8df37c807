import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { fileTypeFromBuffer } from 'file-type';
import { formulaireComplet } from '#contract/formulaire-complet.ts';
import { STATUTS_MOTIVES, transitionsPermises } from '#contract/transitions.ts';
import { valider } from '#contract/valider.ts';
import { verifierFormulaire } from '#contract/verifier-formulaire.ts';
import type { Statut } from '#contract/vocabulaire.ts';
import { codesModeles } from '../server/catalogue/modeles.ts';
import { lireDossierCommune } from '../server/communes/importer.ts';
import { fabriquerFichier } from './fichiers.ts';
import { ANNEES, SEMENCES, type Semence } from './semences.ts';

const BASE = new URL('./communes/', import.meta.url);
const AUJOURDHUI = '2026-11-22';
const SIGNALEMENTS = [
  'signaler-autre',
  'signaler-eclairage',
  'signaler-espaces-verts',
  'signaler-proprete',
  'signaler-stationnement',
  'signaler-voirie',
];

/** The day of filing, moved by `decalage` days. */
function jourDepuis(semence: Semence, decalage: number): string {
  const jour = new Date(`${AUJOURDHUI}T12:00:00Z`);
  jour.setUTCDate(jour.getUTCDate() - semence.ilYA + decalage);
  return jour.toISOString().slice(0, 10);
}

for (const slug of Object.keys(SEMENCES)) {
  const lu = await lireDossierCommune(fileURLToPath(new URL(slug, BASE)));
  const { commune } = lu;
  const demarches = new Map(lu.demarches.map((demarche) => [demarche.code, demarche]));
  const services = commune.services.map(({ code }) => code);

  test(`${slug}: identity, services and agents hold together`, () => {
    assert.equal(commune.slug, slug);
    assert.ok(commune.agents.length >= 3);
    assert.ok(commune.agents.some((agent) => services.every((code) => agent.services.includes(code))));
    for (const agent of commune.agents) {
      for (const code of agent.services) assert.ok(services.includes(code), `${agent.courriel} → ${code}`);
    }
    for (const { contact, code } of commune.services) {
      assert.ok(contact.telephone && contact.courriel && contact.adresse && contact.horaires.length, code);
    }
  });

  test(`${slug}: phone numbers are fictional and addresses of mail cannot exist`, () => {
    const noms = readdirSync(new URL(`${slug}/demarches/`, BASE)).map((nom) => `demarches/${nom}`);
    const textes = ['commune.yaml', ...noms].map((nom) =>
      readFileSync(new URL(`${slug}/${nom}`, BASE), 'utf8'),
    );
    const numeros = textes.join('\n').match(/\b0\d( \d\d){4}\b/g) ?? [];
    assert.ok(numeros.length > 10);
    for (const numero of numeros) assert.match(numero, /^(01 99 00|02 61 91|04 65 71|06 39 98) /);
    for (const [adresse] of textes.join('\n').matchAll(/[\w.-]+@[\w.-]+/g))
      assert.match(adresse, /\.example$/);
  });

  test(`${slug}: offers the whole catalogue and its six reports`, async () => {
    assert.deepEqual(
      [...demarches.keys()].toSorted(),
      [...(await codesModeles()), ...SIGNALEMENTS].toSorted(),
    );
    const themes = commune.themes.map(({ code }) => code);
    for (const demarche of demarches.values()) {
      assert.ok(themes.includes(demarche.theme), demarche.code);
      assert.ok(services.includes(demarche.service), demarche.code);
      if (demarche.silence.regime !== 'aucun') assert.ok(demarche.silence.mois);
    }
  });

  for (const demarche of demarches.values()) {
    test(`${slug}/${demarche.code}: its form can be drawn and answered`, () => {
      assert.deepEqual(verifierFormulaire({ etapes: demarche.etapes }), []);
    });
  }

  for (const [rang, semence] of [...SEMENCES[slug]!, ...(ANNEES[slug] ?? [])].entries()) {
    test(`${slug}: seed ${rang + 1} (${semence.demarche}, ${semence.canal}) is a request that the town accepts`, () => {
      const demarche = demarches.get(semence.demarche)!;
      const fichiers = Object.entries(semence.fichiers ?? {}).map(([champ, liste]) => [
        champ,
        liste.map(({ nom, genre }) => ({
          id: '018f0000-0000-7000-8000-000000000000',
          nom,
          taille: 1000,
          type: genre === 'pdf' ? 'application/pdf' : 'image/jpeg',
        })),
      ]);
      const donnees = { ...semence.reponses((n) => jourDepuis(semence, n)), ...Object.fromEntries(fichiers) };
      const { reponses, erreurs } = valider(formulaireComplet(demarche, semence.canal), donnees, {
        aujourdhui: jourDepuis(semence, 0),
      });
      assert.deepEqual(erreurs, []);
      assert.deepEqual(Object.keys(reponses).toSorted(), Object.keys(donnees).toSorted());
      assert.equal(semence.canal === 'web', semence.saisiePar === undefined);
    });

    test(`${slug}: seed ${rang + 1} only does what the table of transitions allows, by agents who see it`, () => {
      const service = demarches.get(semence.demarche)!.service;
      const voit = (courriel: string): boolean =>
        commune.agents.some((agent) => agent.courriel === courriel && agent.services.includes(service));
      if (semence.saisiePar) assert.ok(commune.agents.some(({ courriel }) => courriel === semence.saisiePar));
      let statut: Statut = 'recue';
      let avant = 0;
      for (const acte of semence.actes ?? []) {
        assert.ok(acte.jours >= avant && acte.jours <= semence.ilYA, `jour ${acte.jours}`);
        avant = acte.jours;
        if ('par' in acte) assert.ok(voit(acte.par), `${acte.par} → ${service}`);
        if (acte.type === 'affectation') assert.ok(voit(acte.a));
        if (acte.type === 'retrait') assert.ok(transitionsPermises(statut, 'usager').includes('retiree'));
        if (acte.type === 'complement') statut = 'en-attente';
        if (acte.type === 'completer') {
          assert.equal(statut, 'en-attente');
          statut = 'en-cours';
        }
        if (acte.type === 'avis') {
          assert.equal(statut, 'traitee');
          if (acte.resultat === 'pas-regle') statut = 'en-cours';
        }
        if (acte.type === 'decision') {
          const apres = acte.sens === 'refus' ? 'refusee' : 'traitee';
          assert.ok(transitionsPermises(statut, 'agent').includes(apres), `${statut} → ${apres}`);
          statut = apres;
        }
        if (acte.type !== 'statut') continue;
        assert.ok(transitionsPermises(statut, 'agent').includes(acte.statut), `${statut} → ${acte.statut}`);
        if (STATUTS_MOTIVES.includes(acte.statut)) assert.ok(acte.motif);
        if (acte.statut === 'planifiee') assert.ok(acte.planifieeDans);
        statut = acte.statut;
      }
    });
  }
}

test('the files of the seeds are what their name says', async () => {
  const attendus = { pdf: 'application/pdf', photo: 'image/jpeg' };
  for (const genre of ['pdf', 'photo'] as const) {
    const octets = await fabriquerFichier({ nom: 'x', genre, texte: 'Étal (4 m) & plan' });
    assert.equal((await fileTypeFromBuffer(octets))?.mime, attendus[genre]);
  }
});
