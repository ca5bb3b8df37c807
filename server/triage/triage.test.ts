import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Conflit, DemandeAgent, Incident, type ModificationDemande } from '#contract/schemas/agent.ts';
import { DemandeDeposee, Suivi } from '#contract/schemas/demande.ts';
import { TRANSITIONS } from '#contract/transitions.ts';
import { STATUTS, type Statut } from '#contract/vocabulaire.ts';
import * as z from 'zod';
import { chemins, lire, lireProbleme, ouvrirBanc, type Banc } from '../../test/serveur/banc.ts';
import type { Poste } from '../../test/serveur/poste.ts';
import { acte, PERSONNE, voirie } from '../../test/serveur/reponses.ts';
import { HEURE } from '../socle/horloge/horloge.ts';
import { ErreurEnvoi } from '../socle/mail/mail.ts';

const AGENT = 'agent@port-aubier.example';
const CHEF = 'chef@port-aubier.example';

/** One demande, opened by an agent. */
async function ouvrirDossier(reponses = acte()) {
  const banc = await ouvrirBanc();
  const { numero, code } = await banc.deposer('acte-naissance', reponses);
  const poste = await banc.connecter(AGENT);
  await banc.jobs();
  return { banc, numero, code, poste, [Symbol.asyncDispose]: () => banc[Symbol.asyncDispose]() };
}
const lireDossier = async (banc: Banc, poste: Poste, numero: string) =>
  lire(DemandeAgent, await banc.get(`agent/demandes/${numero}`, { poste }));
const modifier = (banc: Banc, poste: Poste, numero: string, corps: ModificationDemande) =>
  banc.appel('PATCH', `agent/demandes/${numero}`, { corps, poste });

describe('modifying a demande', () => {
  it('follows the table of transitions, whole', async () => {
    await using d = await ouvrirDossier();
    const { deciderModification } = await import('./decider.ts');
    const { demandeParNumero } = await import('../demandes/store.ts');
    const commune = await d.banc.commune();
    const demande = (await commune.moteur.lireUn(demandeParNumero, { numero: d.numero }))!;
    for (const de of STATUTS) {
      for (const vers of STATUTS.filter((statut) => statut !== de)) {
        const decider = () =>
          deciderModification(
            commune,
            { ...demande, statut: de },
            {
              version: 1,
              statut: vers,
              motif: 'Une raison',
              planifieeLe: '2026-12-24',
            },
          );
        if (TRANSITIONS[de].includes(vers) && vers !== 'retiree') {
          assert.equal(decider().maj?.statut, vers, `${de} to ${vers}`);
        } else {
          assert.throws(decider, { code: 'transition-interdite' }, `${de} to ${vers}`);
        }
      }
    }
  });

  it('offers what may come next, and never a withdrawal', async () => {
    await using d = await ouvrirDossier();
    const offertes = TRANSITIONS.recue.filter((statut) => statut !== 'retiree');
    assert.deepEqual((await lireDossier(d.banc, d.poste, d.numero)).transitions, offertes);
    const corps = { version: 2, statut: 'retiree' as const };
    await lireProbleme(await modifier(d.banc, d.poste, d.numero, corps), 409, 'transition-interdite');
  });

  it('asks for a reason where the citizen reads one', async () => {
    await using d = await ouvrirDossier();
    for (const statut of ['refusee', 'transmise', 'en-attente'] satisfies Statut[]) {
      for (const autres of [{}, { motif: '  ' }]) {
        const refus = await modifier(d.banc, d.poste, d.numero, { version: 2, statut, ...autres });
        assert.deepEqual(chemins(await lireProbleme(refus, 422, 'saisie-invalide')), ['motif']);
      }
    }
  });

  it('plans from today on, in the town’s own day', async () => {
    await using d = await ouvrirDossier();
    // 00:30 in Paris on the 23rd, still the 22nd in UTC.
    d.banc.horloge.avancer(14 * HEURE);
    const poste = await d.banc.connecter(AGENT);
    const planifier = (planifieeLe?: string) =>
      modifier(d.banc, poste, d.numero, {
        version: 2,
        statut: 'planifiee',
        ...(planifieeLe && { planifieeLe }),
      });
    for (const jour of [undefined, '2026-11-22']) {
      assert.deepEqual(chemins(await lireProbleme(await planifier(jour), 422, 'saisie-invalide')), [
        'planifieeLe',
      ]);
    }
    for (const faux of ['2026-02-30', 'demain']) {
      assert.deepEqual(chemins(await lireProbleme(await planifier(faux), 422, 'saisie-invalide')), [
        'planifieeLe',
      ]);
    }
    const { planifieeLe, ligne } = await lire(DemandeAgent, await planifier('2026-11-23'));
    assert.equal(planifieeLe, '2026-11-23');
    const deplacee = { version: ligne.version, statut: 'planifiee' as const, planifieeLe: '2026-12-02' };
    assert.equal(
      (await lire(DemandeAgent, await modifier(d.banc, poste, d.numero, deplacee))).planifieeLe,
      '2026-12-02',
    );
    await d.banc.apresLaMinute();
    const publique = await lire(Suivi, await d.banc.get(`demandes/${d.numero}`));
    assert.equal(publique.planifieeLe, '2026-12-02');
  });

  it('closes and takes up again', async () => {
    await using d = await ouvrirDossier();
    const fermee = await lire(
      DemandeAgent,
      await modifier(d.banc, d.poste, d.numero, { version: 2, statut: 'traitee' }),
    );
    assert.deepEqual(fermee.transitions, ['en-cours']);
    const encore = { version: fermee.ligne.version, statut: 'en-cours' as const };
    const rouverte = await lire(DemandeAgent, await modifier(d.banc, d.poste, d.numero, encore));
    assert.equal(rouverte.ligne.statut, 'en-cours');
  });

  it('that changes nothing writes nothing', async () => {
    await using d = await ouvrirDossier();
    const avant = await lireDossier(d.banc, d.poste, d.numero);
    const corps = { version: 2, statut: 'recue' as const, affecteeA: null, service: 'etat-civil' };
    assert.deepEqual(await lire(DemandeAgent, await modifier(d.banc, d.poste, d.numero, corps)), avant);
  });

  it('assigns to an agent of the service only', async () => {
    await using d = await ouvrirDossier();
    for (const affecteeA of ['terrain@port-aubier.example', 'inconnu@exemple.fr']) {
      const refus = await modifier(d.banc, d.poste, d.numero, { version: 2, affecteeA });
      assert.deepEqual(chemins(await lireProbleme(refus, 422, 'saisie-invalide')), ['affecteeA']);
    }
    const pris = await lire(
      DemandeAgent,
      await modifier(d.banc, d.poste, d.numero, { version: 2, affecteeA: CHEF }),
    );
    assert.deepEqual(pris.ligne.affecteeA, { courriel: CHEF, nom: 'Bastien Orgelet' });
    assert.deepEqual(pris.evenements.at(-1)?.donnees, { avant: null, apres: 'Bastien Orgelet' });
  });

  it('passed on to another service, it waits there for somebody', async () => {
    await using d = await ouvrirDossier();
    await modifier(d.banc, d.poste, d.numero, { version: 2, affecteeA: AGENT });
    const inconnu = await modifier(d.banc, d.poste, d.numero, { version: 3, service: 'piscine' });
    assert.deepEqual(chemins(await lireProbleme(inconnu, 422, 'saisie-invalide')), ['service']);
    const passe = await lire(
      DemandeAgent,
      await modifier(d.banc, d.poste, d.numero, { version: 3, service: 'voirie' }),
    );
    assert.equal(passe.ligne.affecteeA, null);
    assert.equal(passe.ligne.service.nom, 'Voirie et éclairage');
    await lireProbleme(
      await d.banc.get(`agent/demandes/${d.numero}`, { poste: d.poste }),
      404,
      'numero-inconnu',
    );
    const publique = await lire(Suivi, await d.banc.get(`demandes/${d.numero}`));
    assert.equal(publique.service.contact.telephone, '04 65 71 00 14');
    assert.deepEqual(publique.evenements.at(-1)?.donnees, {
      avant: 'État civil',
      apres: 'Voirie et éclairage',
    });
  });
});

describe('two agents on one demande', () => {
  it('the second is told what stands and what changed, and nothing is lost', async () => {
    await using d = await ouvrirDossier();
    const chef = await d.banc.connecter(CHEF);
    await lire(DemandeAgent, await modifier(d.banc, chef, d.numero, { version: 2, statut: 'en-cours' }));
    await d.banc.post(`demandes/${d.numero}/messages`, { corps: 'Où en est-on ?' }, { code: d.code });
    const refus = await modifier(d.banc, d.poste, d.numero, { version: 2, statut: 'traitee' });
    const conflit = Conflit.parse(await lireProbleme(refus.clone(), 409, 'conflit'));
    assert.equal(conflit.actuelle.ligne.statut, 'en-cours');
    assert.deepEqual(
      conflit.changements.map(({ type }) => type),
      ['statut', 'message'],
    );
    assert.equal(
      conflit.changements[0]!.auteur.nom,
      'Bastien Orgelet, responsable de la relation aux habitants',
    );
    const encore = { version: conflit.actuelle.ligne.version, statut: 'traitee' as const };
    await lire(DemandeAgent, await modifier(d.banc, d.poste, d.numero, encore));
  });

  it('a mail that left in between, or a note, is no conflict', async () => {
    await using banc = await ouvrirBanc();
    const { numero } = await banc.deposer('acte-naissance', acte());
    const poste = await banc.connecter(AGENT);
    await banc.jobs();
    await banc.post(`agent/demandes/${numero}/notes`, { corps: 'Vu' }, { poste });
    const { ligne } = await lire(
      DemandeAgent,
      await modifier(banc, poste, numero, { version: 1, statut: 'en-cours' }),
    );
    assert.equal(ligne.version, 4);
  });

  it('at the same instant: one wins, the other gets the conflict', async () => {
    await using d = await ouvrirDossier();
    const chef = await d.banc.connecter(CHEF);
    const reponses = await Promise.all([
      modifier(d.banc, d.poste, d.numero, { version: 2, statut: 'traitee' }),
      modifier(d.banc, chef, d.numero, { version: 2, statut: 'refusee', motif: 'Non.' }),
    ]);
    assert.deepEqual(
      reponses.map(({ status }) => status),
      [200, 409],
    );
    const conflit = Conflit.parse(await lireProbleme(reponses[1]!, 409, 'conflit'));
    assert.equal(conflit.actuelle.ligne.statut, 'traitee');
  });

  it('a version of the future is a conflict too', async () => {
    await using d = await ouvrirDossier();
    await lireProbleme(
      await modifier(d.banc, d.poste, d.numero, { version: 99, statut: 'traitee' }),
      409,
      'conflit',
    );
  });

  it('eight messages at once on one demande are all there', async () => {
    await using d = await ouvrirDossier();
    const mots = Array.from({ length: 8 }, (_, i) => `mot ${i}`);
    const reponses = await Promise.all(
      mots.map((corps) => d.banc.post(`demandes/${d.numero}/messages`, { corps }, { code: d.code })),
    );
    assert.deepEqual(new Set(reponses.map(({ status }) => status)), new Set([201]));
    const { evenements } = await lireDossier(d.banc, d.poste, d.numero);
    const ecrits = evenements.flatMap((e) => (e.type === 'message' ? [e.donnees.corps] : []));
    assert.deepEqual(ecrits.toSorted(), mots);
  });
});

describe('entering what came by another door', () => {
  const saisie = { demarche: 'acte-naissance', version: 1, canal: 'courrier', reponses: acte() };

  it('counts the delay from the day it came, and says who typed it', async () => {
    await using banc = await ouvrirBanc();
    const poste = await banc.connecter(AGENT);
    const corps = { ...saisie, recueLe: '2026-10-31' };
    const { numero, accuse } = await lire(
      DemandeDeposee,
      await banc.post('agent/demandes', corps, { poste }),
      201,
    );
    assert.equal(accuse.silence.echeance, '2026-12-31');
    assert.equal(accuse.recueLe.slice(0, 10), '2026-10-31');
    const { ligne, evenements } = await lireDossier(banc, poste, numero);
    assert.equal(ligne.canal, 'courrier');
    assert.equal(evenements[0]?.auteur.nom, 'Mireille Vasselin, officière d’état civil');
    const publique = await banc.get(`demandes/${numero}`);
    assert.doesNotMatch(await publique.text(), /Vasselin/);
  });

  it('does not need the e-mail that the web needs', async () => {
    await using banc = await ouvrirBanc();
    const poste = await banc.connecter(AGENT);
    const { 'demandeur-courriel': _, ...reponses } = acte();
    const reponse = await banc.post('agent/demandes', { ...saisie, reponses }, { poste });
    assert.equal((await lire(DemandeDeposee, reponse, 201)).accuse.courriel, null);
    const web = await banc.post('demandes', { demarche: 'acte-naissance', version: 1, reponses });
    assert.deepEqual(chemins(await lireProbleme(web, 422, 'saisie-invalide')), ['demandeur-courriel']);
  });

  it('refuses a day to come and the web’s own channel', async () => {
    await using banc = await ouvrirBanc();
    const poste = await banc.connecter(AGENT);
    for (const [autres, chemin] of [
      [{ recueLe: '2026-11-23' }, 'recueLe'],
      [{ canal: 'web' }, 'canal'],
    ] as const) {
      const refus = await banc.post('agent/demandes', { ...saisie, ...autres }, { poste });
      assert.deepEqual(chemins(await lireProbleme(refus, 422, 'saisie-invalide')), [chemin]);
    }
  });
});

describe('a mail that cannot be sent', () => {
  const Incidents = z.strictObject({ incidents: z.array(Incident) });
  const incidents = async (banc: Banc, poste: Poste) =>
    (await lire(Incidents, await banc.get('agent/incidents', { poste }))).incidents;

  it('is seen by the agents of the service, in the file and as an incident, and goes when asked again', async () => {
    await using banc = await ouvrirBanc();
    const poste = await banc.connecter(AGENT);
    const ailleurs = await banc.connecter('terrain@port-aubier.example');
    const ids: string[] = [];
    banc.boite.panne = ({ id }) => {
      ids.push(id);
      return new ErreurEnvoi('L’adresse du destinataire est refusée.', { definitif: true });
    };
    const { numero, code } = await banc.deposer('acte-naissance', acte());
    await banc.jobs();
    const [incident] = await incidents(banc, poste);
    assert.equal(incident?.numero, numero);
    assert.match(incident.cause, /destinataire est refusée/);
    assert.deepEqual(await incidents(banc, ailleurs), []);
    const echec = (await lireDossier(banc, poste, numero)).evenements.at(-1);
    assert.deepEqual(echec?.donnees, { objet: 'Accusé de réception', etat: 'echec' });
    const suivi = await lire(Suivi, await banc.get(`demandes/${numero}`, { code }));
    assert.deepEqual(
      suivi.evenements.map(({ type }) => type),
      ['depot'],
    );

    const relance = (qui: Poste) => banc.post(`agent/incidents/${incident.id}/relance`, {}, { poste: qui });
    await lireProbleme(await relance(ailleurs), 404, 'introuvable');
    banc.boite.panne = undefined;
    assert.equal((await relance(poste)).status, 202);
    await lireProbleme(await relance(poste), 404, 'introuvable');
    await banc.jobs();
    assert.deepEqual(
      banc.boite.recus.filter(({ a }) => a === PERSONNE['demandeur-courriel']).map(({ id }) => id),
      ids,
    );
    assert.deepEqual(await incidents(banc, poste), []);
  });

  it('for a reason that passes is tried again with the same id, over a day and a half, before it is given up', async () => {
    await using banc = await ouvrirBanc();
    const ids: string[] = [];
    banc.boite.panne = ({ id, a }) => {
      // The agents' digests are late too.
      if (a === 'lou@exemple.fr') ids.push(id);
      return new ErreurEnvoi('Le serveur de courrier ne répond pas.', { definitif: false });
    };
    const { numero } = await banc.deposer(
      'signaler-voirie',
      voirie({ 'demandeur-courriel': 'lou@exemple.fr' }),
    );
    for (let i = 0; i < 30; i++) {
      await banc.jobs();
      banc.horloge.avancer(2 * HEURE);
    }
    assert.equal(ids.length, 24);
    assert.equal(new Set(ids).size, 1);
    banc.boite.panne = undefined;
    const poste = await banc.connecter(CHEF);
    assert.deepEqual(
      (await incidents(banc, poste)).map((i) => [i.numero, i.essais]),
      [[numero, 24]],
    );
  });
});
