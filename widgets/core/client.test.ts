import { expect } from 'chai';
import { creerFauxServeur, repondreProbleme } from '../../test/fixtures/faux-fetch.ts';
import { suivre } from './client-suivi.ts';
import { Client } from './client.ts';
import { ErreurApi, ErreurReseau } from './erreurs.ts';

const DEPOT = { demarche: 'terrasse', version: 1, reponses: {} };

function creer() {
  const serveur = creerFauxServeur();
  const pauses: number[] = [];
  const attendre = async (ms: number) => void pauses.push(ms);
  const client = new Client({
    serveur: 'http://localhost:8787/',
    commune: 'port-aubier',
    fetch: serveur.fetch,
    attendre,
  });
  return { serveur, client, pauses };
}
const echec = async (promesse: Promise<unknown>): Promise<unknown> =>
  promesse.then(
    () => undefined,
    (erreur: unknown) => erreur,
  );

describe('client', () => {
  it('builds addresses with or without a commune', () => {
    expect(creer().client.adresse('demarches', { version: undefined, q: 'é&' })).to.equal(
      'http://localhost:8787/c/port-aubier/api/v1/demarches?q=%C3%A9%26',
    );
    expect(new Client({ serveur: 'https://a.example' }).adresse('commune')).to.equal(
      'https://a.example/api/v1/commune',
    );
  });

  it('turns problems into typed errors', async () => {
    const { serveur, client } = creer();
    serveur.repondre(
      'POST demandes',
      repondreProbleme('saisie-invalide', {
        erreurs: [{ chemin: 'nom', code: 'requis', message: 'Indiquez.' }],
      }),
    );
    const erreur = (await echec(client.deposer(DEPOT, { cle: 'k' }))) as ErreurApi;
    expect(erreur).to.be.instanceOf(ErreurApi);
    expect([erreur.status, erreur.code, erreur.erreurs[0]?.chemin]).to.deep.equal([
      422,
      'saisie-invalide',
      'nom',
    ]);
    serveur.repondre('GET commune', new Response('<h1>502</h1>', { status: 404 }));
    expect(((await echec(client.lireCommune())) as ErreurApi).code).to.equal('reponse-illisible');
  });

  it('tries a send with its key again after a cut: one demande', async () => {
    const { serveur, client, pauses } = creer();
    const avant = serveur.etat.demandes.length;
    serveur.perdreReponse('POST demandes');
    const { numero } = await client.deposer(DEPOT, { cle: 'une-cle' });
    expect(serveur.etat.demandes.length).to.equal(avant + 1);
    expect(serveur.etat.demandes[0]!.ligne.numero).to.equal(numero);
    expect(pauses).to.have.length(1);
    expect(
      serveur.appelsDe('POST demandes').map(({ entetes }) => entetes.get('Idempotency-Key')),
    ).to.deep.equal(['une-cle', 'une-cle']);
  });

  it('gives up after three tries, and never repeats a 4xx', async () => {
    const { serveur, client } = creer();
    serveur.couper();
    expect(await echec(client.lireCommune())).to.be.instanceOf(ErreurReseau);
    expect(serveur.appelsDe('GET commune')).to.have.length(3);
    serveur.retablir();
    serveur.repondre('GET demarches', repondreProbleme('trop-de-tentatives'));
    expect(((await echec(client.listerDemarches())) as ErreurApi).retryAfter).to.equal(120);
    expect(serveur.appelsDe('GET demarches')).to.have.length(1);
  });

  it('stops when asked, without a second try', async () => {
    const { serveur, client } = creer();
    const abandon = new AbortController();
    serveur.retenir('GET demarches');
    const promesse = echec(client.listerDemarches({ signal: abandon.signal }));
    abandon.abort();
    expect(((await promesse) as Error).name).to.equal('AbortError');
    expect(serveur.appelsDe('GET demarches')).to.have.length(1);
  });

  it('sends the code of a guest, and no cookie', async () => {
    const { serveur, client } = creer();
    const numero = serveur.etat.demandes[0]!.ligne.numero;
    await suivre(client, numero, { code: 'AAAAAA' }).catch(() => undefined);
    expect(serveur.appels.at(-1)!.entetes.get('Parvis-Code')).to.equal('AAAAAA');
  });
});
