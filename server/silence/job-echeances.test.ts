import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { DemandeAgent } from '#contract/schemas/agent.ts';
import { Suivi, type Evenement } from '#contract/schemas/demande.ts';
import { lire, lireProbleme, ouvrirBanc, type Banc, type Slug } from '../../test/serveur/banc.ts';
import { acte, terrasse } from '../../test/serveur/reponses.ts';
import { verifierChaines } from '../demandes/verifier.ts';
import { instructionsDe } from '../demandes/changer.ts';
import { SYSTEME, type Fait } from '../demandes/evenements.ts';
import { demandeParNumero } from '../demandes/store.ts';
import { oublierJobs } from './store.test-util.ts';
import { pdf } from '../socle/fichiers/exemples.test-util.ts';
import { HEURE, JOUR, MINUTE, SECONDE } from '../socle/horloge/horloge.ts';

const AGENT = 'chef@port-aubier.example';

/** Moves the clock to an instant (UTC), and does what is due. */
async function aller(banc: Banc, instant: string, slug?: Slug): Promise<void> {
  banc.horloge.avancer(Date.parse(instant) - banc.horloge.maintenant());
  await banc.jobs(slug);
}
const suivre = async (banc: Banc, numero: string, code?: string, slug: Slug = 'port-aubier') =>
  lire(Suivi, await banc.get(`demandes/${numero}`, { slug, ...(code && { code }) }));
const implicites = ({ evenements }: { evenements: Evenement[] }) =>
  evenements.filter((evenement) => evenement.type === 'implicite').map(({ donnees }) => donnees);
const objets = (banc: Banc, motif: RegExp) =>
  banc.boite.recus.map(({ objet }) => objet).filter((o) => motif.test(o));

async function deposerTerrasse(banc: Banc) {
  const pieces = [await banc.televerser('plan.pdf', pdf()), await banc.televerser('assurance.pdf', pdf())];
  return banc.deposer('terrasse', terrasse(pieces[0]!, pieces[1]!));
}

/** Appends what another room will: the event and nothing else. */
async function ajouter(banc: Banc, numero: string, faits: Fait[], maj: object = {}): Promise<void> {
  const commune = await banc.commune();
  const demande = (await commune.moteur.lireUn(demandeParNumero, { numero }))!;
  await commune.moteur.commit(instructionsDe(commune, demande, SYSTEME, { faits, maj }).instructions);
}
async function modifier(banc: Banc, numero: string, voulue: object): Promise<Response> {
  const poste = await banc.connecter(AGENT);
  const { ligne } = await lire(DemandeAgent, await banc.get(`agent/demandes/${numero}`, { poste }));
  return banc.appel('PATCH', `agent/demandes/${numero}`, {
    poste,
    corps: { version: ligne.version, ...voulue },
  });
}

describe('the end of a delay', () => {
  it('accepts at midnight of the town, not a second before, and tells citizen and service', async () => {
    await using banc = await ouvrirBanc();
    const { numero, code, accuse } = await banc.deposer('acte-naissance', acte());
    assert.equal(accuse.silence.echeance, '2027-01-22');
    await aller(banc, '2027-01-22T22:59:59Z');
    assert.equal((await suivre(banc, numero)).implicite, null);
    await aller(banc, '2027-01-22T23:00:01Z');

    const suivi = await suivre(banc, numero);
    assert.deepEqual(suivi.implicite, { sens: 'acceptation', neeLe: '2027-01-23' });
    assert.equal(suivi.statut, 'recue', 'it stays open');
    assert.deepEqual(implicites(suivi), [{ sens: 'acceptation', neeLe: '2027-01-23' }]);
    const courriel = banc.boite.recus.findLast(({ objet }) => /acceptée/.test(objet))!;
    assert.match(courriel.objet, new RegExp(`^Votre demande est acceptée : ${numero}$`));
    assert.match(courriel.texte, /acceptée depuis le 23 janvier 2027/);
    assert.match(courriel.texte, /attestation .*L232-3/s);
    assert.match(courriel.texte.replace(/\s/g, ''), new RegExp(`code=${code}`));

    const poste = await banc.connecter(AGENT);
    const dossier = await lire(DemandeAgent, await banc.get(`agent/demandes/${numero}`, { poste }));
    const note = dossier.evenements.find(({ type }) => type === 'note');
    assert.match(
      (note!.donnees as { corps: string }).corps,
      /acceptée depuis le 23 janvier 2027.*reste ouverte/,
    );
    assert.ok(!(await suivre(banc, numero, code)).evenements.some(({ type }) => type === 'note'));
  });

  it('refuses, with the reasons and the ways to appeal', async () => {
    await using banc = await ouvrirBanc();
    const { numero } = await deposerTerrasse(banc);
    await aller(banc, '2027-01-23T06:00:00Z');
    assert.deepEqual((await suivre(banc, numero)).implicite, { sens: 'refus', neeLe: '2027-01-23' });
    const texte = banc.boite.recus.findLast(({ objet }) => /refusée/.test(objet))!.texte.replace(/\s+/g, ' ');
    for (const motif of [/2 mois/, /recours gracieux/, /tribunal administratif/, /L232-4/])
      assert.match(texte, motif);
  });

  it('comes at midnight of Mayotte', async () => {
    await using banc = await ouvrirBanc({ communes: ['anse-vanille'], debut: '2026-12-31T20:59:59Z' });
    const avant = await banc.deposer('acte-naissance', acte(), { slug: 'anse-vanille' });
    banc.horloge.avancer(SECONDE);
    const apres = await banc.deposer('acte-naissance', acte(), { slug: 'anse-vanille' });
    await aller(banc, '2027-02-28T21:00:00Z', 'anse-vanille');
    await aller(banc, '2027-02-28T21:00:01Z', 'anse-vanille');
    assert.equal(
      (await suivre(banc, avant.numero, undefined, 'anse-vanille')).implicite?.neeLe,
      '2027-03-01',
    );
    assert.equal((await suivre(banc, apres.numero, undefined, 'anse-vanille')).implicite, null);
    await aller(banc, '2027-03-01T21:00:01Z', 'anse-vanille');
    assert.equal(
      (await suivre(banc, apres.numero, undefined, 'anse-vanille')).implicite?.neeLe,
      '2027-03-02',
    );
  });

  it('is caught up after three days without a server, each dated of its own day, once', async () => {
    await using banc = await ouvrirBanc();
    const numeros: string[] = [];
    for (let jour = 0; jour < 3; jour++) {
      numeros.push((await banc.deposer('acte-naissance', acte())).numero);
      banc.horloge.avancer(JOUR);
    }
    await banc.jobs();
    // Nothing runs from 22 to 26 January.
    await aller(banc, '2027-01-26T08:00:00Z');
    const nees = async () => Promise.all(numeros.map(async (n) => (await suivre(banc, n)).implicite?.neeLe));
    assert.deepEqual(await nees(), ['2027-01-23', '2027-01-24', '2027-01-25']);
    assert.equal(objets(banc, /acceptée/).length, 3);
    await aller(banc, '2027-01-26T23:30:00Z');
    await aller(banc, '2027-01-27T23:30:00Z');
    assert.deepEqual(await nees(), ['2027-01-23', '2027-01-24', '2027-01-25']);
    assert.equal(objets(banc, /acceptée/).length, 3);
    for await (const anomalie of verifierChaines(await banc.commune())) assert.fail(anomalie.cause);
  });

  it('missed for a week, with the post down on the day it is back: dated of its day, told once', async () => {
    await using banc = await ouvrirBanc();
    const acceptee = await banc.deposer('acte-naissance', acte());
    const refusee = await deposerTerrasse(banc);
    await banc.jobs();
    await aller(banc, '2027-01-20T08:00:00Z');
    await banc.registre.fermer();
    // Off from 20 to 29 January; the mail server answers nobody until the 30th.
    banc.boite.panne = () => new Error('ECONNREFUSED');
    await aller(banc, '2027-01-29T08:00:00Z');
    assert.deepEqual(objets(banc, /faute de réponse|est acceptée/), []);
    for (let heure = 0; heure < 24; heure += 2) {
      banc.horloge.avancer(2 * HEURE);
      await banc.jobs();
    }
    banc.boite.panne = undefined;
    for (let heure = 0; heure < 8; heure += 2) {
      banc.horloge.avancer(2 * HEURE);
      await banc.jobs();
    }
    await aller(banc, '2027-02-03T08:00:00Z');
    for (const [depot, sens] of [
      [acceptee, 'acceptation'],
      [refusee, 'refus'],
    ] as const) {
      const suivi = await suivre(banc, depot.numero);
      assert.deepEqual(suivi.implicite, { sens, neeLe: '2027-01-23' });
      assert.equal(implicites(suivi).length, 1);
    }
    assert.deepEqual(objets(banc, /faute de réponse|est acceptée/).toSorted(), [
      `Votre demande est acceptée : ${acceptee.numero}`,
      `Votre demande est refusée, faute de réponse : ${refusee.numero}`,
    ]);
  });

  it('comes all the same to a request whose answer was taken back over that midnight', async () => {
    await using banc = await ouvrirBanc();
    const { numero } = await banc.deposer('acte-naissance', acte());
    await aller(banc, '2027-01-22T22:59:30Z');
    const poste = await banc.connecter(AGENT);
    const chemin = `agent/demandes/${numero}`;
    const version = async () => (await lire(DemandeAgent, await banc.get(chemin, { poste }))).ligne.version;
    const decision = { version: await version(), sens: 'acceptation', texte: 'Voici.' };
    await lire(DemandeAgent, await banc.post(`${chemin}/decisions`, decision, { poste }));
    // Midnight passes over an answer; it is taken back twenty seconds later.
    await aller(banc, '2027-01-22T23:00:05Z');
    assert.equal((await suivre(banc, numero)).implicite, null);
    await aller(banc, '2027-01-22T23:00:20Z');
    await lire(
      DemandeAgent,
      await banc.post(`${chemin}/annulation`, { version: await version() }, { poste }),
    );
    await aller(banc, '2027-01-23T23:00:05Z');
    const suivi = await suivre(banc, numero);
    assert.deepEqual(suivi.implicite, { sens: 'acceptation', neeLe: '2027-01-23' });
    assert.deepEqual(objets(banc, /est acceptée|Réponse de la mairie/), [
      `Votre demande est acceptée : ${numero}`,
    ]);
    for await (const anomalie of verifierChaines(await banc.commune())) assert.fail(anomalie.cause);
  });

  it('is found at once by a server that opens after it', async () => {
    await using banc = await ouvrirBanc();
    const { numero } = await banc.deposer('acte-naissance', acte());
    await banc.jobs();
    const { moteur } = await banc.commune();
    await moteur.commit([oublierJobs]);
    await banc.registre.fermer();
    banc.horloge.avancer(100 * JOUR);
    await banc.jobs();
    assert.equal((await suivre(banc, numero)).implicite?.neeLe, '2027-01-23');
  });

  it('does nothing to what was answered, withdrawn, or never had a delay', async () => {
    await using banc = await ouvrirBanc();
    const { numero: traitee } = await banc.deposer('acte-naissance', acte());
    const { numero: retiree, code } = await banc.deposer('acte-naissance', acte());
    await modifier(banc, traitee, { statut: 'traitee' });
    await banc.post(`demandes/${retiree}/retrait`, {}, { code });
    await aller(banc, '2027-02-10T08:00:00Z');
    for (const numero of [traitee, retiree]) assert.equal((await suivre(banc, numero)).implicite, null);
    assert.equal(objets(banc, /acceptée/).length, 0);
  });

  it('does nothing to a closed request on which the citizen wrote again', async () => {
    await using banc = await ouvrirBanc();
    const { numero, code } = await deposerTerrasse(banc);
    await modifier(banc, numero, { statut: 'refusee', motif: 'Trop étroit.' });
    await banc.post(`demandes/${numero}/messages`, { corps: 'Pourquoi ?' }, { code });
    await aller(banc, '2027-02-10T08:00:00Z');
    assert.equal((await suivre(banc, numero)).implicite, null);
  });

  it('is no longer there for a request taken up again after its answer', async () => {
    await using banc = await ouvrirBanc();
    const { numero, code } = await deposerTerrasse(banc);
    await modifier(banc, numero, { statut: 'refusee', motif: 'Trop étroit.' });
    await modifier(banc, numero, { statut: 'en-cours' });
    await aller(banc, '2027-02-10T08:00:00Z');
    const suivi = await suivre(banc, numero, code);
    assert.equal(suivi.implicite, null);
    assert.equal(suivi.echeance, null);
    assert.equal(objets(banc, /faute de réponse/).length, 0);
  });

  it('waits with the pieces that are awaited, even when the row was not told', async () => {
    await using banc = await ouvrirBanc();
    const { numero, code } = await banc.deposer('acte-naissance', acte());
    const champs = [{ chemin: 'motif', libelle: 'Motif', precision: null }];
    await ajouter(banc, numero, [
      {
        type: 'complement-demande',
        visibilite: 'dossier',
        donnees: { champs, motif: 'Illisible', avantLe: '2026-12-15' },
      },
    ]);
    await aller(banc, '2027-02-10T08:00:00Z');
    const suivi = await suivre(banc, numero, code);
    assert.equal(suivi.implicite, null);
    assert.equal(suivi.echeance, null);
    const corrige = suivi.evenements.find(({ type }) => type === 'echeance');
    assert.equal((corrige!.donnees as { cause: string }).cause, 'correction');
  });

  it('leaves a transferred request to the other administration', async () => {
    await using banc = await ouvrirBanc();
    const { numero } = await deposerTerrasse(banc);
    await ajouter(
      banc,
      numero,
      [
        { type: 'transfert', visibilite: 'public', donnees: { organisme: 'Département', contact: null } },
        {
          type: 'statut',
          visibilite: 'public',
          donnees: { avant: 'recue', apres: 'transmise', motif: 'Voirie départementale', planifieeLe: null },
        },
      ],
      { statut: 'transmise' },
    );
    await aller(banc, '2027-02-10T08:00:00Z');
    assert.equal((await suivre(banc, numero)).implicite, null);
  });

  it('loses to an agent who decides at that instant, and the others of the lot are recorded', async () => {
    await using banc = await ouvrirBanc();
    const { numero } = await banc.deposer('acte-naissance', acte());
    const { numero: voisine } = await banc.deposer('acte-naissance', acte());
    await aller(banc, '2027-01-22T22:30:00Z');
    const { moteur } = await banc.commune();
    const poste = await banc.connecter(AGENT);
    const { ligne } = await lire(DemandeAgent, await banc.get(`agent/demandes/${numero}`, { poste }));
    banc.horloge.avancer(30 * MINUTE + SECONDE);
    await banc.renouveler(poste);
    const commit = moteur.commit.bind(moteur);
    let faite = false;
    moteur.commit = async (liste) => {
      if (!faite && liste.length > 4) {
        faite = true;
        const corps = { version: ligne.version, statut: 'traitee' };
        await lire(DemandeAgent, await banc.appel('PATCH', `agent/demandes/${numero}`, { poste, corps }));
      }
      return commit(liste);
    };
    await banc.jobs();
    moteur.commit = commit;
    assert.ok(faite);
    // The citizen knows of it once it can no longer be taken back.
    banc.horloge.avancer(MINUTE + SECONDE);
    const gagnee = await suivre(banc, numero);
    assert.equal(gagnee.statut, 'traitee');
    assert.equal(gagnee.implicite, null);
    assert.equal((await suivre(banc, voisine)).implicite?.sens, 'acceptation');
    assert.equal(objets(banc, /acceptée/).length, 1);
  });

  it('is shown to the agent who read the file before it', async () => {
    await using banc = await ouvrirBanc();
    const { numero } = await deposerTerrasse(banc);
    await aller(banc, '2027-01-22T22:30:00Z');
    const poste = await banc.connecter(AGENT);
    const { ligne } = await lire(DemandeAgent, await banc.get(`agent/demandes/${numero}`, { poste }));
    await aller(banc, '2027-01-22T23:00:01Z');
    await banc.renouveler(poste);
    const corps = { version: ligne.version, statut: 'traitee' };
    const conflit = await lireProbleme(
      await banc.appel('PATCH', `agent/demandes/${numero}`, { poste, corps }),
      409,
      'conflit',
    );
    assert.deepEqual(
      (conflit['changements'] as Evenement[]).map(({ type }) => type),
      ['implicite'],
    );
    // He has read it: his decision stands, and what silence had decided stays in the file.
    await lire(DemandeAgent, await modifier(banc, numero, { statut: 'traitee' }));
    banc.horloge.avancer(MINUTE + SECONDE);
    const suivi = await suivre(banc, numero);
    assert.deepEqual([suivi.statut, suivi.implicite?.sens], ['traitee', 'refus']);
    await modifier(banc, numero, { statut: 'en-cours' });
    await aller(banc, '2027-06-01T08:00:00Z');
    assert.equal(implicites(await suivre(banc, numero)).length, 1);
  });

  it('is told once when the mail server was down for a day', async () => {
    await using banc = await ouvrirBanc();
    await banc.deposer('acte-naissance', acte());
    await banc.jobs();
    banc.boite.panne = () => new Error('ECONNREFUSED');
    for (let heure = 0; heure < 24; heure++) {
      await aller(banc, new Date(Date.parse('2027-01-22T23:00:01Z') + heure * HEURE).toISOString());
    }
    assert.equal(objets(banc, /acceptée/).length, 0);
    banc.boite.panne = undefined;
    await banc.jobs();
    for (let heure = 0; heure < 12; heure++) {
      banc.horloge.avancer(HEURE);
      await banc.jobs();
    }
    assert.equal(objets(banc, /acceptée/).length, 1);
  });
});

describe('once silence has decided', () => {
  it('the attestation is one click, one paper, and only for an acceptance', async () => {
    await using banc = await ouvrirBanc();
    const { numero, code } = await banc.deposer('acte-naissance', acte());
    await lireProbleme(
      await banc.post(`demandes/${numero}/attestation`, {}, { code }),
      409,
      'transition-interdite',
    );
    await aller(banc, '2027-01-23T08:00:00Z');
    await lireProbleme(
      await banc.post(`demandes/${numero}/motifs`, {}, { code }),
      409,
      'transition-interdite',
    );
    await lireProbleme(await banc.post(`demandes/${numero}/attestation`, {}), 401, 'session-requise');
    let suivi: Suivi | undefined;
    for (let fois = 0; fois < 2; fois++) {
      suivi = await lire(Suivi, await banc.post(`demandes/${numero}/attestation`, {}, { code }));
    }
    const papiers = suivi!.evenements.filter((evenement) => evenement.type === 'document');
    assert.deepEqual(
      papiers.map(({ donnees }) => donnees.nature),
      ['attestation'],
    );
    const piece = await banc.get(`demandes/${numero}/pieces/${papiers[0]!.donnees.piece.id}`, { code });
    assert.equal(
      Buffer.from(await piece.arrayBuffer())
        .subarray(0, 5)
        .toString(),
      '%PDF-',
    );
    for await (const anomalie of verifierChaines(await banc.commune())) assert.fail(anomalie.cause);
  });

  it('the reasons of a refusal are asked once, and await their answer in the queue', async () => {
    await using banc = await ouvrirBanc();
    const { numero, code } = await deposerTerrasse(banc);
    await lireProbleme(
      await banc.post(`demandes/${numero}/motifs`, {}, { code }),
      409,
      'transition-interdite',
    );
    await aller(banc, '2027-01-23T08:00:00Z');
    await lireProbleme(
      await banc.post(`demandes/${numero}/attestation`, {}, { code }),
      409,
      'transition-interdite',
    );
    let suivi: Suivi | undefined;
    for (let fois = 0; fois < 2; fois++) {
      suivi = await lire(Suivi, await banc.post(`demandes/${numero}/motifs`, {}, { code }));
    }
    const messages = suivi!.evenements.filter((evenement) => evenement.type === 'message');
    assert.equal(messages.length, 1);
    assert.match(messages[0]!.donnees.corps, /refusée depuis le 23 janvier 2027.*L232-4/);
    const poste = await banc.connecter(AGENT);
    const { ligne } = await lire(DemandeAgent, await banc.get(`agent/demandes/${numero}`, { poste }));
    assert.equal(ligne.reponseAttendue, true);
  });
});
