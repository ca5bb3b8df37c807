import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { PageFile, type LigneDemande } from '#contract/schemas/agent.ts';
import { chemins, lire, lireProbleme, ouvrirBanc, type Banc } from '../../test/serveur/banc.ts';
import type { Poste } from '../../test/serveur/poste.ts';
import { acte, voirie } from '../../test/serveur/reponses.ts';
import { JOUR, MINUTE } from '../socle/horloge/horloge.ts';
import { expressionFts, indexer } from './recherche.ts';

const AGENT = 'agent@port-aubier.example';
const CHEF = 'chef@port-aubier.example';
const page = async (banc: Banc, poste: Poste, filtre: Record<string, string | number> = {}) =>
  lire(
    PageFile,
    await banc.get(
      `agent/demandes?${new URLSearchParams(Object.entries(filtre).map(([c, v]) => [c, String(v)]))}`,
      {
        poste,
      },
    ),
  );
const numeros = (demandes: readonly LigneDemande[]) => demandes.map(({ numero }) => numero);

describe('paging the queue', () => {
  for (const tri of ['echeance', 'recente'] as const) {
    it(`by ${tri}: 60 rows, none lost nor repeated while others come`, async () => {
      await using banc = await ouvrirBanc();
      const deposer = async () => (await banc.deposer('acte-naissance', acte())).numero;
      const signaler = async () => (await banc.deposer('signaler-voirie', voirie())).numero;
      const attendus: string[] = [];
      // Five a day, so that deadlines are shared; two of them are reports, without any.
      for (let jour = 0; jour < 12; jour++) {
        banc.horloge.avancer(JOUR);
        const dUnJour = [deposer(), deposer(), deposer(), signaler(), signaler()];
        attendus.push(...(await Promise.all(dUnJour)));
      }
      const poste = await banc.connecter(CHEF);
      const vues: LigneDemande[] = [];
      const ajoutees: string[] = [];
      let curseur: string | null = null;
      do {
        const lue: PageFile = await page(banc, poste, { tri, limite: 7, ...(curseur && { curseur }) });
        assert.ok(lue.demandes.length <= 7);
        vues.push(...lue.demandes);
        curseur = lue.suivant;
        if (ajoutees.length < 5) ajoutees.push(await deposer());
      } while (curseur);
      const sansAjouts = numeros(vues).filter((numero) => !ajoutees.includes(numero));
      assert.equal(new Set(numeros(vues)).size, vues.length, 'no repeat');
      assert.deepEqual(sansAjouts.toSorted(), attendus.toSorted(), 'no loss');
      if (tri === 'recente') {
        const dates = vues.map(({ recueLe }) => recueLe);
        assert.deepEqual(dates, dates.toSorted().toReversed());
        assert.equal(vues.length, 60, 'what came since stands before the first page');
      } else {
        const echeances = vues.map(({ echeance }) => echeance ?? '9999');
        assert.deepEqual(echeances, echeances.toSorted());
        assert.equal(vues.at(-1)?.echeance, null, 'what has no deadline comes last');
      }
    });
  }

  it('filters by status, channel, démarche, service and agent', async () => {
    await using banc = await ouvrirBanc();
    const poste = await banc.connecter(CHEF);
    const web = (await banc.deposer('acte-naissance', acte())).numero;
    const route = (await banc.deposer('signaler-voirie', voirie())).numero;
    const saisie = { demarche: 'acte-naissance', version: 1, canal: 'guichet', reponses: acte() };
    const guichet = (await (await banc.post('agent/demandes', saisie, { poste })).json()) as {
      numero: string;
    };
    const modifier = (numero: string, corps: object) =>
      banc.appel('PATCH', `agent/demandes/${numero}`, { corps: { version: 1, ...corps }, poste });
    await modifier(route, { statut: 'traitee' });
    await modifier(guichet.numero, { affecteeA: CHEF, statut: 'en-cours' });
    const cas: [Record<string, string>, string[]][] = [
      [{}, [web, guichet.numero]],
      [{ statut: 'closes' }, [route]],
      [{ statut: 'traitee' }, [route]],
      [{ statut: 'en-cours' }, [guichet.numero]],
      [{ statut: 'recue' }, [web]],
      [{ canal: 'guichet' }, [guichet.numero]],
      [{ demarche: 'signaler-voirie' }, []],
      [{ demarche: 'signaler-voirie', statut: 'closes' }, [route]],
      [{ service: 'voirie', statut: 'closes' }, [route]],
      [{ service: 'education' }, []],
      [{ affectation: 'moi' }, [guichet.numero]],
      [{ affectation: 'personne' }, [web]],
      [{ affectation: CHEF.toUpperCase() }, [guichet.numero]],
      [{ affectation: AGENT }, []],
    ];
    for (const [filtre, attendus] of cas) {
      assert.deepEqual(numeros((await page(banc, poste, filtre)).demandes), attendus, JSON.stringify(filtre));
    }
  });

  it('says no to a broken cursor, an unknown sort, too many rows', async () => {
    await using banc = await ouvrirBanc();
    const poste = await banc.connecter(AGENT);
    const cassé = Buffer.from('["a"]').toString('base64url');
    for (const [filtre, chemin] of [
      ['curseur=%00', 'curseur'],
      [`curseur=${cassé}`, 'curseur'],
      ['tri=hasard', 'tri'],
      ['limite=101', 'limite'],
      ['limite=0', 'limite'],
      ['q=a', 'q'],
      ['statut=perdue', 'statut'],
    ]) {
      const refus = await banc.get(`agent/demandes?${filtre}`, { poste });
      assert.deepEqual(chemins(await lireProbleme(refus, 422, 'saisie-invalide')), [chemin]);
    }
  });
});

describe('searching the queue', () => {
  async function ouvrirFile() {
    const banc = await ouvrirBanc();
    const poste = await banc.connecter(AGENT);
    const lea = await banc.deposer(
      'acte-naissance',
      acte({ prenoms: 'Léa Noémie', 'nom-naissance': 'Le Goëff' }),
    );
    const paul = await banc.deposer('acte-naissance', acte({ prenoms: 'Paul', 'nom-naissance': 'Durand' }));
    const chercher = async (q: string, filtre: object = {}) =>
      numeros((await page(banc, poste, { q, ...filtre })).demandes);
    return { banc, poste, lea, paul, chercher, [Symbol.asyncDispose]: () => banc[Symbol.asyncDispose]() };
  }

  it('forgives accents and case, takes the beginning of words, all of them', async () => {
    await using f = await ouvrirFile();
    for (const q of ['goeff', 'GOËFF', 'le goe', 'noemie lea', 'no goëff', 'l’goeff']) {
      assert.deepEqual(await f.chercher(q), [f.lea.numero], q);
    }
    assert.deepEqual(await f.chercher('kerm'), [f.paul.numero, f.lea.numero], 'newest first');
    assert.deepEqual(await f.chercher('lea durand'), []);
    assert.deepEqual(await f.chercher('oeff'), []);
  });

  it('finds a number however it is typed, open or closed, and a part of one', async () => {
    await using f = await ouvrirFile();
    const { numero } = f.lea;
    await f.banc.appel('PATCH', `agent/demandes/${numero}`, {
      corps: { version: 1, statut: 'traitee' },
      poste: f.poste,
    });
    assert.deepEqual(await f.chercher(numero), [numero]);
    assert.deepEqual(await f.chercher(numero.toLowerCase().replaceAll('-', '')), [numero]);
    assert.ok((await f.chercher(f.paul.numero.slice(4))).includes(f.paul.numero));
  });

  it('finds a demande just filed, and the words of a note or a message just written', async () => {
    await using f = await ouvrirFile();
    await indexer(await f.banc.commune());
    const { numero, code } = await f.banc.deposer('acte-naissance', acte({ prenoms: 'Zébulon' }));
    assert.deepEqual(await f.chercher('zebulon'), [numero]);
    await f.banc.post(
      `agent/demandes/${f.paul.numero}/notes`,
      { corps: 'Voir le registre bleu' },
      { poste: f.poste },
    );
    assert.deepEqual(await f.chercher('registre'), [f.paul.numero]);
    await f.banc.post(`demandes/${numero}/messages`, { corps: 'Perroquet' }, { code });
    assert.deepEqual(await f.chercher('perroquet'), [numero]);
    assert.deepEqual(await f.chercher('zebulon'), [numero], 'older words stay');
  });

  it('keeps the filters of the queue', async () => {
    await using f = await ouvrirFile();
    const corps = { version: 1, affecteeA: AGENT, statut: 'en-cours' };
    await f.banc.appel('PATCH', `agent/demandes/${f.lea.numero}`, { corps, poste: f.poste });
    assert.deepEqual(await f.chercher('kermarrec', { affectation: 'moi' }), [f.lea.numero]);
    assert.deepEqual(await f.chercher('kermarrec', { affectation: 'personne' }), [f.paul.numero]);
    assert.deepEqual(await f.chercher('kermarrec', { statut: 'recue' }), [f.paul.numero]);
    assert.deepEqual(await f.chercher('kermarrec', { canal: 'guichet' }), []);
    assert.deepEqual(await f.chercher('kermarrec', { demarche: 'cantine' }), []);
    assert.deepEqual(await f.chercher('kermarrec', { statut: 'closes' }), []);
  });

  it('pages its answers', async () => {
    await using f = await ouvrirFile();
    const premiere = await page(f.banc, f.poste, { q: 'kermarrec', limite: 1 });
    assert.deepEqual(numeros(premiere.demandes), [f.paul.numero]);
    const suite = await page(f.banc, f.poste, { q: 'kermarrec', limite: 1, curseur: premiere.suivant! });
    assert.deepEqual(numeros(suite.demandes), [f.lea.numero]);
    assert.equal(suite.suivant, null);
  });

  it('takes any text: what an expression could mean is only words', async () => {
    await using f = await ouvrirFile();
    for (const q of [
      '"goeff',
      'goeff OR durand',
      'NEAR(goeff)',
      '* -goeff',
      'texte:goeff',
      '()',
      "l'",
      '«»',
      'ab\u{1E900}cd',
      '٤٢',
      'x²½y',
      'e\u0301t',
    ])
      assert.ok(Array.isArray(await f.chercher(q)), q);
    assert.equal(expressionFts('« »'), undefined);
  });
});

describe('live', () => {
  const EVENEMENT = /event: demande\n/;
  /** Reads a stream until `fin` is true of all that came, or it ends. */
  async function ecouter(reponse: Response) {
    assert.equal(reponse.status, 200);
    assert.match(reponse.headers.get('Content-Type') ?? '', /^text\/event-stream/);
    const lecteur = reponse.body!.pipeThrough(new TextDecoderStream()).getReader();
    let recu = '';
    return {
      async jusqua(fin: (texte: string) => boolean): Promise<string> {
        while (!fin(recu)) {
          const { done, value } = await lecteur.read();
          if (done) return recu;
          recu += value;
        }
        return recu;
      },
      async fin(): Promise<string> {
        return this.jusqua(() => false);
      },
      quitter: () => lecteur.cancel(),
    };
  }
  const lireEvenements = (texte: string) =>
    texte
      .split('\n\n')
      .filter((bloc) => EVENEMENT.test(`${bloc}\n`))
      .map((bloc) => ({
        id: /^id: (.+)$/m.exec(bloc)![1]!,
        ...(JSON.parse(/^data: (.+)$/m.exec(bloc)![1]!) as { numero: string; type: string }),
      }));
  const flux = async (banc: Banc, poste: Poste, depuis?: string) =>
    ecouter(await banc.get('agent/flux', { poste, ...(depuis && { entetes: { 'Last-Event-ID': depuis } }) }));
  const combien = (n: number) => (texte: string) => lireEvenements(texte).length >= n;

  it('tells what happens in my services, and nothing else', async () => {
    await using banc = await ouvrirBanc();
    const poste = await banc.connecter(AGENT);
    await banc.deposer('acte-naissance', acte());
    const direct = await flux(banc, poste);
    await direct.jusqua((texte) => texte.includes('bonjour'));
    await banc.deposer('signaler-voirie', voirie());
    const { numero, code } = await banc.deposer('acte-naissance', acte());
    await banc.post(`demandes/${numero}/messages`, { corps: 'Mot' }, { code });
    const recus = lireEvenements(await direct.jusqua(combien(2)));
    assert.deepEqual(
      recus.map(({ numero: n, type }) => [n, type]),
      [
        [numero, 'depot'],
        [numero, 'message'],
      ],
    );
    await direct.quitter();
  });

  it('takes up again after the last event seen, without loss', async () => {
    await using banc = await ouvrirBanc();
    const poste = await banc.connecter(AGENT);
    const direct = await flux(banc, poste);
    await direct.jusqua((texte) => texte.includes('bonjour'));
    await banc.deposer('acte-naissance', acte());
    const [vu] = lireEvenements(await direct.jusqua(combien(1)));
    await direct.quitter();
    const pendant = [];
    for (let i = 0; i < 5; i++) pendant.push((await banc.deposer('acte-naissance', acte())).numero);
    const reprise = await flux(banc, poste, vu!.id);
    const recus = lireEvenements(await reprise.jusqua(combien(5)));
    assert.deepEqual(
      recus.map(({ numero }) => numero),
      pendant,
    );
    await reprise.quitter();
  });

  it('loses nothing of more than one batch', async () => {
    await using banc = await ouvrirBanc();
    const poste = await banc.connecter(CHEF);
    const deposees = await Promise.all(
      Array.from({ length: 230 }, () => banc.deposer('signaler-voirie', voirie())),
    );
    const direct = await flux(banc, poste, '00000000-0000-7000-8000-000000000000');
    const recus = lireEvenements(await direct.jusqua(combien(230)));
    assert.deepEqual(
      recus.map(({ numero }) => numero).toSorted(),
      deposees.map(({ numero }) => numero).toSorted(),
    );
    await direct.quitter();
  });

  it('ends when the session ends, when the agent is gone, and when the server stops', async () => {
    await using banc = await ouvrirBanc();
    const poste = await banc.connecter(AGENT);
    const direct = await flux(banc, poste);
    await direct.jusqua((texte) => texte.includes('bonjour'));
    const { annonces } = await banc.commune();
    const nombre = annonces.nombre;
    await banc.appel('DELETE', 'agent/sessions/courante', { poste });
    await banc.deposer('acte-naissance', acte());
    assert.deepEqual(lireEvenements(await direct.fin()), []);
    assert.equal(annonces.nombre, nombre - 1, 'nobody listens any more');

    banc.horloge.avancer(MINUTE);
    const autre = await flux(banc, await banc.connecter(AGENT));
    await autre.jusqua((texte) => texte.includes('bonjour'));
    const fin = autre.fin();
    await banc.fermer();
    assert.deepEqual(lireEvenements(await fin), []);
  });
});
