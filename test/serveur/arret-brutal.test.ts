import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { DemandeDeposee, Suivi } from '#contract/schemas/demande.ts';
import { executer } from '../../server/commandes.ts';
import { sourceDe } from './banc.ts';
import { demarrerServeur, ouvrirSmtp, type Processus } from './processus.ts';
import { acte } from './reponses.ts';

const corps = JSON.stringify({ demarche: 'acte-naissance', version: 1, reponses: acte() });
let dossier: string;
let smtp: Awaited<ReturnType<typeof ouvrirSmtp>>;
const vivants = new Set<Processus>();

async function demarrer(): Promise<Processus> {
  const processus = await demarrerServeur({ PARVIS_DATA: dossier, SMTP_URL: smtp.url, PARVIS_PROXY: '1' });
  vivants.add(processus);
  return processus;
}
async function arreter(processus: Processus, signal: NodeJS.Signals): Promise<number | NodeJS.Signals> {
  processus.enfant.kill(signal);
  const fin = await processus.fini;
  vivants.delete(processus);
  return fin;
}
const api = ({ url }: Processus, chemin: string) => `${url}/c/port-aubier/api/v1/${chemin}`;

before(async () => {
  dossier = await mkdtemp(join(tmpdir(), 'parvis-arret-'));
  smtp = await ouvrirSmtp();
  assert.equal(
    await executer(['commune', 'importer', sourceDe('port-aubier')], { PARVIS_DATA: dossier }, () => {}),
    0,
  );
});
after(async () => {
  for (const processus of vivants) await arreter(processus, 'SIGKILL');
  await smtp.fermer();
  await rm(dossier, { recursive: true, force: true });
});

describe('kill -9 during a burst of submissions', () => {
  it('every number that was answered is there, its receipt comes, nothing is altered', async () => {
    const premier = await demarrer();
    const repondues = new Map<string, DemandeDeposee>();
    const cles: string[] = [];
    let tue: Promise<unknown> | undefined;
    // Eight callers who send one request after the other until the server is gone.
    const appelant = async (rang: number): Promise<void> => {
      for (let i = 0; i < 50; i++) {
        const cle = randomUUID();
        cles.push(cle);
        const headers = {
          'Content-Type': 'application/json',
          'Idempotency-Key': cle,
          'X-Forwarded-For': `192.0.2.${rang}`,
        };
        const reponse = await fetch(api(premier, 'demandes'), { method: 'POST', headers, body: corps });
        assert.equal(reponse.status, 201);
        repondues.set(cle, DemandeDeposee.parse(await reponse.json()));
        if (repondues.size === 60) tue = arreter(premier, 'SIGKILL');
      }
    };
    const issues = await Promise.allSettled(Array.from({ length: 8 }, (_, rang) => appelant(rang)));
    assert.equal(await tue, 'SIGKILL');
    assert.ok(repondues.size >= 60 && repondues.size < 400, 'it died in the middle');
    assert.ok(issues.some(({ status }) => status === 'rejected'));

    const second = await demarrer();
    for (const { numero, code } of repondues.values()) {
      const reponse = await fetch(api(second, `demandes/${numero}`), { headers: { 'Parvis-Code': code } });
      assert.ok(Suivi.parse(await reponse.json()).dossier, numero);
    }
    // Those whose answer was lost are sent again with their key: the same demande if it was kept, else a new one.
    for (const cle of cles) {
      const headers = { 'Content-Type': 'application/json', 'Idempotency-Key': cle, 'X-Forwarded-For': cle };
      const reponse = await fetch(api(second, 'demandes'), { method: 'POST', headers, body: corps });
      const recue = DemandeDeposee.parse(await reponse.json());
      if (repondues.has(cle)) assert.deepEqual(recue, repondues.get(cle));
      repondues.set(cle, recue);
    }
    const numeros = [...repondues.values()].map(({ numero }) => numero);
    assert.equal(new Set(numeros).size, cles.length);

    // A lease that the dead process held runs out by the clock: its receipts are the last to come.
    const idsParNumero = new Map<string, Set<string>>();
    const lireRecus = () => {
      for (const { subject, messageId } of smtp.recus.splice(0)) {
        const numero = /PAB-\S+/.exec(subject!)![0];
        idsParNumero.set(numero, (idsParNumero.get(numero) ?? new Set()).add(messageId!));
      }
      return idsParNumero.size;
    };
    assert.equal(await arreter(second, 'SIGTERM'), 0);
    const { rendreBaux } = await import('./baux.ts');
    await rendreBaux(dossier);
    const troisieme = await demarrer();
    await smtp.attendre(() => lireRecus() === numeros.length);
    assert.equal(await arreter(troisieme, 'SIGTERM'), 0);
    lireRecus();
    assert.deepEqual([...idsParNumero.keys()].toSorted(), numeros.toSorted());
    for (const [numero, ids] of idsParNumero) assert.equal(ids.size, 1, `${numero} has one receipt`);

    const dit: string[] = [];
    assert.equal(await executer(['verifier'], { PARVIS_DATA: dossier }, (ligne) => dit.push(ligne)), 0);
    assert.deepEqual(dit, [`port-aubier: ${numeros.length} demandes read`, 'Nothing was altered.']);
  });
});

describe('SIGTERM', () => {
  it('answers what was accepted, takes nothing more, and ends with 0', async () => {
    const processus = await demarrer();
    const agent = new Agent({ keepAlive: true });
    const { hostname, port } = new URL(processus.url);
    const requete = request({
      agent,
      hostname,
      port,
      method: 'POST',
      path: '/c/port-aubier/api/v1/demandes',
      headers: {
        'Content-Type': 'application/json',
        'Content-Length': Buffer.byteLength(corps),
        Expect: '100-continue',
      },
    });
    requete.flushHeaders();
    // The server has read the head of the request: it is accepted.
    await once(requete, 'continue');
    processus.enfant.kill('SIGTERM');
    while (!processus.sortie().includes('"stopping"')) await once(processus.enfant.stdout!, 'data');
    requete.end(corps);
    const [reponse] = await once(requete, 'response');
    let texte = '';
    for await (const morceau of reponse) texte += morceau;
    assert.equal(reponse.statusCode, 201, texte);
    const { numero, code } = DemandeDeposee.parse(JSON.parse(texte));
    assert.equal(await processus.fini, 0);
    vivants.delete(processus);
    agent.destroy();
    await assert.rejects(fetch(processus.url));
    assert.doesNotMatch(processus.sortie(), /"level":50/, 'stopping is no error');

    const suivant = await demarrer();
    const suivi = await fetch(api(suivant, `demandes/${numero}`), { headers: { 'Parvis-Code': code } });
    assert.equal(suivi.status, 200);
    assert.equal(await arreter(suivant, 'SIGTERM'), 0);
  });
});
