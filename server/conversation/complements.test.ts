import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Reponses } from '#contract/formulaire.ts';
import { DemandeAgent } from '#contract/schemas/agent.ts';
import { Suivi } from '#contract/schemas/demande.ts';
import { chemins, lire, lireProbleme, ouvrirBanc } from '../../test/serveur/banc.ts';
import { acte, cantine, terrasse } from '../../test/serveur/reponses.ts';
import { verifierChaines } from '../demandes/verifier.ts';
import { HEURE } from '../socle/horloge/horloge.ts';

const CHEF = 'chef@port-aubier.example';
const PDF = Buffer.from('%PDF-1.4\n%%EOF\n');

async function ouvrirDossier(demarche = 'acte-naissance', reponses: Reponses = acte()) {
  const banc = await ouvrirBanc();
  if (demarche === 'terrasse') {
    reponses = terrasse(await banc.televerser('plan.pdf', PDF), await banc.televerser('assurance.pdf', PDF));
  }
  const { numero, code } = await banc.deposer(demarche, reponses);
  const poste = await banc.connecter(CHEF);
  await banc.jobs();
  banc.boite.recus.length = 0;
  const voir = async () => lire(DemandeAgent, await banc.get(`agent/demandes/${numero}`, { poste }));
  const suivre = async () => lire(Suivi, await banc.get(`demandes/${numero}`, { code }));
  const demander = async (champs: object[], autres: object = {}, cle?: string) =>
    banc.post(
      `agent/demandes/${numero}/complements`,
      {
        version: (await voir()).ligne.version,
        champs,
        motif: 'Illisible.',
        avantLe: '2026-12-10',
        ...autres,
      },
      { poste, ...(cle && { cle }) },
    );
  const repondre = (donnees: Record<string, unknown>, cle?: string) =>
    banc.post(`demandes/${numero}/complements`, { reponses: donnees }, { code, ...(cle && { cle }) });
  const intact = async () => {
    const anomalies: unknown[] = [];
    for await (const anomalie of verifierChaines(await banc.commune())) anomalies.push(anomalie);
    assert.deepEqual(anomalies, []);
  };
  const fin = () => banc[Symbol.asyncDispose]();
  return { banc, numero, code, poste, voir, suivre, demander, repondre, intact, [Symbol.asyncDispose]: fin };
}
const types = (d: { evenements: { type: string }[] }) => d.evenements.map(({ type }) => type);

describe('missing pieces, field by field', () => {
  it('are asked, mailed with their reason and day, given, and the clock obeys', async () => {
    await using d = await ouvrirDossier();
    const avant = await d.voir();
    const demande = await lire(
      DemandeAgent,
      await d.demander([{ chemin: 'prenoms', precision: 'Tous, dans l’ordre' }]),
    );
    assert.equal(demande.ligne.statut, 'en-attente');
    assert.equal(demande.ligne.complementAvantLe, '2026-12-10');
    assert.deepEqual(
      demande.complement?.champs.map(({ chemin }) => chemin),
      ['prenoms'],
    );
    assert.ok(types(demande).includes('echeance'), 'SVA: the delay waits for the pieces');
    await d.banc.jobs();
    const courriel = d.banc.boite.recus.at(-1)!;
    for (const partie of [courriel.texte, courriel.html]) {
      assert.match(partie, /10 décembre 2026/);
      assert.match(partie, /Tous, dans l’ordre/);
      assert.match(partie, /Illisible\./);
      assert.match(partie, /#numero=/);
      assert.match(
        partie.replaceAll(/\s+/g, ' '),
        /commencera le jour où elle aura tout reçu \(article L114-5/,
      );
    }

    d.banc.horloge.avancer(3 * 24 * HEURE);
    const vue = await lire(Suivi, await d.repondre({ prenoms: 'Éloïse Anne Marie' }, 'k'));
    assert.equal(vue.statut, 'en-cours');
    assert.equal(vue.dossier!.complement, null);
    assert.equal(vue.dossier!.reponses['prenoms'], 'Éloïse Anne Marie');
    assert.deepEqual(await lire(Suivi, await d.repondre({ prenoms: 'Éloïse Anne Marie' }, 'k')), vue);
    // What the days brought (the digest) leaves before the code of the new session.
    await d.banc.jobs();
    const poste = await d.banc.connecter(CHEF);
    const apres = await lire(DemandeAgent, await d.banc.get(`agent/demandes/${d.numero}`, { poste }));
    assert.equal(apres.ligne.reponseAttendue, true);
    assert.ok(apres.ligne.echeance! > avant.ligne.echeance!);
    const recu = apres.evenements.find((e) => e.type === 'complement-recu')!;
    assert.equal(recu.donnees.complet, true);
    assert.deepEqual(
      recu.donnees.remplacements?.map(({ chemin, avant: a, apres: b }) => [chemin, a, b]),
      [['prenoms', 'Éloïse Anne', 'Éloïse Anne Marie']],
    );
    assert.ok(!JSON.stringify(vue.evenements).includes('remplacements'));
    await d.banc.jobs();
    const merci = d.banc.boite.recus.find(({ objet }) => objet.includes('complément'))!.texte;
    assert.match(merci, /bien reçu/);
    // Arrived on 25 November: two months, date to date.
    assert.match(merci.replaceAll(/\s+/g, ' '), /le 25 janvier 2027 au soir, votre demande est acceptée/);
    const trouvees = await d.banc.get('agent/demandes?q=marie', { poste });
    assert.match(await trouvees.text(), new RegExp(d.numero));
    await d.intact();
  });

  it('suspend the delay of a silence that refuses, and the mails say until when', async () => {
    await using d = await ouvrirDossier('terrasse');
    assert.equal((await d.voir()).ligne.echeance, '2027-01-22');
    const demande = await lire(
      DemandeAgent,
      await d.demander([{ chemin: 'enseigne' }, { chemin: 'longueur' }]),
    );
    assert.equal(demande.ligne.echeance, '2027-02-09', '18 days, from 22 November to 10 December');
    await d.banc.jobs();
    const dit = () =>
      d.banc.boite.recus.findLast(({ objet }) => objet.includes(d.numero))!.texte.replaceAll(/\s+/g, ' ');
    assert.match(
      dit(),
      /est suspendu, au plus tard jusqu’au 10 décembre 2026 : il reprend plus tôt .*L114-5/,
    );
    d.banc.horloge.avancer(2 * 24 * HEURE);
    await lire(Suivi, await d.repondre({ enseigne: 'Le Bulot' }));
    await d.banc.jobs();
    assert.doesNotMatch(dit(), /au soir/, 'half of it does not make the delay run');
    d.banc.horloge.avancer(24 * HEURE);
    const vue = await lire(Suivi, await d.repondre({ longueur: 7 }));
    assert.equal(vue.echeance, '2027-01-25', 'three days, from 22 to 25 November');
    await d.banc.jobs();
    assert.match(dit(), /le 25 janvier 2027 au soir, votre demande est refusée, sous réserve/);
    await d.intact();
  });

  it('that nobody asked are refused by name, and so is a wrong answer', async () => {
    await using d = await ouvrirDossier();
    await lireProbleme(await d.repondre({ prenoms: 'X' }), 409, 'transition-interdite');
    await d.demander([{ chemin: 'prenoms' }, { chemin: 'date-naissance' }]);
    const autre = await lireProbleme(
      await d.repondre({ prenoms: 'X', exemplaires: 3 }),
      422,
      'saisie-invalide',
    );
    assert.deepEqual(chemins(autre), ['exemplaires']);
    const fausse = await lireProbleme(
      await d.repondre({ 'date-naissance': '2030-01-01' }),
      422,
      'saisie-invalide',
    );
    assert.deepEqual(chemins(fausse), ['date-naissance']);
    assert.deepEqual(chemins(await lireProbleme(await d.repondre({}), 422, 'saisie-invalide')), [
      'date-naissance',
      'prenoms',
    ]);
    const vide = await lireProbleme(await d.repondre({ prenoms: '' }), 422, 'saisie-invalide');
    assert.deepEqual(chemins(vide), ['prenoms']);
    assert.equal((await d.suivre()).dossier!.reponses['prenoms'], 'Éloïse Anne');
    const partiel = await lire(Suivi, await d.repondre({ prenoms: 'Éloïse' }));
    assert.equal(partiel.statut, 'en-attente');
    assert.deepEqual(
      partiel.dossier!.complement!.champs.map(({ chemin }) => chemin),
      ['date-naissance'],
    );
    await d.intact();
  });

  it('that the file does not have cannot be asked, nor before tomorrow', async () => {
    await using d = await ouvrirDossier();
    for (const chemin of ['inconnu', 'demandeur-adresse.ville', 'prenoms.0', '__proto__', 'titulaire-0']) {
      const refus = await lireProbleme(
        await d.demander([{ chemin: 'prenoms' }, { chemin }]),
        422,
        'saisie-invalide',
      );
      assert.deepEqual(chemins(refus), ['champs.1.chemin'], chemin);
    }
    const tot = await d.demander([{ chemin: 'prenoms' }], { avantLe: '2026-11-22' });
    assert.deepEqual(chemins(await lireProbleme(tot, 422, 'saisie-invalide')), ['avantLe']);
    await d.banc.post(`demandes/${d.numero}/retrait`, {}, { code: d.code });
    await lireProbleme(await d.demander([{ chemin: 'prenoms' }]), 409, 'transition-interdite');
  });

  it('may be files: the old one is kept, another demande’s is refused', async () => {
    await using d = await ouvrirDossier('terrasse');
    const avant = (await d.suivre()).dossier!.reponses;
    const [ancien] = avant['plan'] as { id: string }[];
    await d.demander([{ chemin: 'plan', precision: 'À l’échelle' }]);
    const autre = (avant['assurance'] as object[])[0]!;
    assert.deepEqual(
      chemins(await lireProbleme(await d.repondre({ plan: [autre] }), 422, 'saisie-invalide')),
      ['plan'],
    );
    const nouveau = await d.banc.televerser('plan-2.pdf', PDF);
    const menteur = { ...nouveau, nom: 'autre-nom.pdf', taille: 1 };
    const vue = await lire(Suivi, await d.repondre({ plan: [menteur] }));
    assert.deepEqual(vue.dossier!.reponses['plan'], [nouveau]);
    assert.equal(vue.statut, 'en-cours');
    const piece = await d.banc.get(`agent/demandes/${d.numero}/pieces/${ancien!.id}`, { poste: d.poste });
    assert.equal(piece.status, 200);
    await piece.arrayBuffer();
    await d.intact();
  });

  it('may be in a group, by item', async () => {
    await using d = await ouvrirDossier('cantine', cantine());
    const refus = await d.demander([{ chemin: 'enfants.1.prenom' }]);
    assert.deepEqual(chemins(await lireProbleme(refus, 422, 'saisie-invalide')), ['champs.0.chemin']);
    const demande = await lire(DemandeAgent, await d.demander([{ chemin: 'enfants.0.prenom' }]));
    assert.match(demande.complement!.champs[0]!.libelle, / 1 : /);
    const autre = await d.repondre({ 'enfants.0.nom': 'X' });
    assert.deepEqual(chemins(await lireProbleme(autre, 422, 'saisie-invalide')), ['enfants.0.nom']);
    const vue = await lire(Suivi, await d.repondre({ 'enfants.0.prenom': 'Maël' }));
    const [enfant] = vue.dossier!.reponses['enfants'] as Reponses[];
    assert.equal(enfant!['prenom'], 'Maël');
    assert.equal(enfant!['nom'], 'Kermarrec');
    await d.intact();
  });

  it('that a new answer brings up are asked in their turn', async () => {
    await using d = await ouvrirDossier();
    await d.demander([{ chemin: 'nature' }]);
    const vue = await lire(Suivi, await d.repondre({ nature: 'copie-integrale' }));
    const reste = vue.dossier!.complement?.champs.map(({ chemin }) => chemin) ?? [];
    assert.ok(reste.length > 0);
    assert.ok(!reste.includes('nature'));
    assert.equal(vue.statut, 'en-attente');
    await d.intact();
  });
});

describe('bad days of what is asked', () => {
  it('two agents ask different pieces: both are awaited, until the later day', async () => {
    await using d = await ouvrirDossier();
    await d.demander([{ chemin: 'prenoms' }]);
    const deux = await lire(
      DemandeAgent,
      await d.demander([{ chemin: 'date-naissance' }], { motif: 'Date douteuse.', avantLe: '2026-12-05' }),
    );
    assert.deepEqual(
      deux.complement?.champs.map(({ chemin }) => chemin),
      ['prenoms', 'date-naissance'],
    );
    assert.equal(deux.complement?.avantLe, '2026-12-10');
    assert.equal(deux.complement?.motif, 'Illisible.\n\nDate douteuse.');
    const perime = await d.demander([{ chemin: 'exemplaires' }], { version: 2 });
    await lireProbleme(perime, 409, 'conflit');
  });

  it('what is no longer needed is given up, the citizen is told, and the demande goes on', async () => {
    await using d = await ouvrirDossier();
    const avant = await d.voir();
    await d.demander([{ chemin: 'prenoms' }, { chemin: 'date-naissance' }]);
    const renoncer = async (voulus: string[]) =>
      d.banc.post(
        `agent/demandes/${d.numero}/complements/annulation`,
        { version: (await d.voir()).ligne.version, chemins: voulus },
        { poste: d.poste },
      );
    const faux = await lireProbleme(await renoncer(['exemplaires']), 422, 'saisie-invalide');
    assert.deepEqual(chemins(faux), ['chemins.0']);
    const moitie = await lire(DemandeAgent, await renoncer(['prenoms']));
    assert.equal(moitie.ligne.statut, 'en-attente');
    const rien = await lire(DemandeAgent, await renoncer(['date-naissance']));
    assert.equal(rien.ligne.statut, 'en-cours');
    assert.equal(rien.complement, null);
    assert.equal(rien.ligne.echeance, avant.ligne.echeance);
    await d.banc.jobs();
    assert.ok(d.banc.boite.recus.some(({ objet }) => objet.startsWith('La mairie n’a plus besoin')));
    assert.ok(
      !d.banc.boite.recus.some(({ objet }) => objet.startsWith('Il manque')),
      'asked and given up: no mail',
    );
    await d.intact();
  });

  describe('that came by the counter, a letter or a mail', () => {
    const JOURS = 24 * HEURE;
    const recevoir = async (
      d: Awaited<ReturnType<typeof ouvrirDossier>>,
      recuLe: string,
      voulus = ['prenoms'],
    ) => {
      const poste = await d.banc.connecter(CHEF);
      const { ligne } = await lire(DemandeAgent, await d.banc.get(`agent/demandes/${d.numero}`, { poste }));
      const corps = { version: ligne.version, chemins: voulus, recuLe };
      return d.banc.post(`agent/demandes/${d.numero}/complements/annulation`, corps, { poste });
    };

    it('are written down with their day: the delay starts there, and the citizen is told', async () => {
      await using d = await ouvrirDossier();
      await d.demander([{ chemin: 'prenoms' }]);
      await d.banc.jobs();
      d.banc.horloge.avancer(5 * JOURS);
      for (const jour of ['2026-11-21', '2026-11-28']) {
        const faux = await lireProbleme(await recevoir(d, jour), 422, 'saisie-invalide');
        assert.deepEqual(chemins(faux), ['recuLe']);
        assert.match(faux.detail!, /entre le 22 novembre 2026/);
      }
      const recue = await lire(DemandeAgent, await recevoir(d, '2026-11-24'));
      assert.equal(recue.complement, null);
      assert.equal(recue.ligne.statut, 'en-cours');
      assert.equal(recue.ligne.echeance, '2027-01-24');
      const { donnees } = recue.evenements.findLast((e) => e.type === 'echeance')!;
      assert.equal(donnees.cause, 'complement-recu');
      assert.match(JSON.stringify(donnees.calcul), /reçues le 24 novembre 2026/);
      await d.banc.jobs();
      const merci = d.banc.boite.recus.find(({ objet }) => objet.includes('bien reçu'))!;
      for (const texte of [merci.texte, merci.html].map((partie) => partie.replaceAll(/\s+/g, ' '))) {
        assert.match(texte, /La mairie a reçu, le 24 novembre 2026 :/);
        assert.match(texte, /le 24 janvier 2027 au soir/);
      }
      await d.intact();
    });

    it('never make earlier what came later from the citizen', async () => {
      await using d = await ouvrirDossier();
      await d.demander([{ chemin: 'prenoms' }, { chemin: 'date-naissance' }]);
      d.banc.horloge.avancer(3 * JOURS);
      await d.repondre({ prenoms: 'Éloïse Anne Marie' });
      d.banc.horloge.avancer(2 * JOURS);
      await d.banc.jobs();
      const recue = await lire(DemandeAgent, await recevoir(d, '2026-11-23', ['date-naissance']));
      assert.equal(recue.ligne.echeance, '2027-01-25');
    });

    it('end the suspension of a silence that refuses', async () => {
      await using d = await ouvrirDossier('terrasse');
      const [champ] = (await d.voir()).definition.etapes.flatMap((etape) => etape.champs);
      await d.demander([{ chemin: champ!.id }]);
      d.banc.horloge.avancer(5 * JOURS);
      await d.banc.jobs();
      const recue = await lire(DemandeAgent, await recevoir(d, '2026-11-24', [champ!.id]));
      assert.equal(recue.ligne.echeance, '2027-01-24', 'two days of suspension');
    });
  });

  it('the citizen withdraws, or writes words, while pieces are awaited', async () => {
    await using d = await ouvrirDossier();
    await d.demander([{ chemin: 'prenoms' }]);
    await d.banc.post(`demandes/${d.numero}/messages`, { corps: 'Je cherche.' }, { code: d.code });
    const vue = await d.suivre();
    assert.equal(vue.statut, 'en-attente');
    assert.equal(vue.dossier!.complement!.champs.length, 1);
    const retiree = await lire(
      Suivi,
      await d.banc.post(`demandes/${d.numero}/retrait`, {}, { code: d.code }),
    );
    assert.equal(retiree.dossier!.complement, null);
    await lireProbleme(await d.repondre({ prenoms: 'X' }), 409, 'transition-interdite');
    await d.intact();
  });

  it('old answers that somebody changed are noticed', async () => {
    await using d = await ouvrirDossier();
    await d.demander([{ chemin: 'prenoms' }]);
    await d.repondre({ prenoms: 'Anne' });
    await d.intact();
    const { moteur } = await d.banc.commune();
    await moteur.commit([
      {
        requete: {
          construire: (k) =>
            (k as never as import('kysely').Kysely<{ reponses_anterieures: { reponses: string } }>)
              .updateTable('reponses_anterieures')
              .set({ reponses: '{}' }),
        },
        parametres: {},
      },
    ]);
    await assert.rejects(d.intact());
  });
});
