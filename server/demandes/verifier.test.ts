import assert from 'node:assert/strict';
import { globSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import Database from 'better-sqlite3';
import { ouvrirBanc, type Banc } from '../../test/serveur/banc.ts';
import { acte, terrasse, voirie } from '../../test/serveur/reponses.ts';
import { executer } from '../commandes.ts';
import { pdf } from '../socle/fichiers/exemples.test-util.ts';

async function verifier(banc: Banc, slug?: string): Promise<{ code: number; dit: string[] }> {
  const dit: string[] = [];
  const arguments_ = ['verifier', ...(slug ? [slug] : [])];
  const code = await executer(arguments_, { PARVIS_DATA: banc.dossier }, (ligne) => dit.push(ligne));
  return { code, dit };
}

/** A terrace with files, a request with messages, decisions and mails, a report. */
async function ouvrirHistoire() {
  const banc = await ouvrirBanc();
  const [plan, assurance] = [
    await banc.televerser('p.pdf', pdf('plan')),
    await banc.televerser('a.pdf', pdf()),
  ];
  const avecFichiers = await banc.deposer('terrasse', terrasse(plan, assurance));
  const { numero, code } = await banc.deposer('acte-naissance', acte());
  await banc.deposer('signaler-voirie', voirie());
  await banc.post(`demandes/${numero}/messages`, { corps: 'Un mot' }, { code });
  const poste = await banc.connecter('agent@port-aubier.example');
  await banc.jobs();
  const corps = { version: 3, statut: 'en-cours', affecteeA: 'agent@port-aubier.example' };
  assert.equal((await banc.appel('PATCH', `agent/demandes/${numero}`, { corps, poste })).status, 200);
  await banc.jobs();
  const db = new Database(join(banc.dossier, 'communes/port-aubier/commune.db'));
  return {
    banc,
    numero,
    avecFichiers: avecFichiers.numero,
    plan,
    cheminPlan: () => {
      const { cle } = db.prepare('select cle from piece where id = ?').get(plan.id) as { cle: string };
      const fichiers = join(banc.dossier, 'communes/port-aubier/fichiers');
      return globSync(`**/${cle}*`, { cwd: fichiers }).map((nom) => join(fichiers, nom))[0]!;
    },
    /** Somebody who has the file and knows SQL. */
    alterer: (sql: string, ...valeurs: unknown[]) => {
      const { changes } = db.prepare(sql).run(...valeurs);
      assert.ok(changes > 0, 'nothing was altered');
    },
    ouvrirVerrous: () => db.exec('drop trigger evenement_ajout_seul; drop trigger evenement_efface'),
    async [Symbol.asyncDispose]() {
      db.close();
      await banc[Symbol.asyncDispose]();
    },
  };
}

describe('verifier', () => {
  it('finds nothing in what the server wrote', async () => {
    await using h = await ouvrirHistoire();
    assert.deepEqual(await verifier(h.banc), {
      code: 0,
      dit: ['port-aubier: 3 demandes read', 'Nothing was altered.'],
    });
    assert.equal((await verifier(h.banc, 'port-aubier')).code, 0);
    assert.deepEqual(await verifier(h.banc, 'atlantide'), { code: 1, dit: ['atlantide: no such commune'] });
  });

  it('the database itself refuses to change an event or a published version', async () => {
    await using h = await ouvrirHistoire();
    assert.throws(() => h.alterer(`update evenement set auteur = 'x'`), /append-only/);
    assert.throws(() => h.alterer(`delete from evenement`), /leave a trace/);
    assert.throws(() => h.alterer(`update demarche_version set definition = '{}'`), /never changes/);
  });

  const ICI = '(select id from demande where numero = ?)';
  const cas: [string, (h: Awaited<ReturnType<typeof ouvrirHistoire>>) => string, RegExp][] = [
    [
      'an event whose words were changed',
      (h) => {
        h.ouvrirVerrous();
        h.alterer(
          `update evenement set donnees = replace(donnees, 'Un mot', 'Autre') where demande_id = ${ICI}`,
          h.numero,
        );
        return h.numero;
      },
      /event 2 was altered/,
    ],
    [
      'an event whose date was changed',
      (h) => {
        h.ouvrirVerrous();
        h.alterer(`update evenement set le = le - 86400000 where rang = 1 and demande_id = ${ICI}`, h.numero);
        return h.numero;
      },
      /event 1 was altered/,
    ],
    [
      'an event removed in the middle',
      (h) => {
        h.ouvrirVerrous();
        h.alterer(`delete from evenement where rang = 2 and demande_id = ${ICI}`, h.numero);
        return h.numero;
      },
      /event 2 is missing/,
    ],
    [
      'the last event removed',
      (h) => {
        h.ouvrirVerrous();
        h.alterer(
          `delete from evenement where demande_id = ${ICI} and rang = (select rang from demande where numero = ?)`,
          h.numero,
          h.numero,
        );
        return h.numero;
      },
      /the last events are missing/,
    ],
    [
      'answers that were changed',
      (h) => {
        h.alterer(
          `update demande set reponses = replace(reponses, 'Bigorneau', 'Homard') where numero = ?`,
          h.avecFichiers,
        );
        return h.avecFichiers;
      },
      /answers or files were altered/,
    ],
    [
      'a status that no event gave',
      (h) => {
        h.alterer(`update demande set statut = 'traitee' where numero = ?`, h.numero);
        return h.numero;
      },
      /status is traitee, its events say en-cours/,
    ],
    [
      'a file whose hash was changed',
      (h) => {
        h.alterer(`update piece set empreinte = ? where id = ?`, 'f'.repeat(64), h.plan.id);
        return h.avecFichiers;
      },
      /answers or files were altered/,
    ],
    [
      'a file that is gone',
      (h) => {
        h.alterer(`delete from piece where id = ?`, h.plan.id);
        return h.avecFichiers;
      },
      /answers or files were altered/,
    ],
    [
      'bytes of a file that were changed on the disk',
      (h) => {
        writeFileSync(h.cheminPlan(), 'something else');
        return h.avecFichiers;
      },
      /its file p\.pdf was altered/,
    ],
    [
      'a file removed from the disk',
      (h) => {
        rmSync(h.cheminPlan());
        return h.avecFichiers;
      },
      /its file p\.pdf is missing/,
    ],
  ];
  for (const [quoi, alterer, cause] of cas) {
    it(`finds ${quoi}, and only there`, async () => {
      await using h = await ouvrirHistoire();
      const numero = alterer(h);
      const { code, dit } = await verifier(h.banc);
      assert.equal(code, 1);
      assert.equal(dit.length, 3, dit.join('\n'));
      assert.ok(dit[0]!.startsWith(`port-aubier ${numero}: `));
      assert.match(dit[0]!, cause);
      assert.equal(dit[2], '1 altered.');
    });
  }
});
