import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DemandeAgent } from '#contract/schemas/agent.ts';
import { DemandeDeposee, Evenement, Suivi } from '#contract/schemas/demande.ts';
import type { Mandat } from '#contract/schemas/mandat.ts';
import { DemandesAidees } from '#contract/schemas/usager.ts';
import {
  AUTRE_AIDANT,
  avecDeuxAidants,
  mandatActif,
  MARIE,
  ouvrirAidant,
  REPONSES_MARIE,
} from '../../test/serveur/aidants.ts';
import { lire, lireProbleme, ouvrirBanc, ouvrirSessionDe, type Banc } from '../../test/serveur/banc.ts';
import type { Poste } from '../../test/serveur/poste.ts';
import { acte } from '../../test/serveur/reponses.ts';
import { verifierChaines } from '../demandes/verifier.ts';
import { trouverOuCreer } from '../identite/comptes.ts';
import { pdf } from '../socle/fichiers/exemples.test-util.ts';
import { JOUR } from '../socle/horloge/horloge.ts';

const SIGNATURE = { role: 'aidant', nom: 'Léa Roy, France services du Port' } as const;

/** A request filed for Marie, to which the town has something to say. */
async function ouvrirDossier(demarches = ['acte-naissance', 'acte-deces']) {
  const banc = await ouvrirBanc({
    adapter: avecDeuxAidants,
    communes: ['port-aubier', 'anse-vanille'],
    env: { PARVIS_ANNULATION: '0' },
  });
  const poste = await ouvrirAidant(banc);
  const mandat = await mandatActif(banc, poste, { demarches });
  const corps = {
    demarche: 'acte-naissance',
    version: 1,
    reponses: acte(REPONSES_MARIE),
    mandat: mandat.id,
  };
  const { numero } = await lire(DemandeDeposee, await banc.post('demandes', corps, { poste }), 201);
  const agent = await banc.connecter('chef@port-aubier.example');
  const voir = async () => lire(DemandeAgent, await banc.get(`agent/demandes/${numero}`, { poste: agent }));
  const demander = async () => {
    const { version } = (await voir()).ligne;
    const voulu = { version, champs: [{ chemin: 'prenoms' }], motif: 'Illisible.', avantLe: '2026-12-10' };
    await lire(
      DemandeAgent,
      await banc.post(`agent/demandes/${numero}/complements`, voulu, { poste: agent }),
    );
  };
  const suivre = async (par: Poste = poste) =>
    lire(Suivi, await banc.get(`demandes/${numero}`, { poste: par }));
  const liste = async () =>
    (await lire(DemandesAidees, await banc.get('aidant/demandes', { poste }))).demandes;
  const fin = () => banc[Symbol.asyncDispose]();
  return {
    banc,
    poste,
    mandat,
    numero,
    agent,
    voir,
    demander,
    suivre,
    liste,
    [Symbol.asyncDispose]: fin,
  };
}
type Dossier = Awaited<ReturnType<typeof ouvrirDossier>>;

/** Marie, in the space that her address opens. */
async function marie(banc: Banc): Promise<Poste> {
  const commune = await banc.commune();
  const prepare = await trouverOuCreer(commune, { moyen: 'courriel', valeur: MARIE.courriel });
  await commune.moteur.commit(prepare.instructions);
  return ouvrirSessionDe(banc, { role: 'usager', sujet: prepare.usager });
}

test('the whole conversation: asked, answered, written, read, withdrawn, each act signed', async () => {
  await using d = await ouvrirDossier();
  const { banc, poste, numero } = d;
  await d.demander();
  const [ligne] = await d.liste();
  assert.deepEqual(
    [ligne!.prochaine.acte, ligne!.prochaine.avantLe, ligne!.statut],
    ['completer', '2026-12-10', 'en-attente'],
  );

  const ouvert = await d.suivre();
  assert.equal(ouvert.dossier?.complement?.champs[0]?.chemin, 'prenoms');
  const repondu = await lire(
    Suivi,
    await banc.post(`demandes/${numero}/complements`, { reponses: { prenoms: 'Marie Anne' } }, { poste }),
  );
  assert.equal(repondu.dossier?.complement, null);
  assert.equal(repondu.dossier?.reponses['prenoms'], 'Marie Anne');

  const piece = await banc.televerser('livret.pdf', pdf(), { poste });
  const message = await lire(
    Evenement,
    await banc.post(`demandes/${numero}/messages`, { corps: 'Le livret.', pieces: [piece.id] }, { poste }),
    201,
  );
  assert.deepEqual(message.auteur, SIGNATURE);

  const reponse = await banc.post(
    `agent/demandes/${numero}/messages`,
    { corps: 'Merci, c’est lisible.' },
    { poste: d.agent },
  );
  assert.equal(reponse.status, 201);
  assert.equal((await d.liste())[0]!.prochaine.acte, 'lire');
  const rang = (await d.suivre()).evenements.at(-1)!.rang!;
  assert.equal((await banc.post(`demandes/${numero}/lecture`, { jusqua: rang }, { poste })).status, 204);
  assert.equal((await d.liste())[0]!.prochaine.acte, 'attendre', 'read by the helper');
  assert.equal((await d.suivre()).dossier!.luJusqua, rang);
  const sienne = await marie(banc);
  await banc.post('usager/rattachements', { numero }, { poste: sienne });
  assert.equal((await d.suivre(sienne)).dossier!.luJusqua, 0, 'not by Marie');

  const accuse = await banc.get(`demandes/${numero}/accuse`, { poste });
  assert.equal(accuse.headers.get('Content-Type'), 'application/pdf');
  const fichier = await banc.get(`demandes/${numero}/pieces/${piece.id}`, { poste });
  assert.equal((await fichier.arrayBuffer()).byteLength, pdf().byteLength);

  const retire = await lire(Suivi, await banc.post(`demandes/${numero}/retrait`, {}, { poste }));
  assert.equal(retire.statut, 'retiree');
  // The same words on the three screens: the citizen's, the agent's, the helper's.
  for (const { evenements } of [await d.suivre(sienne), await d.voir(), await d.suivre()]) {
    const signes = evenements.filter(({ auteur }) => auteur.role === 'aidant');
    assert.deepEqual(
      signes.map(({ type }) => type).filter((type) => ['depot', 'complement-recu', 'message'].includes(type)),
      ['depot', 'complement-recu', 'message'],
    );
    for (const { auteur } of signes) assert.deepEqual(auteur, SIGNATURE);
    assert.deepEqual(evenements.findLast(({ type }) => type === 'statut')?.auteur, SIGNATURE);
  }
  assert.equal((await d.suivre(sienne)).dossier?.accompagnement?.pour, 'Marie Dupont');
  await banc.jobs();
  const dits = banc.boite.recus.filter(({ a, objet }) => a === MARIE.courriel && /a agi/.test(objet));
  assert.equal(dits.length, 3, 'Marie is told of each');
  for await (const anomalie of verifierChaines(await banc.commune())) assert.fail(JSON.stringify(anomalie));
});

/** Every door of a request, each with what opens it for whoever may. */
const portes = (numero: string, piece: string) =>
  [
    ['GET', `demandes/${numero}`, undefined],
    ['GET', `demandes/${numero}/accuse`, undefined],
    ['GET', `demandes/${numero}/pieces/${piece}`, undefined],
    ['POST', `demandes/${numero}/messages`, { corps: 'Encore moi.' }],
    ['POST', `demandes/${numero}/complements`, { reponses: { prenoms: 'Anne' } }],
    ['POST', `demandes/${numero}/lecture`, { jusqua: 1 }],
    ['POST', `demandes/${numero}/satisfaction`, { resultat: 'regle' }],
    ['POST', `demandes/${numero}/attestation`, {}],
    ['POST', `demandes/${numero}/motifs`, {}],
    ['POST', `demandes/${numero}/retrait`, {}],
  ] as const;

/** Each refusal: who comes, what he is told, what opens for him instead. */
const REFUS: Record<
  string,
  (d: Dossier) => Promise<{ poste?: Poste; statut?: number; code?: string; mots?: RegExp }>
> = {
  'ended by the person': async ({ banc, mandat }) => {
    await finir(banc, mandat);
    return { mots: /Votre mandat est terminé/ };
  },
  'ended by the helper himself': async ({ banc, mandat, poste }) => {
    assert.equal((await banc.appel('DELETE', `aidant/mandats/${mandat.id}`, { poste })).status, 204);
    return { mots: /Votre mandat est terminé/ };
  },
  'past its last day, before the night has noted it': async ({ banc }) => {
    banc.horloge.avancer(99 * JOUR);
    return { poste: await ouvrirAidant(banc), mots: /Votre mandat est terminé/ };
  },
  'narrowed to another démarche': async ({ banc, mandat }) => {
    const limite = { demarches: ['acte-deces'] };
    const chemin = `usager/mandats/${mandat.id}`;
    const { status } = await banc.appel('PATCH', chemin, { poste: await marie(banc), corps: limite });
    assert.equal(status, 200);
    return { mots: /ne couvre plus cette démarche/ };
  },
  'another helper of the town, with his own mandate for the same person': async ({ banc }) => {
    const poste = await ouvrirAidant(banc, AUTRE_AIDANT);
    await mandatActif(banc, poste, { demarches: [] });
    return { poste, mots: /Aucun de vos mandats/ };
  },
  'a helper of another commune': async ({ banc }) => ({
    poste: await ouvrirSessionDe(banc, {
      role: 'aidant',
      sujet: 'aidant@anse-vanille.example',
      slug: 'anse-vanille',
    }),
    statut: 401,
    code: 'session-finie',
  }),
  'the citizen erased her space: what the town keeps is no longer under the mandate': async ({ banc }) => {
    const fait = await banc.post('usager/effacement', {}, { poste: await marie(banc) });
    assert.equal(fait.status, 200);
    return { mots: /Aucun de vos mandats/ };
  },
};

async function finir(banc: Banc, { id }: Mandat): Promise<void> {
  const { status } = await banc.appel('DELETE', `usager/mandats/${id}`, { poste: await marie(banc) });
  assert.equal(status, 204);
}

/** What was done in the citizen's name; the night and the mails write too. */
const ecrits = ({ evenements }: DemandeAgent): string[] =>
  evenements.filter(({ auteur }) => ['aidant', 'usager'].includes(auteur.role)).map(({ id }) => id);

for (const [cas, preparer] of Object.entries(REFUS)) {
  test(`every door is closed, in plain words: ${cas}`, async () => {
    await using d = await ouvrirDossier();
    const { banc, numero } = d;
    await d.demander();
    const jointe = await banc.televerser('livret.pdf', pdf(), { poste: d.poste });
    const message = { corps: 'Le livret.', pieces: [jointe.id] };
    await lire(Evenement, await banc.post(`demandes/${numero}/messages`, message, { poste: d.poste }), 201);
    if (cas.startsWith('the citizen erased')) {
      await banc.post('usager/rattachements', { numero }, { poste: await marie(banc) });
    }
    const avant = ecrits(await d.voir());
    const { poste = d.poste, statut = 403, code = 'mandat-requis', mots } = await preparer(d);
    for (const [methode, chemin, corps] of portes(numero, jointe.id)) {
      const reponse = await banc.appel(methode, chemin, { poste, ...(corps && { corps }) });
      const probleme = await lireProbleme(reponse, statut, code);
      if (mots) assert.match(probleme.detail, mots, `${methode} ${chemin}`);
      assert.doesNotMatch(JSON.stringify(probleme), /Dupont|Marie|M-[0-9A-Y]{4}/, 'names nobody');
    }
    const agent = await ouvrirSessionDe(banc, { role: 'agent', sujet: 'chef@port-aubier.example' });
    const apres = await lire(DemandeAgent, await banc.get(`agent/demandes/${numero}`, { poste: agent }));
    assert.deepEqual(ecrits(apres), avant, 'nothing was written');
  });
}

test('a request that no mandate of his was used for stays closed to a helper, with or without its number', async () => {
  await using banc = await ouvrirBanc();
  const poste = await ouvrirAidant(banc);
  await mandatActif(banc, poste, { demarches: [] });
  const { numero, code } = await banc.deposer('acte-naissance', acte(REPONSES_MARIE));
  await lireProbleme(await banc.get(`demandes/${numero}`, { poste }), 403, 'mandat-requis');
  await lireProbleme(await banc.post(`demandes/${numero}/retrait`, {}, { poste }), 403, 'mandat-requis');
  // With the code that Marie holds, he is whoever holds it: no act is signed with his name.
  const suivi = await lire(Suivi, await banc.get(`demandes/${numero}`, { poste, code }));
  assert.ok(suivi.dossier);
  const ecrit = await banc.post(`demandes/${numero}/messages`, { corps: 'Bonjour.' }, { poste, code });
  assert.equal((await lire(Evenement, ecrit, 201)).auteur.role, 'usager');
  const faux = code === 'AAAAAA' ? 'BBBBBB' : 'AAAAAA';
  await lireProbleme(await banc.get(`demandes/${numero}`, { poste, code: faux }), 403, 'code-faux');
});
