import assert from 'node:assert/strict';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import * as z from 'zod';
import { ReponseType } from '#contract/schemas/agent.ts';
import { lire, lireProbleme, ouvrirBanc, sourceDe } from '../../test/serveur/banc.ts';
import { acte, voirie } from '../../test/serveur/reponses.ts';
import { lireDossierCommune } from '../communes/importer.ts';

const liste = z.strictObject({ reponses: z.array(ReponseType) });

describe('canned replies', () => {
  it('are those of the service and the démarche, filled with the file', async () => {
    await using banc = await ouvrirBanc();
    const { numero } = await banc.deposer('acte-naissance', acte());
    const trou = await banc.deposer('signaler-voirie', voirie());
    const poste = await banc.connecter('chef@port-aubier.example');
    const voir = async (n: string) =>
      (await lire(liste, await banc.get(`agent/demandes/${n}/reponses-types`, { poste }))).reponses;
    const codes = (reponses: ReponseType[]) => reponses.map(({ code }) => code);
    const pour = await voir(numero);
    assert.deepEqual(codes(pour), ['bien-recu', 'piece-illisible', 'acte-envoye', 'pas-la-commune']);
    assert.match(pour[0]!.corps, /^Bonjour Éloïse Kermarrec,/);
    assert.match(pour[0]!.corps, /22 janvier 2027/);
    assert.match(pour[0]!.corps, /Bastien Orgelet, responsable/);
    assert.ok(pour.every(({ corps }) => !corps.includes('{{')));
    const sans = await voir(trou.numero);
    assert.ok(codes(sans).includes('intervention-prevue'));
    assert.match(sans[0]!.corps, /Bonjour \[prénom\] \[nom\]/, 'what the file does not say is seen');
    await lireProbleme(await banc.get(`agent/demandes/${numero}/reponses-types`), 401, 'session-requise');
  });

  it('with an unknown variable, service or démarche are refused at import, by file and line', async () => {
    const dossier = await mkdtemp(join(tmpdir(), 'parvis-types-'));
    try {
      await cp(sourceDe('port-aubier'), dossier, { recursive: true });
      const fichier = join(dossier, 'commune.yaml');
      const texte = (await readFile(fichier, 'utf8'))
        .replace('Bonjour {{prenom}}', 'Bonjour {{surnom}}')
        .replace('service: voirie\n    corps', 'service: lune\n    corps')
        .replace('demarches: [acte-naissance]', 'demarches: [acte-lunaire]');
      await writeFile(fichier, texte);
      await assert.rejects(lireDossierCommune(dossier), (erreur: AggregateError) => {
        const dites = (erreur.errors as Error[]).map(({ message }) => message);
        assert.equal(dites.length, 3);
        assert.ok(dites.every((dite) => /commune\.yaml:\d+ /.test(dite)));
        assert.ok(dites.some((dite) => dite.includes('unknown variable {{surnom}}')));
        assert.ok(dites.some((dite) => dite.includes('unknown service lune')));
        assert.ok(dites.some((dite) => dite.includes('unknown démarche acte-lunaire')));
        return true;
      });
    } finally {
      await rm(dossier, { recursive: true, force: true });
    }
  });
});
