import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { DemandeAgent } from '#contract/schemas/agent.ts';
import type { DemandeDeposee } from '#contract/schemas/demande.ts';
import type { Demarche } from '#contract/schemas/demarche.ts';
import { lire, ouvrirBanc, type Banc } from '../../../test/serveur/banc.ts';
import { acte } from '../../../test/serveur/reponses.ts';
import { JOUR } from '../../socle/horloge/horloge.ts';
import { lirePdf } from '../../socle/pdf/lire.test-util.ts';

const TRIBUNAL = 'Tribunal administratif de Nantes, 6 allée de l’Île-Gloriette, 44041 Nantes';

const plat = (texte: string): string => texte.replaceAll(/\s+/g, ' ');
const sansBalises = (html: string): string =>
  plat(
    html
      .replaceAll(/<[^>]+>/g, ' ')
      .replaceAll('&#39;', "'")
      .replaceAll('&amp;', '&'),
  );

/** The same receipt in its four forms: what the page shows, both parts of the mail, the paper. */
async function formes(banc: Banc, { numero, code, accuse }: DemandeDeposee): Promise<Record<string, string>> {
  await banc.jobs();
  const mail = banc.boite.recus.find(({ objet }) => objet.includes(numero))!;
  const papier = await banc.get(`demandes/${numero}/accuse`, { code });
  const { service, silence } = accuse;
  return {
    page: plat(
      [numero, code, accuse.recueLe, service.nom, JSON.stringify(service.contact), silence.explication].join(
        ' ',
      ),
    ),
    texte: plat(mail.texte),
    html: sansBalises(mail.html),
    pdf: plat(lirePdf(new Uint8Array(await papier.arrayBuffer())).pages.join(' ')),
    joint: plat(lirePdf(mail.piecesJointes![0]!.contenu).pages.join(' ')),
  };
}

const avec = (silence: Demarche['silence'], tribunal: string | undefined = TRIBUNAL) =>
  ouvrirBanc({
    adapter: (lu) => {
      if (tribunal) lu.commune.tribunal = tribunal;
      lu.demarches.find(({ code }) => code === 'acte-naissance')!.silence = silence;
      // A service that says only its phone: the rest is the town hall's.
      const service = lu.commune.services.find(({ code }) => code === 'etat-civil')!;
      service.contact = { telephone: '04 65 71 00 11', horaires: [] };
      return lu;
    },
  });

/** CRPA R112-11-1, 2°: the service, its postal address, mail and phone. */
const SERVICE = [/État civil/, /04 65 71 00 11/, /accueil@port-aubier\.example/, /1 quai des Armateurs/];

describe('what R112-11-1 asks of a receipt is in each of its forms', () => {
  it('where silence accepts: regime, date, condition, attestation', async () => {
    await using banc = await avec({ regime: 'acceptation', mois: 2 });
    const depot = await banc.deposer('acte-naissance', acte());
    for (const [forme, texte] of Object.entries(await formes(banc, depot))) {
      for (const dit of [...SERVICE, depot.numero, depot.code, /22 janvier 2027/, /accept/, /sous réserve/])
        assert.match(texte, new RegExp(dit), `${forme}: ${String(dit)}`);
      assert.match(texte, /attestation qui le prouve \(article L232-3 du code des relations/, forme);
      assert.match(texte, forme === 'page' ? /2026-11-22T09:30/ : /22 novembre 2026 à 10 h 30 \(heure de la/);
      assert.doesNotMatch(texte, /tribunal|recours/, forme);
    }
  });

  it('where silence refuses: regime, date, condition, court of the commune, delays, reasons', async () => {
    await using banc = await avec({ regime: 'refus', mois: 2, source: 'Décret n° 2015-1459' });
    const depot = await banc.deposer('acte-naissance', acte());
    for (const [forme, texte] of Object.entries(await formes(banc, depot))) {
      for (const dit of [
        ...SERVICE,
        /22 janvier 2027/,
        /refus/,
        /sous réserve/,
        /Décret n° 2015-1459/,
        /recours gracieux/,
        /tribunal administratif de Nantes, 6 allée de l’Île-Gloriette/,
        /www\.telerecours\.fr/,
        /2 mois/,
        /article L232-4 du code des relations .{0,80}1 mois pour vous les donner/,
      ])
        assert.match(texte, dit, `${forme}: ${String(dit)}`);
      assert.doesNotMatch(texte, /L232-3/, forme);
    }
  });

  it('where silence decides nothing: not a word of it', async () => {
    await using banc = await avec({ regime: 'aucun' });
    const depot = await banc.deposer('acte-naissance', acte());
    for (const [forme, texte] of Object.entries(await formes(banc, depot))) {
      for (const dit of SERVICE) assert.match(texte, dit, forme);
      assert.doesNotMatch(texte, /silence|sous réserve|recours|tribunal|attestation|22 janvier/i, forme);
    }
  });

  it('stays what it was on the day: pieces asked, weeks and a decision later', async () => {
    for (const regime of ['acceptation', 'refus'] as const) {
      await using banc = await avec({ regime, mois: 2 });
      const depot = await banc.deposer('acte-naissance', acte());
      const avant = await formes(banc, depot);
      banc.horloge.avancer(5 * JOUR);
      const poste = await banc.connecter('agent@port-aubier.example');
      const chemin = `agent/demandes/${depot.numero}`;
      const { ligne } = await lire(DemandeAgent, await banc.get(chemin, { poste }));
      const complement = {
        version: ligne.version,
        champs: [{ chemin: 'date-naissance' }],
        motif: 'La date est illisible.',
        avantLe: '2026-12-20',
      };
      const demande = await lire(
        DemandeAgent,
        await banc.post(`${chemin}/complements`, complement, { poste }),
      );
      assert.notEqual(demande.ligne.echeance, '2027-01-22', 'the delay itself has changed');
      assert.equal((await formes(banc, depot)).pdf, avant.pdf);
    }
  });
});
