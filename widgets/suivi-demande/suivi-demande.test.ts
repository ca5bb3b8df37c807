import { expect } from 'chai';
import { lignes, numeroDe } from '../../test/fixtures/lignes.ts';
import { creerFauxServeur, repondreProbleme } from '../../test/fixtures/faux-fetch.ts';
import { monterSuivi, type Monture } from '../../test/outils/monter-suivi.ts';
import { accessible } from '../../test/fixtures/affirmer.ts';
import { CODE_SUIVI } from '../../test/fixtures/suivis.ts';

const NUMERO = lignes[0]!.numero;
const montures: Monture[] = [];

async function monter(options?: Parameters<typeof monterSuivi>[0]): Promise<Monture> {
  const monture = await monterSuivi(options);
  montures.push(monture);
  return monture;
}

const sansFaute = ({ element }: Monture): Promise<void> => accessible(element);

describe('<suivi-demande>', () => {
  beforeEach(() => {
    document.documentElement.lang = 'fr';
  });
  afterEach(() => {
    for (const { element } of montures.splice(0)) element.remove();
    history.replaceState(null, '', location.pathname + location.search);
  });

  describe('before a request is open', () => {
    it('leaves the fallback of the page until the town is known', async () => {
      const serveur = creerFauxServeur();
      const retenue = serveur.retenir('GET commune');
      const monture = await monter({ serveur, repli: 'Appelez la mairie' });
      expect(monture.un('slot')).not.to.equal(null);
      expect(monture.element.renderRoot.querySelector('#numero')).to.equal(null);
      retenue.liberer();
      await monture.jusque(() => monture.element.renderRoot.querySelector('#numero'));
      await sansFaute(monture);
    });

    it('keeps the fallback beside the error when the server is dead, and tries again', async () => {
      const serveur = creerFauxServeur();
      serveur.couper();
      const monture = await monter({ serveur, repli: 'Appelez la mairie' });
      await monture.jusque(() => monture.texte().includes('ne répond pas'));
      expect(monture.un('slot')).not.to.equal(null);
      await sansFaute(monture);
      serveur.retablir();
      monture.cliquer('Réessayer');
      await monture.jusque(() => monture.element.renderRoot.querySelector('#numero'));
    });

    for (const [saisie, code, phrase, cible] of [
      ['PAB-12', '', 'Indiquez le numéro de suivi complet', 'numero'],
      [NUMERO.replace(/.$/, (signe) => (signe === '0' ? '1' : '0')), '', 'faute de frappe', 'numero'],
      [numeroDe(3, 'ANV'), '', 'ceux de Port-Aubier commencent par PAB', 'numero'],
      [NUMERO, '12', 'Indiquez le code complet', 'code'],
    ] as const) {
      it(`tells « ${phrase} » without asking the server`, async () => {
        const monture = await monter();
        await monture.jusque(() => monture.element.renderRoot.querySelector('#numero'));
        monture.saisir('numero', saisie);
        monture.saisir('code', code);
        monture.cliquer('Voir où en est ma demande');
        await monture.jusque(() => monture.element.renderRoot.querySelector('#resume-erreurs'));
        expect(monture.texte()).to.include(phrase);
        expect(monture.un(`#${cible}`).getAttribute('aria-invalid')).to.equal('true');
        await monture.jusque(() => monture.element.shadowRoot?.activeElement?.id === 'resume-erreurs');
        expect(monture.serveur.appelsDe(/GET demandes/)).to.have.length(0);
        await sansFaute(monture);
      });
    }

    it('forgives lower case, missing hyphens, O for 0 and I for 1', async () => {
      const monture = await monter();
      await monture.ouvrir(
        ` ${NUMERO.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o').replaceAll('1', 'i')} `,
      );
      expect(monture.texte()).to.include(NUMERO);
    });

    for (const [probleme, phrase, champ] of [
      ['numero-inconnu', 'Aucune demande ne porte ce numéro', 'numero'],
      ['code-faux', 'Ce code n’ouvre pas cette demande', 'code'],
      ['trop-de-tentatives', 'Réessayez dans 2 minutes', undefined],
      ['incident-interne', 'momentanément indisponible', undefined],
    ] as const) {
      it(`says what to do after ${probleme} and keeps what was typed`, async () => {
        const monture = await monter();
        await monture.jusque(() => monture.element.renderRoot.querySelector('#numero'));
        monture.serveur.repondre(/GET demandes/, repondreProbleme(probleme));
        monture.saisir('numero', NUMERO);
        monture.saisir('code', CODE_SUIVI);
        monture.cliquer('Voir où en est ma demande');
        await monture.jusque(() => monture.texte().includes(phrase));
        expect(monture.un<HTMLInputElement>('#numero').value).to.equal(NUMERO);
        expect(monture.un<HTMLInputElement>('#code').value).to.equal(CODE_SUIVI);
        if (champ) expect(monture.un(`#${champ}`).getAttribute('aria-invalid')).to.equal('true');
        else expect(monture.un('.encart.error').getAttribute('role')).to.equal('alert');
      });
    }

    it('lets the newer of two openings win', async () => {
      const monture = await monter();
      await monture.jusque(() => monture.element.renderRoot.querySelector('#numero'));
      const lente = monture.serveur.retenir(`GET demandes/${NUMERO}`);
      monture.saisir('numero', NUMERO);
      monture.cliquer('Voir où en est ma demande');
      await monture.jusque(() => monture.serveur.appelsDe(/GET demandes/).length === 1);
      monture.saisir('numero', lignes[2]!.numero);
      monture.un('form').dispatchEvent(new Event('submit', { cancelable: true }));
      await monture.jusque(() => monture.element.renderRoot.querySelector('#titre'));
      lente.liberer();
      await monture.jusque(() => monture.serveur.appels.some(({ abandonne }) => abandonne));
      expect(monture.texte()).to.include(lignes[2]!.numero);
      expect(monture.texte()).not.to.include(NUMERO);
    });
  });

  describe('from a link', () => {
    it('opens the whole file and takes the code out of the address bar at once', async () => {
      location.hash = `numero=${NUMERO}&code=${CODE_SUIVI}`;
      const monture = await monter();
      expect(location.hash).to.equal(`#numero=${NUMERO}`);
      await monture.jusque(() => monture.element.renderRoot.querySelector('#message'));
      expect(monture.serveur.appelsDe(/GET demandes/)[0]!.entetes.get('Parvis-Code')).to.equal(CODE_SUIVI);
    });

    it('follows a link clicked while the page is already open', async () => {
      const monture = await monter();
      await monture.ouvrir(lignes[2]!.numero);
      location.hash = `numero=${NUMERO}&code=${CODE_SUIVI}`;
      await monture.jusque(() => monture.texte().includes(NUMERO));
      expect(location.hash).to.equal(`#numero=${NUMERO}`);
    });

    it('leaves other fragments of the page alone', async () => {
      location.hash = 'contenu';
      const monture = await monter();
      await monture.jusque(() => monture.element.renderRoot.querySelector('#numero'));
      expect(location.hash).to.equal('#contenu');
      expect(monture.serveur.appelsDe(/GET demandes/)).to.have.length(0);
    });

    it('opens the public part of the attribute `numero`', async () => {
      const monture = await monter({ attributs: { numero: NUMERO } });
      await monture.jusque(() => monture.element.renderRoot.querySelector('#titre'));
      expect(monture.serveur.appelsDe(/GET demandes/)[0]!.entetes.has('Parvis-Code')).to.equal(false);
      // Whoever has just arrived keeps the focus where it was.
      expect(document.activeElement).to.equal(document.body);
    });
  });

  describe('with the number alone', () => {
    it('shows status, service, dates and public timeline, and nothing more', async () => {
      const monture = await monter();
      await monture.ouvrir(NUMERO);
      await monture.jusque(() => monture.element.shadowRoot?.activeElement?.id === 'titre');
      const texte = monture.texte();
      for (const mot of [
        'En cours de traitement',
        'État civil',
        '04 99 00 10 12',
        'Reçue',
        'Voir tout le dossier',
      ])
        expect(texte).to.include(mot);
      for (const secret of ['pièce d’identité n’est pas lisible', 'Rousseau', 'Claire Morvan', 'Retirer'])
        expect(texte).not.to.include(secret);
      await sansFaute(monture);
    });

    it('opens the rest with the code, and says when it is wrong', async () => {
      const monture = await monter();
      await monture.ouvrir(NUMERO);
      monture.saisir('code', 'AAAAAA');
      monture.cliquer('Ouvrir le dossier');
      await monture.jusque(() => monture.texte().includes('Ce code n’ouvre pas'));
      await monture.jusque(() => monture.element.shadowRoot?.activeElement?.id === 'code');
      monture.saisir('code', CODE_SUIVI);
      monture.cliquer('Ouvrir le dossier');
      await monture.jusque(() => monture.texte().includes('n’est pas lisible'));
    });
  });
});
