import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { DemandeAgent } from '#contract/schemas/agent.ts';
import { Televersement } from '#contract/schemas/demande.ts';
import { AccesDocuments, Document } from '#contract/schemas/document.ts';
import { codeRecu, lire, lireProbleme, ouvrirBanc, ouvrirSessionDe } from '../../test/serveur/banc.ts';
import {
  ajouter,
  contenu,
  deposerAvec,
  envoyer,
  journal,
  mesDocuments,
  OCTETS,
  ouvrirEspace,
  pdfDe,
} from '../../test/serveur/espace.ts';
import { acte as acteNaissance } from '../../test/serveur/reponses.ts';
import { bruit, pdf, photoBavarde } from '../socle/fichiers/exemples.test-util.ts';
import { JOUR, MINUTE } from '../socle/horloge/horloge.ts';
import { lireAcces } from './acces.ts';
import { fusionnerDocuments } from './fusionner.ts';
import { documentsDe } from './store.ts';
import { cleDUsager } from './store-cles.ts';

/** Every byte of every file of the data. */
function fouiller(dossier: string, texte: string): string[] {
  return readdirSync(dossier, { recursive: true, withFileTypes: true })
    .filter((entree) => entree.isFile())
    .map((entree) => join(entree.parentPath, entree.name))
    .filter((chemin) => readFileSync(chemin).includes(texte));
}

describe('one’s own documents', () => {
  it('are kept, listed, read, renamed, and deleted for good; nothing of them is readable on the disk', async () => {
    await using banc = await ouvrirBanc();
    const { poste } = await ouvrirEspace(banc, 'marie@example.fr');
    const octets = pdfDe('SECRET-DE-MARIE');
    const ajoute = await ajouter(
      banc,
      poste,
      'Pièce.pdf',
      octets,
      '&genre=identite&valableJusquau=2030-01-31',
    );
    assert.deepEqual(
      { ...ajoute, id: '', ajouteLe: '' },
      {
        id: '',
        nom: 'Pièce.pdf',
        genre: 'identite',
        type: 'application/pdf',
        taille: octets.length,
        valableJusquau: '2030-01-31',
        ajouteLe: '',
        etat: 'pret',
        numero: null,
      },
    );
    assert.deepEqual(await mesDocuments(banc, poste), {
      documents: [ajoute],
      utilises: octets.length,
      quota: 100 * 1_000_000,
    });
    assert.ok((await contenu(banc, poste, ajoute.id)).equals(octets));
    assert.deepEqual(fouiller(banc.dossier, 'SECRET-DE-MARIE'), []);

    const chemin = `usager/documents/${ajoute.id}`;
    const corps = { nom: 'Ma carte', valableJusquau: null };
    const renomme = await lire(Document, await banc.appel('PATCH', chemin, { poste, corps }));
    assert.deepEqual(
      [renomme.nom, renomme.genre, renomme.valableJusquau],
      ['Ma carte.pdf', 'identite', null],
    );
    assert.deepEqual((await mesDocuments(banc, poste)).documents, [renomme]);

    assert.equal((await banc.appel('DELETE', chemin, { poste })).status, 204);
    await banc.jobs();
    assert.deepEqual((await mesDocuments(banc, poste)).documents, []);
    for await (const { cle } of (await banc.commune()).blobs.lister()) assert.fail(`left: ${cle}`);
    await lireProbleme(await banc.get(`${chemin}/contenu`, { poste }), 404, 'document-inconnu');
    await lireProbleme(await banc.appel('DELETE', chemin, { poste }), 404, 'document-inconnu');
    assert.deepEqual(
      (await journal(banc, poste)).map(({ acte, document, par }) => [acte, document, par]),
      [
        ['suppression', 'Ma carte.pdf', 'Vous'],
        ['modification', 'Ma carte.pdf', 'Vous'],
        ['lecture', 'Pièce.pdf', 'Vous'],
        ['ajout', 'Pièce.pdf', 'Vous'],
      ],
    );
  });

  it('are nobody else’s, and nobody’s without a session', async () => {
    await using banc = await ouvrirBanc();
    const { poste } = await ouvrirEspace(banc, 'marie@example.fr');
    const { poste: autre } = await ouvrirEspace(banc, 'paul@example.fr');
    const { id } = await ajouter(banc, poste, 'a.pdf', pdf());
    const essais: [string, string, unknown?][] = [
      ['GET', `usager/documents/${id}/contenu`],
      ['PATCH', `usager/documents/${id}`, { nom: 'x' }],
      ['DELETE', `usager/documents/${id}`],
      ['POST', `usager/documents/${id}/copie`, {}],
    ];
    for (const [methode, chemin, corps] of essais) {
      const appel = corps === undefined ? {} : { corps };
      await lireProbleme(
        await banc.appel(methode, chemin, { poste: autre, ...appel }),
        404,
        'document-inconnu',
      );
      await lireProbleme(await banc.appel(methode, chemin, appel), 401, 'session-requise');
    }
    assert.deepEqual((await mesDocuments(banc, autre)).documents, []);
    assert.deepEqual(await journal(banc, autre), []);
    assert.equal((await mesDocuments(banc, poste)).documents.length, 1);
    const aidant = await ouvrirSessionDe(banc, { role: 'aidant', sujet: 'lea@example.fr' });
    await lireProbleme(await banc.get('usager/documents', { poste: aidant }), 401, 'session-finie');
  });

  it('go through the checks of any upload; a photo loses what it says of its place', async () => {
    await using banc = await ouvrirBanc();
    const { poste } = await ouvrirEspace(banc, 'marie@example.fr');
    const exe = Buffer.concat([Buffer.from('MZ\x90\0'), Buffer.alloc(500)]);
    await lireProbleme(await envoyer(banc, poste, 'a.pdf', exe), 422, 'fichier-refuse');
    const gros = Buffer.concat([pdf(), Buffer.alloc(11 * 1_000_000)]);
    await lireProbleme(await envoyer(banc, poste, 'a.pdf', gros), 413, 'fichier-trop-gros');
    const mauvais = { entetes: { 'Content-Type': 'application/pdf' } };
    await lireProbleme(await envoyer(banc, poste, 'a.pdf', pdf(), '', mauvais), 415, 'type-non-accepte');
    await lireProbleme(await envoyer(banc, poste, 'a.pdf', pdf(), '&genre=secret'), 422, 'saisie-invalide');
    await lireProbleme(
      await envoyer(banc, poste, 'a.pdf', pdf(), '&valableJusquau=2026-02-30'),
      422,
      'saisie-invalide',
    );
    const photo = await ajouter(banc, poste, 'photo.jpg', await photoBavarde());
    assert.ok(!(await contenu(banc, poste, photo.id)).includes('Exif'));
    assert.equal((await mesDocuments(banc, poste)).documents.length, 1);
    assert.deepEqual(readdirSync(join(banc.dossier, 'temporaires')), []);
  });

  it('come once for one Idempotency-Key', async () => {
    await using banc = await ouvrirBanc();
    const { poste } = await ouvrirEspace(banc, 'marie@example.fr');
    const essai = async () =>
      lire(Document, await envoyer(banc, poste, 'a.pdf', pdf(), '', { cle: 'k' }), 201);
    assert.deepEqual(await essai(), await essai());
    assert.equal((await mesDocuments(banc, poste)).documents.length, 1);
  });

  it('fill the room that the town gives, to the byte, two at once included', async () => {
    const adapter: NonNullable<Parameters<typeof ouvrirBanc>[0]>['adapter'] = (lu) => {
      lu.commune.quotaDocumentsMo = 1;
      return lu;
    };
    await using banc = await ouvrirBanc({ adapter });
    const { poste } = await ouvrirEspace(banc, 'marie@example.fr');
    const de = (taille: number) => {
      const fin = Buffer.from('\n%%EOF\n');
      const debut = pdf();
      return Buffer.concat([debut, Buffer.alloc(taille - debut.length - fin.length, '%'), fin]);
    };
    const trop = await envoyer(banc, poste, 'a.pdf', de(1_000_000 + 1));
    assert.match((await lireProbleme(trop, 413, 'quota-atteint')).detail, /1 Mo/);
    const deux = await Promise.all([1, 2].map((i) => envoyer(banc, poste, `${i}.pdf`, de(600_000))));
    assert.deepEqual(deux.map(({ status }) => status).toSorted(), [201, 413]);
    await ajouter(banc, poste, 'reste.pdf', de(1_000_000 - 600_000));
    assert.equal((await mesDocuments(banc, poste)).utilises, 1_000_000);
    await lireProbleme(await envoyer(banc, poste, 'a.pdf', pdf()), 413, 'quota-atteint');
    let blobs = 0;
    for await (const _ of (await banc.commune()).blobs.lister()) blobs++;
    assert.equal(blobs, 2, 'nothing refused is kept');
    const { documents } = await mesDocuments(banc, poste);
    await banc.appel('DELETE', `usager/documents/${documents[0]!.id}`, { poste });
    await ajouter(banc, poste, 'encore.pdf', pdf());
  });

  it('are all in one ZIP, under names that differ', async () => {
    await using banc = await ouvrirBanc();
    const { poste } = await ouvrirEspace(banc, 'marie@example.fr');
    const un = pdfDe('un');
    const photo = await bruit(40, 40).png().toBuffer();
    await ajouter(banc, poste, 'acte.pdf', un);
    await ajouter(banc, poste, 'Acte.pdf', pdfDe('deux'));
    await ajouter(banc, poste, 'été.png', photo);
    const reponse = await banc.get('usager/documents/archive', { poste });
    assert.equal(reponse.headers.get('Content-Type'), 'application/zip');
    assert.match(
      reponse.headers.get('Content-Disposition')!,
      /attachment; filename="mes-documents-2026-11-22\.zip"/,
    );
    const chemin = join(banc.dossier, 'a.zip');
    writeFileSync(chemin, Buffer.from(await reponse.arrayBuffer()));
    const python = `import zipfile,sys,json,hashlib; z=zipfile.ZipFile(sys.argv[1]); assert z.testzip() is None; print(json.dumps({n:z.getinfo(n).file_size for n in z.namelist()}))`;
    const noms = JSON.parse(execFileSync('python3', ['-c', python, chemin], { encoding: 'utf8' }));
    assert.deepEqual(Object.keys(noms).toSorted(), ['Acte.pdf', 'acte (2).pdf', 'été.png']);
    assert.equal(noms['acte (2).pdf'], un.length);
    assert.equal((await journal(banc, poste)).filter(({ acte }) => acte === 'archive').length, 3);
  });

  it('are neither deleted nor carried off all at once by who cannot prove again that he is their owner', async () => {
    await using banc = await ouvrirBanc();
    const { poste } = await ouvrirEspace(banc, 'marie@example.fr');
    const { id } = await ajouter(banc, poste, 'acte.pdf', pdfDe('un'));
    banc.horloge.avancer(9 * MINUTE);
    await banc.renouveler(poste);
    banc.horloge.avancer(2 * MINUTE);
    const supprimer = () => banc.appel('DELETE', `usager/documents/${id}`, { poste });
    await lireProbleme(await supprimer(), 403, 'preuve-fraiche');
    await lireProbleme(await banc.get('usager/documents/archive', { poste }), 403, 'preuve-fraiche');
    assert.ok((await contenu(banc, poste, id)).length > 0, 'one is read, as the journal tells');

    await banc.post('usager/preuves/code', {}, { poste });
    await banc.jobs();
    const code = codeRecu(banc.boite.recus.findLast(({ a }) => a === 'marie@example.fr'));
    assert.equal((await banc.post('usager/preuves', { code }, { poste })).status, 204);
    assert.equal((await banc.get('usager/documents/archive', { poste })).status, 200);
    assert.equal((await supprimer()).status, 204);
  });

  it('are whole in the export of a space, with what is known of them', async () => {
    await using banc = await ouvrirBanc();
    const { poste } = await ouvrirEspace(banc, 'marie@example.fr');
    await ajouter(banc, poste, 'acte.pdf', pdfDe('un'), '&genre=etat-civil');
    const reponse = await banc.get('usager/export', { poste });
    assert.equal(reponse.status, 200);
    const chemin = join(banc.dossier, 'export.zip');
    writeFileSync(chemin, Buffer.from(await reponse.arrayBuffer()));
    const lireEntree = (nom: string) =>
      execFileSync('python3', [
        '-c',
        'import zipfile,sys; sys.stdout.buffer.write(zipfile.ZipFile(sys.argv[1]).read(sys.argv[2]))',
        chemin,
        nom,
      ]);
    assert.ok(lireEntree('documents/acte.pdf').equals(pdfDe('un')));
    const [decrit] = JSON.parse(lireEntree('documents/documents.json').toString()) as Document[];
    assert.deepEqual([decrit!.nom, decrit!.genre], ['acte.pdf', 'etat-civil']);
  });

  it('lend a copy to a request, which keeps it; the log says which', async () => {
    await using banc = await ouvrirBanc();
    const { poste } = await ouvrirEspace(banc, 'marie@example.fr');
    const octets = pdfDe('plan');
    const { id } = await ajouter(banc, poste, 'plan.pdf', octets);
    const copier = async () =>
      lire(Televersement, await banc.post(`usager/documents/${id}/copie`, {}, { poste, cle: 'c' }), 201);
    const copie = await copier();
    assert.deepEqual(await copier(), copie);
    assert.deepEqual([copie.nom, copie.taille, copie.type], ['plan.pdf', octets.length, 'application/pdf']);
    const commune = await banc.commune();
    const { numero } = await deposerAvec(banc, poste, copie);
    await banc.appel('DELETE', `usager/documents/${id}`, { poste });
    await commune.jobs.runUntilEmpty();
    const piece = await banc.get(`demandes/${numero}/pieces/${copie.id}`, { poste });
    assert.ok(Buffer.from(await piece.arrayBuffer()).equals(octets));
    const acces = await journal(banc, poste);
    assert.equal(acces.find(({ acte }) => acte === 'copie')?.numero, numero);
  });

  it('have a log that is read page by page', async () => {
    await using banc = await ouvrirBanc();
    const { poste } = await ouvrirEspace(banc, 'marie@example.fr');
    const { id } = await ajouter(banc, poste, 'a.pdf', pdf());
    for (let i = 0; i < 119; i++) await contenu(banc, poste, id);
    const tailles: number[] = [];
    for (let suivant: string | null = ''; suivant !== null;) {
      const chemin = `usager/documents/acces${suivant && `?apres=${suivant}`}`;
      const page: { acces: unknown[]; suivant: string | null } = await lire(
        AccesDocuments,
        await banc.get(chemin, { poste }),
      );
      tailles.push(page.acces.length);
      suivant = page.suivant;
    }
    assert.deepEqual(tailles, [50, 50, 20]);
  });

  it('are reminded of a month before their last day, once; again when the day changes', async () => {
    await using banc = await ouvrirBanc();
    const { poste } = await ouvrirEspace(banc, 'marie@example.fr');
    const { id } = await ajouter(banc, poste, 'carte.pdf', pdf(), '&valableJusquau=2027-01-10');
    const nuits = async (n: number) => {
      for (let i = 0; i < n; i++) {
        banc.horloge.avancer(JOUR);
        await banc.jobs();
      }
      return banc.boite.recus.filter(({ objet }) => objet.includes('carte.pdf')).length;
    };
    assert.equal(await nuits(18), 0);
    assert.equal(await nuits(5), 1);
    const courriel = banc.boite.recus.find(({ objet }) => objet.includes('carte.pdf'))!;
    assert.equal(courriel.a, 'marie@example.fr');
    assert.match(courriel.texte, /10 janvier 2027/);
    // The session is over by now.
    const { poste: apres } = await ouvrirEspace(banc, 'marie@example.fr');
    const corps = { valableJusquau: '2027-01-12' };
    await lire(Document, await banc.appel('PATCH', `usager/documents/${id}`, { poste: apres, corps }));
    assert.equal(await nuits(2), 2);
    void poste;
  });
});

describe('what becomes of a space', () => {
  it('merged, it opens all of both', async () => {
    await using banc = await ouvrirBanc();
    const commune = await banc.commune();
    const marie = await ouvrirEspace(banc, 'marie@example.fr');
    const double = await ouvrirEspace(banc, 'm.dupont@example.fr');
    const un = await ajouter(banc, marie.poste, 'un.pdf', pdfDe('un'));
    const deux = await ajouter(banc, double.poste, 'deux.pdf', pdfDe('deux'));
    await commune.moteur.commit(fusionnerDocuments({ de: double.usager, a: marie.usager }));
    const trois = await ajouter(banc, marie.poste, 'trois.pdf', pdfDe('trois'));
    for (const [{ id }, texte] of [
      [un, 'un'],
      [deux, 'deux'],
      [trois, 'trois'],
    ] as const) {
      assert.ok((await contenu(banc, marie.poste, id)).equals(pdfDe(texte)));
    }
    assert.equal((await journal(banc, marie.poste)).length, 6);
    assert.deepEqual((await mesDocuments(banc, double.poste)).documents, []);
  });

  it('erased, it leaves neither key nor bytes nor log; and a document put at that moment is not kept', async () => {
    await using banc = await ouvrirBanc();
    const commune = await banc.commune();
    const { poste, usager } = await ouvrirEspace(banc, 'marie@example.fr');
    const { poste: autre } = await ouvrirEspace(banc, 'paul@example.fr');
    await ajouter(banc, poste, 'un.pdf', pdf());
    await ajouter(banc, autre, 'deux.pdf', pdf());
    let suite: ReadableStreamDefaultController<Uint8Array>;
    const lent = new ReadableStream<Uint8Array>({
      start: (c) => {
        suite = c;
        c.enqueue(pdf());
      },
    });
    const enRoute = banc.appel('POST', 'usager/documents?nom=tard.pdf', {
      poste,
      brut: lent,
      entetes: OCTETS,
    });
    await new Promise((resoudre) => setTimeout(resoudre, 50));
    const effacement = await banc.post('usager/effacement', {}, { poste });
    assert.equal(effacement.status, 200, await effacement.text());
    suite!.close();
    await lireProbleme(await enRoute, 409, 'conflit');
    await banc.jobs();
    const { moteur } = commune;
    assert.deepEqual(await moteur.lire(documentsDe, { usager }), []);
    assert.equal(await moteur.lireUn(cleDUsager, { usager }), undefined);
    assert.deepEqual((await lireAcces(commune, usager)).acces, []);
    let blobs = 0;
    for await (const _ of commune.blobs.lister()) blobs++;
    assert.equal(blobs, 1, 'only the other citizen’s');
    assert.equal((await mesDocuments(banc, autre)).documents.length, 1);
  });
});

describe('papers of the town', () => {
  it('come among the documents of the request’s owner, once, and do not come back once deleted', async () => {
    await using banc = await ouvrirBanc();
    const { poste } = await ouvrirEspace(banc, 'marie@example.fr');
    const { numero, id: demande } = await deposerAvec(banc, poste);
    await banc.jobs();
    const { documents } = await mesDocuments(banc, poste);
    assert.deepEqual(
      documents.map(({ nom, genre, numero: n }) => [nom, genre, n]),
      [[`accuse-${numero}.pdf`, 'mairie', numero]],
    );
    assert.equal((await contenu(banc, poste, documents[0]!.id)).subarray(0, 5).toString(), '%PDF-');
    const remise = (await journal(banc, poste)).find(({ acte }) => acte === 'remise');
    assert.equal(remise?.par, 'La mairie');
    const commune = await banc.commune();
    const rejouer = async () => {
      await commune.moteur.commit([commune.jobs.planifier('remise', { demande })]);
      await banc.jobs();
    };
    await rejouer();
    assert.equal((await mesDocuments(banc, poste)).documents.length, 1);
    await banc.appel('DELETE', `usager/documents/${documents[0]!.id}`, { poste });
    await rejouer();
    assert.equal((await mesDocuments(banc, poste)).documents.length, 0);
  });

  it('the letter of a decision comes too; a guest’s request brings its papers when its owner claims it', async () => {
    await using banc = await ouvrirBanc();
    const { numero, code } = await banc.deposer('acte-naissance', acteNaissance());
    const agent = await banc.connecter('agent@port-aubier.example');
    const { ligne } = await lire(DemandeAgent, await banc.get(`agent/demandes/${numero}`, { poste: agent }));
    const refus = {
      version: ligne.version,
      sens: 'refus',
      texte: 'Le demandeur n’est pas un proche (décret).',
    };
    await lire(DemandeAgent, await banc.post(`agent/demandes/${numero}/decisions`, refus, { poste: agent }));
    await banc.apresLaMinute();
    const { poste } = await ouvrirEspace(banc, 'marie@example.fr');
    const reponse = await banc.post('usager/rattachements', { numero, code }, { poste });
    assert.equal(reponse.status, 200, await reponse.text());
    await banc.jobs();
    const noms = (await mesDocuments(banc, poste)).documents.map(({ nom }) => nom);
    assert.deepEqual(noms.toSorted(), [`accuse-${numero}.pdf`, `decision-${numero}.pdf`]);

    const sien = await deposerAvec(banc, poste);
    await banc.jobs();
    const voir = await lire(DemandeAgent, await banc.get(`agent/demandes/${sien.numero}`, { poste: agent }));
    await banc.post(
      `agent/demandes/${sien.numero}/decisions`,
      { ...refus, version: voir.ligne.version },
      { poste: agent },
    );
    await banc.apresLaMinute();
    const ensuite = (await mesDocuments(banc, poste)).documents.filter(({ numero: n }) => n === sien.numero);
    assert.deepEqual(ensuite.map(({ nom }) => nom).toSorted(), [
      `accuse-${sien.numero}.pdf`,
      `decision-${sien.numero}.pdf`,
    ]);
  });
});
