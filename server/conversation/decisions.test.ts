import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Conflit, DemandeAgent, Incident } from '#contract/schemas/agent.ts';
import { Suivi } from '#contract/schemas/demande.ts';
import * as z from 'zod';
import { chemins, lire, lireProbleme, ouvrirBanc, type Banc } from '../../test/serveur/banc.ts';
import type { Poste } from '../../test/serveur/poste.ts';
import { acte, voirie } from '../../test/serveur/reponses.ts';
import { verifierChaines } from '../demandes/verifier.ts';
import { SECONDE } from '../socle/horloge/horloge.ts';

const AGENT = 'agent@port-aubier.example';
const CHEF = 'chef@port-aubier.example';

async function ouvrirDossier(
  demarche = 'acte-naissance',
  reponses = acte(),
  courriel = AGENT,
  options: Parameters<typeof ouvrirBanc>[0] = {},
) {
  const banc = await ouvrirBanc(options);
  const { numero, code } = await banc.deposer(demarche, reponses);
  const poste = await banc.connecter(courriel);
  await banc.jobs();
  banc.boite.recus.length = 0;
  const voir = async (j = poste) =>
    lire(DemandeAgent, await banc.get(`agent/demandes/${numero}`, { poste: j }));
  const suivre = async (c: string | undefined = code) =>
    lire(Suivi, await banc.get(`demandes/${numero}`, c ? { code: c } : {}));
  const agir = async (chemin: string, corps: object, a: { poste?: Poste; cle?: string } = {}) =>
    banc.post(
      `agent/demandes/${numero}/${chemin}`,
      { version: (await voir()).ligne.version, ...corps },
      { poste, ...a },
    );
  const decider = (corps: object, a = {}) => agir('decisions', corps, a);
  return {
    banc,
    numero,
    code,
    poste,
    voir,
    suivre,
    agir,
    decider,
    [Symbol.asyncDispose]: () => banc[Symbol.asyncDispose](),
  };
}
const types = (d: { evenements: { type: string }[] }) => d.evenements.map(({ type }) => type);
const intact = async (banc: Banc) => {
  const anomalies: unknown[] = [];
  for await (const anomalie of verifierChaines(await banc.commune())) anomalies.push(anomalie);
  assert.deepEqual(anomalies, []);
};
const refus = { sens: 'refus', texte: 'Le demandeur n’est ni la personne ni un proche (décret 2017-890).' };

describe('a decision', () => {
  it('closes in one commit, and leaves after the minute with its letter', async () => {
    await using d = await ouvrirDossier();
    const decidee = await lire(DemandeAgent, await d.decider(refus));
    assert.equal(decidee.ligne.statut, 'refusee');
    assert.equal(decidee.motif, refus.texte);
    assert.deepEqual(types(decidee).slice(-2), ['decision', 'statut']);
    assert.ok(decidee.annulableJusqua);
    await d.banc.jobs();
    assert.equal(d.banc.boite.recus.length, 0);
    for (const vue of [await d.suivre(), await d.suivre('')]) {
      assert.equal(vue.statut, 'recue');
      assert.ok(!JSON.stringify(vue).includes('ni un proche'));
    }

    await d.banc.apresLaMinute();
    const [courriel, ...autres] = d.banc.boite.recus;
    assert.deepEqual(autres, []);
    assert.match(courriel!.texte, /Votre demande est refusée/);
    assert.match(courriel!.texte, /ni la personne ni un\s+> proche|ni un proche/);
    assert.match(courriel!.texte, /2 mois/);
    assert.equal(courriel!.piecesJointes?.[0]?.nom, `decision-${d.numero}.pdf`);
    assert.equal(Buffer.from(courriel!.piecesJointes![0]!.contenu).subarray(0, 5).toString(), '%PDF-');
    const vue = await d.suivre();
    assert.equal(vue.statut, 'refusee');
    const document = vue.evenements.find((e) => e.type === 'document');
    assert.equal(document?.donnees.nature, 'decision');
    const piece = await d.banc.get(`demandes/${d.numero}/pieces/${document!.donnees.piece.id}`, {
      code: d.code,
    });
    assert.equal(piece.status, 200);
    assert.equal(piece.headers.get('Content-Type'), 'application/pdf');
    assert.equal((await piece.arrayBuffer()).byteLength, document!.donnees.piece.taille);
    assert.equal((await d.voir()).annulableJusqua, null);
    await intact(d.banc);
  });

  it('without a name says the service, to the citizen only', async () => {
    await using d = await ouvrirDossier();
    await lire(DemandeAgent, await d.decider({ ...refus, anonyme: true }));
    await d.banc.apresLaMinute();
    const vue = await d.suivre();
    const decision = vue.evenements.find(({ type }) => type === 'decision');
    assert.equal(decision?.auteur.nom, 'L’agent en charge, service « État civil »');
    assert.ok(!JSON.stringify(vue).includes('Vasselin'));
    assert.ok(!d.banc.boite.recus[0]!.texte.includes('Vasselin'));
    const pour = await d.voir();
    assert.match(pour.evenements.find(({ type }) => type === 'decision')!.auteur.nom!, /Vasselin/);
  });

  it('of transmission names who answers; to the competent authority the clock obeys', async () => {
    await using d = await ouvrirDossier();
    const corps = {
      sens: 'transmission',
      texte: 'L’acte a été dressé à Marseille.',
      organisme: 'Mairie de Marseille',
      contact: '04 00 00 00 00',
      competente: true,
    };
    const decidee = await lire(DemandeAgent, await d.decider(corps));
    assert.equal(decidee.ligne.statut, 'transmise');
    assert.match(decidee.motif!, /Mairie de Marseille/);
    assert.ok(types(decidee).includes('transfert'));
    await d.banc.apresLaMinute();
    assert.match(d.banc.boite.recus[0]!.texte, /Mairie de Marseille vous répondra/);
    await intact(d.banc);
  });

  it('is refused with clear words where it makes no sense', async () => {
    await using d = await ouvrirDossier();
    const sansQui = await d.decider({ sens: 'transmission', texte: 'Ailleurs.' });
    assert.deepEqual(chemins(await lireProbleme(sansQui, 422, 'saisie-invalide')), ['organisme']);
    const sansRaison = await d.decider({ sens: 'refus', texte: '   ' });
    assert.deepEqual(chemins(await lireProbleme(sansRaison, 422, 'saisie-invalide')), ['texte']);
    const competente = await d.decider({ ...refus, competente: true });
    assert.deepEqual(chemins(await lireProbleme(competente, 422, 'saisie-invalide')), ['competente']);
    await lire(DemandeAgent, await d.decider({ sens: 'acceptation', texte: 'Accordé.' }));
    const encore = await lireProbleme(await d.decider(refus), 409, 'transition-interdite');
    assert.match(encore.detail, /reprenez-le d’abord/);
  });

  it('is taken once for a key, and conflicts with what was decided since', async () => {
    await using d = await ouvrirDossier();
    const { ligne } = await d.voir();
    const corps = { version: ligne.version, ...refus };
    const chemin = `agent/demandes/${d.numero}/decisions`;
    const envoi = () => d.banc.post(chemin, corps, { poste: d.poste, cle: 'une-fois' });
    const [une, deux] = [await lire(DemandeAgent, await envoi()), await lire(DemandeAgent, await envoi())];
    assert.deepEqual(une, deux);
    const autre = { ...corps, texte: 'Autre raison.' };
    await lireProbleme(
      await d.banc.post(chemin, autre, { poste: d.poste, cle: 'une-fois' }),
      422,
      'cle-reutilisee',
    );
    const chef = await d.banc.connecter(CHEF);
    const conflit = await d.banc.post(chemin, { ...corps, texte: 'Trop tard.' }, { poste: chef });
    const lu = Conflit.parse(await lireProbleme(conflit, 409, 'conflit'));
    assert.deepEqual(
      lu.changements.map(({ type }) => type),
      ['decision', 'statut'],
    );
  });

  it('has a preview that writes nothing', async () => {
    await using d = await ouvrirDossier();
    const avant = await d.voir();
    const apercu = await d.decider({});
    assert.equal(apercu.status, 422);
    const pdf = await d.agir('decisions/apercu', refus);
    assert.equal(pdf.headers.get('Content-Type'), 'application/pdf');
    assert.equal(
      Buffer.from(await pdf.arrayBuffer())
        .subarray(0, 5)
        .toString(),
      '%PDF-',
    );
    assert.deepEqual(await d.voir(), avant);
  });

  it('is nobody else’s: without a session, or of another service', async () => {
    await using d = await ouvrirDossier();
    for (const chemin of ['decisions', 'decisions/apercu', 'annulation', 'complements']) {
      const url = `agent/demandes/${d.numero}/${chemin}`;
      await lireProbleme(await d.banc.post(url, { version: 1, ...refus }), 401, 'session-requise');
    }
    const terrain = await d.banc.connecter('terrain@port-aubier.example');
    await lireProbleme(await d.decider(refus, { poste: terrain }), 404, 'numero-inconnu');
  });
});

describe('taking a decision back', () => {
  it('within the minute leaves everything as it was, and nothing ever leaves', async () => {
    await using d = await ouvrirDossier();
    const patch = { version: (await d.voir()).ligne.version, statut: 'planifiee', planifieeLe: '2026-12-03' };
    await d.banc.appel('PATCH', `agent/demandes/${d.numero}`, { corps: patch, poste: d.poste });
    await d.banc.apresLaMinute();
    d.banc.boite.recus.length = 0;
    const avant = await d.voir();
    await lire(DemandeAgent, await d.decider(refus));
    d.banc.horloge.avancer(59 * SECONDE);
    const apres = await lire(DemandeAgent, await d.agir('annulation', {}, { cle: 'a' }));
    assert.equal(apres.ligne.statut, 'planifiee');
    for (const cle of ['motif', 'planifieeLe', 'complement', 'transitions'] as const) {
      assert.deepEqual(apres[cle], avant[cle], cle);
    }
    assert.equal(apres.ligne.echeance, avant.ligne.echeance);
    assert.deepEqual(types(apres).slice(-4), ['decision', 'statut', 'annulation', 'annulation']);
    assert.equal(apres.annulableJusqua, null);
    await d.banc.apresLaMinute();
    assert.deepEqual(d.banc.boite.recus, []);
    const vue = await d.suivre();
    assert.deepEqual(types(vue), ['depot', 'statut']);
    assert.ok(!JSON.stringify(vue).includes('ni un proche'));
    await lireProbleme(await d.agir('annulation', {}), 409, 'transition-interdite');
    await intact(d.banc);
  });

  it('after the minute is too late', async () => {
    await using d = await ouvrirDossier();
    const decidee = await lire(DemandeAgent, await d.decider(refus));
    d.banc.horloge.avancer(61 * SECONDE);
    const corps = { version: decidee.ligne.version };
    const url = `agent/demandes/${d.numero}/annulation`;
    // The agent's page may still show the button: a fresh session, since time passed.
    const refusee = await lireProbleme(
      await d.banc.post(url, corps, { poste: d.poste }),
      409,
      'transition-interdite',
    );
    assert.match(refusee.detail, /minute/);
    await d.banc.apresLaMinute();
    assert.equal(d.banc.boite.recus.length, 1);
  });

  it('is its author’s alone, and not from under what came after', async () => {
    await using d = await ouvrirDossier();
    await lire(DemandeAgent, await d.decider(refus));
    const chef = await d.banc.connecter(CHEF);
    assert.equal((await d.voir(chef)).annulableJusqua, null);
    await lireProbleme(await d.agir('annulation', {}, { poste: chef }), 403, 'acces-refuse');
    await d.banc.post(`demandes/${d.numero}/messages`, { corps: 'Un mot.' }, { code: d.code });
    assert.equal((await d.voir()).annulableJusqua, null);
    await lireProbleme(await d.agir('annulation', {}), 409, 'transition-interdite');
  });

  it('works for a change of status too', async () => {
    await using d = await ouvrirDossier();
    const corps = { version: (await d.voir()).ligne.version, statut: 'traitee' };
    const close = await lire(
      DemandeAgent,
      await d.banc.appel('PATCH', `agent/demandes/${d.numero}`, { corps, poste: d.poste }),
    );
    assert.ok(close.annulableJusqua);
    assert.equal((await lire(DemandeAgent, await d.agir('annulation', {}))).ligne.statut, 'recue');
    await d.banc.apresLaMinute();
    assert.deepEqual(d.banc.boite.recus, []);
  });
});

describe('bad days of a decision', () => {
  it('a letter that cannot be drawn: the citizen is told, agents see an incident, and it can be drawn later', async () => {
    await using d = await ouvrirDossier();
    const commune = await d.banc.commune();
    const ecrire = commune.blobs.ecrire.bind(commune.blobs);
    commune.blobs.ecrire = () => Promise.reject(new Error('disk full'));
    await lire(DemandeAgent, await d.decider(refus));
    for (let essai = 0; essai < 12; essai++) {
      d.banc.horloge.avancer(2 * 3600 * SECONDE);
      await d.banc.jobs();
    }
    assert.match(d.banc.boite.recus[0]!.texte, /La lettre sera bientôt dans votre dossier/);
    const poste = await d.banc.connecter(AGENT);
    const liste = z.strictObject({ incidents: z.array(Incident) });
    const { incidents } = await lire(liste, await d.banc.get('agent/incidents', { poste }));
    assert.deepEqual(
      incidents.map(({ type, numero }) => [type, numero]),
      [['document', d.numero]],
    );
    commune.blobs.ecrire = ecrire;
    await d.banc.post(`agent/incidents/${incidents[0]!.id}/relance`, {}, { poste });
    await d.banc.jobs();
    assert.ok(types(await d.suivre()).includes('document'));
    assert.equal(d.banc.boite.recus.at(-1)!.piecesJointes?.length, 1);
  });

  it('a mail server down for a day: everything leaves once, in the end', async () => {
    await using d = await ouvrirDossier();
    d.banc.boite.panne = () => new Error('down');
    await lire(DemandeAgent, await d.decider(refus));
    for (let heure = 0; heure < 30; heure++) {
      d.banc.horloge.avancer(3600 * SECONDE);
      await d.banc.jobs();
    }
    assert.deepEqual(d.banc.boite.recus, []);
    d.banc.boite.panne = undefined;
    d.banc.horloge.avancer(3 * 3600 * SECONDE);
    await d.banc.jobs();
    assert.equal(d.banc.boite.recus.length, 1);
    assert.equal(types(await d.suivre()).filter((type) => type === 'document').length, 1);
  });

  it('a kill between the letter and its commit: one letter, one mail', async () => {
    await using d = await ouvrirDossier();
    await lire(DemandeAgent, await d.decider(refus));
    const { moteur, blobs } = await d.banc.commune();
    const [commit, ecrire] = [moteur.commit.bind(moteur), blobs.ecrire.bind(blobs)];
    blobs.ecrire = async (...a) => {
      const blob = await ecrire(...a);
      moteur.commit = () => Promise.reject(new Error('power cut'));
      return blob;
    };
    await assert.rejects(d.banc.apresLaMinute(), /power cut/);
    [moteur.commit, blobs.ecrire] = [commit, ecrire];
    d.banc.horloge.avancer(3 * 60 * SECONDE);
    await d.banc.jobs();
    assert.equal(d.banc.boite.recus.length, 1);
    assert.equal(types(await d.suivre()).filter((type) => type === 'document').length, 1);
    await intact(d.banc);
  });
});

describe('the word of the citizen on a closed report', () => {
  const CHEF_VOIRIE = CHEF;
  const clore = async (d: Awaited<ReturnType<typeof ouvrirDossier>>) => {
    const corps = { version: (await d.voir()).ligne.version, statut: 'traitee', motif: 'Trou rebouché.' };
    await d.banc.appel('PATCH', `agent/demandes/${d.numero}`, { corps, poste: d.poste });
  };
  const avis = (d: Awaited<ReturnType<typeof ouvrirDossier>>, corps: object, a = {}) =>
    d.banc.post(`demandes/${d.numero}/satisfaction`, corps, { code: d.code, ...a });
  const signaler = () =>
    ouvrirDossier('signaler-voirie', voirie({ 'demandeur-courriel': 'lou@exemple.fr' }), CHEF_VOIRIE);

  it('is asked by mail, given once, and « pas réglé » brings it back', async () => {
    await using d = await signaler();
    await lireProbleme(await avis(d, { resultat: 'regle' }), 409, 'transition-interdite');
    await clore(d);
    await lireProbleme(await avis(d, { resultat: 'regle' }), 409, 'transition-interdite');
    await d.banc.apresLaMinute();
    assert.match(d.banc.boite.recus.at(-1)!.texte, /Le problème est-il réglé/);
    assert.match(d.banc.boite.recus.at(-1)!.texte, /#numero=/);
    assert.equal((await d.suivre()).dossier!.satisfactionAttendue, true);
    const corps = { resultat: 'pas-regle', commentaire: 'Le trou est revenu.' };
    const vue = await lire(Suivi, await avis(d, corps, { cle: 'k' }));
    assert.equal(vue.statut, 'en-cours');
    assert.equal(vue.dossier!.satisfactionAttendue, false);
    assert.deepEqual(await lire(Suivi, await avis(d, corps, { cle: 'k' })), vue);
    await lireProbleme(await avis(d, corps), 409, 'transition-interdite');
    const dossier = await d.voir();
    assert.equal(dossier.ligne.reponseAttendue, true);
    assert.ok(JSON.stringify(dossier.evenements).includes('Le trou est revenu.'));
    await clore(d);
    await d.banc.apresLaMinute();
    const partiel = await lire(Suivi, await avis(d, { resultat: 'en-partie' }));
    assert.equal(partiel.statut, 'traitee');
    await lireProbleme(await avis(d, { resultat: 'regle' }), 409, 'transition-interdite');
    await intact(d.banc);
  });

  it('« pas réglé » ends the delay that the answer had met, and says why', async () => {
    await using d = await ouvrirDossier('signaler-voirie', voirie(), CHEF_VOIRIE, {
      adapter: (lu) => {
        const copie = structuredClone(lu);
        copie.demarches.find(({ code }) => code === 'signaler-voirie')!.silence = {
          regime: 'refus',
          mois: 2,
        };
        return copie;
      },
    });
    assert.equal((await d.voir()).ligne.echeance, '2027-01-22');
    await clore(d);
    await d.banc.apresLaMinute();
    await lire(Suivi, await avis(d, { resultat: 'pas-regle' }));
    const { ligne, evenements } = await d.voir();
    assert.equal(ligne.echeance, null);
    const echeance = evenements.find((evenement) => evenement.type === 'echeance');
    assert.deepEqual([echeance?.donnees.cause, echeance?.donnees.apres], ['reouverture', null]);
    await intact(d.banc);
  });

  it('needs the code', async () => {
    await using d = await signaler();
    for (const chemin of ['satisfaction', 'lecture', 'complements']) {
      const corps = {
        satisfaction: { resultat: 'regle' },
        lecture: { jusqua: 1 },
        complements: { reponses: {} },
      };
      const url = `demandes/${d.numero}/${chemin}`;
      await lireProbleme(await d.banc.post(url, corps[chemin as 'lecture']), 401, 'session-requise');
      await lireProbleme(
        await d.banc.post(url, corps[chemin as 'lecture'], { code: 'AAAAAA' }),
        403,
        'code-faux',
      );
    }
  });
});

describe('what the citizen has read', () => {
  it('is known to agents, never goes back, and never goes beyond what there is', async () => {
    await using d = await ouvrirDossier();
    const lu = async (jusqua: number) => {
      const reponse = await d.banc.post(`demandes/${d.numero}/lecture`, { jusqua }, { code: d.code });
      assert.equal(reponse.status, 204);
      return (await d.voir()).luJusqua;
    };
    await d.banc.post(`agent/demandes/${d.numero}/messages`, { corps: 'Bonjour' }, { poste: d.poste });
    const dernier = (await d.suivre()).evenements.at(-1)!.rang!;
    assert.equal(await lu(1), 1);
    assert.equal(await lu(dernier), dernier);
    assert.equal(await lu(1), dernier);
    assert.equal(await lu(99), (await d.voir()).ligne.version);
    assert.equal((await d.suivre()).dossier!.luJusqua, (await d.voir()).luJusqua);
  });
});
