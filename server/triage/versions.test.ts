import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DemandeAgent } from '#contract/schemas/agent.ts';
import { ComparaisonDemarche } from '#contract/schemas/demarche.ts';
import type { ChampChoix } from '#contract/formulaire.ts';
import { Suivi } from '#contract/schemas/demande.ts';
import type { DossierCommune } from '../communes/importer.ts';
import { lire, lireProbleme, ouvrirBanc, sourceDe } from '../../test/serveur/banc.ts';
import { voirie } from '../../test/serveur/reponses.ts';

/** The same town, whose report of a hole has one choice less, one question more and another sheet. */
function modifier(lu: DossierCommune): DossierCommune {
  const copie = structuredClone(lu);
  const demarche = copie.demarches.find(({ code }) => code === 'signaler-voirie')!;
  demarche.resume = 'Un résumé récrit.';
  const choix = demarche.etapes[0]!.champs.find((champ): champ is ChampChoix => champ.type === 'choix')!;
  choix.options = choix.options.slice(1);
  demarche.etapes[0]!.champs.push({
    type: 'texte',
    id: 'largeur',
    libelle: 'Quelle largeur ?',
    requis: false,
  });
  return copie;
}

test('a request stays with the version it was filed under, and an agent reads what changed since', async () => {
  await using banc = await ouvrirBanc();
  const { numero, code } = await banc.deposer('signaler-voirie', voirie());
  const poste = await banc.connecter('chef@port-aubier.example');
  const ouvrir = async () => lire(DemandeAgent, await banc.get(`agent/demandes/${numero}`, { poste }));
  const avant = await ouvrir();
  assert.deepEqual([avant.definition.version, avant.versionOfferte], [1, 1]);

  banc.horloge.avancer(5_000);
  await banc.importer(sourceDe('port-aubier'), modifier);
  banc.horloge.avancer(5_000);

  const apres = await ouvrir();
  assert.deepEqual([apres.definition.version, apres.versionOfferte], [1, 2]);
  assert.deepEqual(apres.definition, avant.definition);
  const suivi = await lire(Suivi, await banc.get(`demandes/${numero}`, { code }));
  assert.equal(suivi.dossier!.demarche.version, 1);

  const chemin = 'agent/demarches/signaler-voirie/comparaison?de=1';
  const { differences, ...tete } = await lire(ComparaisonDemarche, await banc.get(chemin, { poste }));
  assert.deepEqual(tete, { code: 'signaler-voirie', de: 1, a: 2 });
  assert.deepEqual(
    differences.map(({ quoi }) => quoi),
    ['Résumé', 'Choix proposés', 'Question ajoutée'],
  );
  assert.equal(differences[0]!.apres, 'Un résumé récrit.');
  assert.ok(differences[1]!.avant!.length > differences[1]!.apres!.length);
  assert.equal(differences[2]!.question, 'Quelle largeur ?');

  await lireProbleme(await banc.get(chemin), 401, 'session-requise');
  await lireProbleme(await banc.get(`${chemin}&a=9`, { poste }), 404, 'demarche-inconnue');
  await lireProbleme(await banc.get(chemin.replace('de=1', 'de=x'), { poste }), 422, 'saisie-invalide');
});

test('a démarche that is no longer offered is still read', async () => {
  await using banc = await ouvrirBanc();
  const { numero } = await banc.deposer('signaler-voirie', voirie());
  const poste = await banc.connecter('chef@port-aubier.example');
  banc.horloge.avancer(5_000);
  await banc.importer(sourceDe('port-aubier'), (lu) => ({
    ...lu,
    demarches: lu.demarches.filter(({ code }) => code !== 'signaler-voirie'),
  }));
  banc.horloge.avancer(5_000);
  const demande = await lire(DemandeAgent, await banc.get(`agent/demandes/${numero}`, { poste }));
  assert.deepEqual([demande.definition.version, demande.versionOfferte], [1, null]);
});
