import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { composerNumero } from '#contract/numero.ts';
import { DemandeAgent, PageFile } from '#contract/schemas/agent.ts';
import { Commune } from '#contract/schemas/commune.ts';
import { DemarchePubliee, DemarcheResume } from '#contract/schemas/demarche.ts';
import * as z from 'zod';
import { lireDossierCommune } from '../../communes/importer.ts';
import {
  chemins,
  lire,
  lireProbleme,
  ouvrirBanc,
  SITE,
  sourceDe,
  URL_BANC,
  type Banc,
} from '../../../test/serveur/banc.ts';
import { acte, PERSONNE, terrasse } from '../../../test/serveur/reponses.ts';
import { pdf } from '../fichiers/exemples.test-util.ts';

const depot = { demarche: 'acte-naissance', version: 1, reponses: acte() };
const nombre = async (banc: Banc) => {
  const poste = await banc.connecter('agent@port-aubier.example');
  return (await lire(PageFile, await banc.get('agent/demandes', { poste }))).demandes.length;
};

describe('bodies', () => {
  it('that are not JSON by their Content-Type are 415, and nothing is done', async () => {
    await using banc = await ouvrirBanc();
    const brut = JSON.stringify(depot);
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'application/jsonp', '']) {
      const entetes = { 'Content-Type': type };
      await lireProbleme(await banc.appel('POST', 'demandes', { brut, entetes }), 415, 'type-non-accepte');
    }
    const { numero, code } = await banc.deposer('acte-naissance', acte());
    const poste = await banc.connecter('agent@port-aubier.example');
    const entetes = { 'Content-Type': 'text/plain' };
    for (const [methode, chemin] of [
      ['POST', `demandes/${numero}/messages`],
      ['POST', `demandes/${numero}/retrait`],
      ['POST', 'agent/connexion'],
      ['POST', 'agent/sessions'],
      ['POST', 'agent/demandes'],
      ['PATCH', `agent/demandes/${numero}`],
    ] as const) {
      const refus = await banc.appel(methode, chemin, { brut: '{}', entetes, code, poste });
      await lireProbleme(refus, 415, 'type-non-accepte');
    }
    const avecCharset = { 'Content-Type': 'Application/JSON; charset=utf-8' };
    assert.equal((await banc.appel('POST', 'demandes', { brut, entetes: avecCharset })).status, 201);
  });

  it('too large are 413, whether they tell their length or not', async () => {
    await using banc = await ouvrirBanc();
    const brut = JSON.stringify({ ...depot, reponses: acte({ prenoms: 'x'.repeat(600_000) }) });
    await lireProbleme(await banc.appel('POST', 'demandes', { brut }), 413, 'requete-trop-grosse');
    const flux = new Blob([brut]).stream();
    await lireProbleme(await banc.appel('POST', 'demandes', { brut: flux }), 413, 'requete-trop-grosse');
    const entetes = { 'Content-Length': String(brut.length) };
    await lireProbleme(await banc.appel('POST', 'demandes', { brut, entetes }), 413, 'requete-trop-grosse');
  });

  it('broken are 400', async () => {
    await using banc = await ouvrirBanc();
    for (const brut of ['{"demarche":', 'null x', '']) {
      await lireProbleme(await banc.appel('POST', 'demandes', { brut }), 400, 'requete-illisible');
    }
    for (const brut of ['null', '[]', '"x"', '3']) {
      await lireProbleme(await banc.appel('POST', 'demandes', { brut }), 422, 'saisie-invalide');
    }
  });

  it('that are not UTF-8 name the field', async () => {
    await using banc = await ouvrirBanc();
    const [debut, fin] = JSON.stringify({ ...depot, reponses: acte({ prenoms: '@' }) }).split('"@"');
    const brut = Buffer.concat([Buffer.from(`${debut}"`), Buffer.from([0xe9, 0xff]), Buffer.from(`"${fin}`)]);
    const probleme = await lireProbleme(
      await banc.appel('POST', 'demandes', { brut }),
      400,
      'requete-illisible',
    );
    assert.deepEqual(chemins(probleme), ['reponses.prenoms']);
    assert.equal(await nombre(banc), 0);
  });

  it('with a lone surrogate or a null character are told or cleaned, never a 500', async () => {
    await using banc = await ouvrirBanc();
    for (const texte of ['\\ud800', '\\u0000', '\\u202e', '\\ufeff']) {
      const brut = JSON.stringify({ ...depot, reponses: acte({ prenoms: '@@' }) }).replace(
        '@@',
        `A${texte}B`,
      );
      const reponse = await banc.appel('POST', 'demandes', { brut });
      assert.ok([201, 422].includes(reponse.status), `${texte}: ${reponse.status}`);
    }
  });
});

describe('other sites', () => {
  const origine = (valeur: string) => ({ entetes: { Origin: valeur } });

  it('of the commune’s list are let in, with what they may read', async () => {
    await using banc = await ouvrirBanc();
    const reponse = await banc.get('commune', origine(SITE));
    assert.equal(reponse.headers.get('Access-Control-Allow-Origin'), SITE);
    assert.match(reponse.headers.get('Vary') ?? '', /Origin/i);
    assert.equal(reponse.headers.get('Access-Control-Allow-Credentials'), null);
    const expose = reponse.headers.get('Access-Control-Expose-Headers') ?? '';
    assert.match(expose, /Retry-After/);
    assert.match(expose, /Content-Disposition/);
    const refus = await banc.post('demandes', { ...depot, version: 9 }, origine(SITE));
    assert.equal(refus.headers.get('Access-Control-Allow-Origin'), SITE, 'problems can be read too');
    await lireProbleme(refus, 409, 'version-perimee');
    assert.equal((await banc.post('demandes', depot, origine(URL_BANC))).status, 201, 'our own pages');
    assert.equal((await banc.get('commune')).headers.get('Access-Control-Allow-Origin'), null);
  });

  it('of no list get nothing and do nothing', async () => {
    await using banc = await ouvrirBanc();
    for (const qui of ['https://pirate.example', 'null', 'http://localhost:8789', `${SITE}.pirate.example`]) {
      for (const refus of [
        await banc.get('commune', origine(qui)),
        await banc.post('demandes', depot, origine(qui)),
        await banc.envoyerFichier('a.pdf', pdf(), origine(qui)),
        await banc.appel('OPTIONS', 'demandes', origine(qui)),
      ]) {
        assert.equal(refus.headers.get('Access-Control-Allow-Origin'), null);
        await lireProbleme(refus, 403, 'origine-refusee');
      }
    }
    assert.equal(await nombre(banc), 0);
  });

  it('have two lists: the citizens’ one opens nothing of the agents, nor the other way', async () => {
    await using banc = await ouvrirBanc({
      adapter: (lu) => ({
        ...lu,
        commune: {
          ...lu.commune,
          origines: ['https://ville.example'],
          originesAgents: ['https://intranet.example'],
        },
      }),
    });
    const poste = await banc.connecter('agent@port-aubier.example');
    const ville = origine('https://ville.example');
    const intranet = origine('https://intranet.example');
    assert.equal((await banc.get('commune', ville)).status, 200);
    await lireProbleme(await banc.get('commune', intranet), 403, 'origine-refusee');
    assert.equal((await banc.get('agent/moi', { poste, ...intranet })).status, 200);
    await lireProbleme(await banc.get('agent/moi', { poste, ...ville }), 403, 'origine-refusee');
    await lireProbleme(await banc.get('agent/../agent/moi', { poste, ...ville }), 403, 'origine-refusee');
  });

  it('ask first, and are told what they may send', async () => {
    await using banc = await ouvrirBanc();
    const entetes = {
      Origin: SITE,
      'Access-Control-Request-Method': 'POST',
      'Access-Control-Request-Headers': 'content-type,idempotency-key,parvis-code',
    };
    const reponse = await banc.appel('OPTIONS', 'demandes', { entetes });
    assert.equal(reponse.status, 204);
    assert.equal(reponse.headers.get('Access-Control-Allow-Origin'), SITE);
    const permis = (reponse.headers.get('Access-Control-Allow-Headers') ?? '').toLowerCase();
    for (const entete of [
      'content-type',
      'authorization',
      'idempotency-key',
      'parvis-code',
      'last-event-id',
    ]) {
      assert.ok(permis.includes(entete), entete);
    }
    const methodes = reponse.headers.get('Access-Control-Allow-Methods') ?? '';
    for (const methode of ['GET', 'POST', 'PATCH', 'DELETE']) assert.ok(methodes.includes(methode), methode);
    assert.ok(Number(reponse.headers.get('Access-Control-Max-Age')) > 0);
  });
});

describe('every answer', () => {
  it('bears the security headers, problems and files too', async () => {
    await using banc = await ouvrirBanc();
    const { numero, code } = await banc.deposer('acte-naissance', acte());
    const { id } = await banc.televerser('a.pdf', pdf());
    await banc.post(`demandes/${numero}/messages`, { corps: 'x', pieces: [id] }, { code });
    for (const reponse of [
      await banc.get('commune'),
      await banc.get('demarches/inconnue'),
      await banc.get(`demandes/${numero}/pieces/${id}`, { code }),
      await banc.app.request(`${URL_BANC}/sante`),
      await banc.app.request(`${URL_BANC}/c/port-aubier/p/suivi-demande`),
      await banc.app.request(`${URL_BANC}/nulle-part`),
    ]) {
      assert.equal(reponse.headers.get('X-Content-Type-Options'), 'nosniff');
      assert.equal(reponse.headers.get('Referrer-Policy'), 'no-referrer');
      assert.match(reponse.headers.get('Strict-Transport-Security') ?? '', /max-age=\d+/);
      assert.equal(reponse.headers.get('X-Powered-By'), null);
      assert.equal(reponse.headers.get('Set-Cookie'), null, 'no cookie anywhere');
    }
  });

  it('to an unknown address is a 404 problem, wherever it is', async () => {
    await using banc = await ouvrirBanc({ communes: ['port-aubier', 'anse-vanille'] });
    for (const [chemin, code] of [
      ['/nulle-part', 'introuvable'],
      ['/c/port-aubier/api/v1/nulle-part', 'introuvable'],
      ['/c/port-aubier/p/nulle-part', 'introuvable'],
      ['/c/port-aubier/p/__proto__', 'introuvable'],
      ['/c/port-aubier/', 'introuvable'],
      ['/w/nulle-part.js', 'introuvable'],
      ['/c/atlantide/api/v1/commune', 'commune-inconnue'],
      ['/c/..%2F..%2Fetc/api/v1/commune', 'commune-inconnue'],
      ['/api/v1/commune', 'commune-inconnue'],
    ] as const) {
      await lireProbleme(await banc.app.request(URL_BANC + chemin), 404, code);
    }
    await lireProbleme(await banc.appel('DELETE', 'demandes'), 404, 'introuvable');
  });

  it('to an incident says nothing of its cause', async () => {
    await using banc = await ouvrirBanc();
    const commune = await banc.commune();
    commune.moteur.lireUn = () => Promise.reject(new Error('SECRET at /srv/parvis/commune.db'));
    const reponse = await banc.get(`demandes/${composerNumero('PAB', new Uint8Array(7))}`);
    const texte = await reponse.clone().text();
    await lireProbleme(reponse, 500, 'incident-interne');
    assert.doesNotMatch(texte, /SECRET|\/srv|Error|stack/);
    assert.match(banc.lignes.join(''), /SECRET at/, 'the log has the cause');
  });
});

describe('the log and the measures', () => {
  it('hold nothing personal of a whole journey', async () => {
    await using banc = await ouvrirBanc();
    const [plan, assurance] = [
      await banc.televerser('Kermarrec.pdf', pdf()),
      await banc.televerser('b.pdf', pdf()),
    ];
    const { numero, code } = await banc.deposer('terrasse', terrasse(plan, assurance), {
      cle: 'cle-secrete',
    });
    const poste = await banc.connecter('chef@port-aubier.example');
    await banc.get(`demandes/${numero}`, { code, entetes: { 'User-Agent': 'Navigateur-de-Lou' } });
    await banc.get(`demandes/${numero}`, { code: 'AAAAAA' });
    await banc.get(`demandes/${numero.slice(0, -1)}`);
    await banc.post(`demandes/${numero}/messages`, { corps: 'MOT-PRIVE' }, { code });
    await banc.get(`agent/demandes?q=kermarrec`, { poste });
    const { ligne } = await lire(DemandeAgent, await banc.get(`agent/demandes/${numero}`, { poste }));
    const corps = { version: ligne.version, statut: 'refusee', motif: 'MOTIF-PRIVE' };
    await lire(DemandeAgent, await banc.appel('PATCH', `agent/demandes/${numero}`, { corps, poste }));
    banc.boite.panne = ({ a }) => new Error(`550 refused`, { cause: `<${a}>` });
    await banc.jobs();
    await banc.post('demandes', { ...depot, reponses: acte({ 'demandeur-courriel': 'faux@' }) });
    await banc.app.request(`${URL_BANC}/c/port-aubier/p/suivi-demande?numero=${numero}`);
    const mesures = await banc.app.request(`${URL_BANC}/metrics`);
    assert.equal(mesures.status, 200);
    const texteMesures = await mesures.text();
    assert.match(texteMesures, /parvis_http_duree_secondes_count\{.*route=".*\/demandes\/:numero".*\} [1-9]/);
    const journal = banc.lignes.join('');
    assert.ok(banc.lignes.length >= 12, 'each request has its line');
    assert.match(journal, /"methode":"POST","route":"[^"]*\/demandes","statut":201/);
    for (const secret of [
      ...Object.values(PERSONNE).filter((valeur) => typeof valeur === 'string'),
      'Phare',
      'kermarrec',
      'Kermarrec',
      numero,
      code,
      poste.session!.jeton,
      plan.id,
      'chef@',
      '@exemple',
      'PRIVE',
      'cle-secrete',
      'Navigateur-de-Lou',
      'faux@',
    ]) {
      assert.ok(!journal.includes(secret), `the log holds ${secret}`);
      assert.ok(!texteMesures.includes(secret), `the measures hold ${secret}`);
    }
  });

  it('an unknown path adds no measure of its own', async () => {
    await using banc = await ouvrirBanc();
    for (let i = 0; i < 5; i++) await banc.app.request(`${URL_BANC}/hasard-${i}`);
    const texte = await (await banc.app.request(`${URL_BANC}/metrics`)).text();
    assert.doesNotMatch(texte, /hasard/);
  });
});

describe('what anybody reads', () => {
  it('the commune without its agents nor its origins, the démarches, one of them', async () => {
    await using banc = await ouvrirBanc();
    const vue = await lire(Commune, await banc.get('commune'));
    assert.equal(vue.slug, 'port-aubier');
    assert.doesNotMatch(JSON.stringify(vue), /agent@|Vasselin|origines/);
    const Liste = z.strictObject({ demarches: z.array(DemarcheResume) });
    const { demarches } = await lire(Liste, await banc.get('demarches'));
    assert.equal(demarches.length, (await lireDossierCommune(sourceDe('port-aubier'))).demarches.length);
    for (const { code, version } of demarches) {
      const demarche = await lire(DemarchePubliee, await banc.get(`demarches/${code}`));
      assert.equal(demarche.version, version);
    }
  });

  it('the state of the server', async () => {
    await using banc = await ouvrirBanc({ communes: ['port-aubier', 'anse-vanille'] });
    const { etat, version, communes } = (await (
      await banc.app.request(`${URL_BANC}/sante`)
    ).json()) as Record<string, unknown>;
    assert.equal(etat, 'bon');
    assert.match(String(version), /^\d+\.\d+\.\d+$/);
    assert.deepEqual(communes, ['anse-vanille', 'port-aubier']);
  });

  it('at the root too, as long as there is one commune', async () => {
    await using banc = await ouvrirBanc();
    const vue = await lire(Commune, await banc.app.request(`${URL_BANC}/api/v1/commune`));
    assert.equal(vue.slug, 'port-aubier');
    assert.equal((await banc.app.request(`${URL_BANC}/p/suivi-demande`)).status, 200);
    await banc.importer(sourceDe('anse-vanille'));
    await lireProbleme(await banc.app.request(`${URL_BANC}/api/v1/commune`), 404, 'commune-inconnue');
  });
});

describe('the description of the API', () => {
  it('is OpenAPI 3.1 and has every route', async () => {
    await using banc = await ouvrirBanc();
    const doc = (await (await banc.get('openapi.json')).json()) as {
      openapi: string;
      servers: { url: string }[];
      paths: Record<string, Record<string, { summary?: string; responses: Record<string, unknown> }>>;
      components: { schemas: Record<string, unknown> };
    };
    assert.match(doc.openapi, /^3\.1\./);
    assert.equal(doc.servers[0]?.url, '/c/port-aubier/api/v1');
    const routes = Object.entries(doc.paths).flatMap(([chemin, verbes]) =>
      Object.keys(verbes).map((verbe) => `${verbe.toUpperCase()} ${chemin}`),
    );
    assert.deepEqual(routes.toSorted(), [
      'DELETE /agent/sessions',
      'DELETE /agent/sessions/courante',
      'DELETE /agent/sessions/{id}',
      'DELETE /aidant/mandats/{id}',
      'DELETE /aidant/sessions',
      'DELETE /aidant/sessions/courante',
      'DELETE /aidant/sessions/{id}',
      'DELETE /usager/brouillons/{id}',
      'DELETE /usager/documents/{id}',
      'DELETE /usager/identites/{id}',
      'DELETE /usager/mandats/{id}',
      'DELETE /usager/sessions',
      'DELETE /usager/sessions/courante',
      'DELETE /usager/sessions/{id}',
      'GET /agent/connexions',
      'GET /agent/demandes',
      'GET /agent/demandes/{numero}',
      'GET /agent/demandes/{numero}/pieces/{id}',
      'GET /agent/demandes/{numero}/reponses-types',
      'GET /agent/demarches/{code}/comparaison',
      'GET /agent/flux',
      'GET /agent/incidents',
      'GET /agent/moi',
      'GET /agent/sessions',
      'GET /agent/statistiques',
      'GET /agent/usagers/retablissement',
      'GET /aidant/connexions',
      'GET /aidant/demandes',
      'GET /aidant/mandats',
      'GET /aidant/mandats/{id}/feuille',
      'GET /aidant/moi',
      'GET /aidant/sessions',
      'GET /commune',
      'GET /demandes/{numero}',
      'GET /demandes/{numero}/accuse',
      'GET /demandes/{numero}/pieces/{id}',
      'GET /demarches',
      'GET /demarches/{code}',
      'GET /origines',
      'GET /statistiques',
      'GET /usager/brouillons',
      'GET /usager/brouillons/{id}',
      'GET /usager/connexions',
      'GET /usager/demandes',
      'GET /usager/documents',
      'GET /usager/documents/acces',
      'GET /usager/documents/archive',
      'GET /usager/documents/{id}/contenu',
      'GET /usager/export',
      'GET /usager/mandats',
      'GET /usager/moi',
      'GET /usager/sessions',
      'PATCH /agent/demandes/{numero}',
      'PATCH /usager/documents/{id}',
      'PATCH /usager/mandats/{id}',
      'POST /agent/connexion',
      'POST /agent/connexions',
      'POST /agent/connexions/{id}',
      'POST /agent/demandes',
      'POST /agent/demandes/{numero}/annulation',
      'POST /agent/demandes/{numero}/complements',
      'POST /agent/demandes/{numero}/complements/annulation',
      'POST /agent/demandes/{numero}/decisions',
      'POST /agent/demandes/{numero}/decisions/apercu',
      'POST /agent/demandes/{numero}/messages',
      'POST /agent/demandes/{numero}/notes',
      'POST /agent/incidents/{id}/relance',
      'POST /agent/mandats/{reference}/fin',
      'POST /agent/sessions',
      'POST /agent/sessions/renouvellement',
      'POST /agent/usagers/retablissement',
      'POST /agent/usagers/retablissement/{id}/annulation',
      'POST /aidant/connexion',
      'POST /aidant/connexions',
      'POST /aidant/connexions/{id}',
      'POST /aidant/mandats',
      'POST /aidant/mandats/{id}/code',
      'POST /aidant/mandats/{id}/consentement',
      'POST /aidant/sessions',
      'POST /aidant/sessions/renouvellement',
      'POST /demandes',
      'POST /demandes/{numero}/attestation',
      'POST /demandes/{numero}/complements',
      'POST /demandes/{numero}/lecture',
      'POST /demandes/{numero}/messages',
      'POST /demandes/{numero}/motifs',
      'POST /demandes/{numero}/retrait',
      'POST /demandes/{numero}/satisfaction',
      'POST /numeros-perdus',
      'POST /televersements',
      'POST /usager/connexion',
      'POST /usager/connexions',
      'POST /usager/connexions/{id}',
      'POST /usager/documents',
      'POST /usager/documents/{id}/copie',
      'POST /usager/effacement',
      'POST /usager/identites',
      'POST /usager/identites/code',
      'POST /usager/preuves',
      'POST /usager/preuves/code',
      'POST /usager/rattachements',
      'POST /usager/sessions',
      'POST /usager/sessions/renouvellement',
      'PUT /usager/brouillons/{id}',
      'PUT /usager/profil',
    ]);
    const references = JSON.stringify(doc).matchAll(/"\$ref":"#\/components\/schemas\/([^"]+)"/g);
    for (const [, nom] of references) assert.ok(doc.components.schemas[nom!], `${nom} is described`);
    for (const verbes of Object.values(doc.paths)) {
      for (const { summary, responses } of Object.values(verbes)) {
        assert.ok(summary && Object.keys(responses).length > 0);
      }
    }
  });
});
