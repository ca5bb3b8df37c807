import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { DemandeDeposee } from '#contract/schemas/demande.ts';
import { lire, lireProbleme, ouvrirBanc, type Banc, type Slug } from '../../../test/serveur/banc.ts';
import { acte } from '../../../test/serveur/reponses.ts';
import { lirePdf, type PdfLu } from '../../socle/pdf/lire.test-util.ts';
import { exigerDemande } from '../trouver.ts';
import { composerAttestation } from './attestation.ts';
import { composerLettre, type DecisionEcrite } from './lettre.ts';

async function accuse(
  banc: Banc,
  { numero, code }: { numero: string; code: string },
  slug?: Slug,
): Promise<PdfLu> {
  const reponse = await banc.get(`demandes/${numero}/accuse`, { code, ...(slug && { slug }) });
  assert.equal(reponse.status, 200);
  return lirePdf(new Uint8Array(await reponse.arrayBuffer()));
}

async function dossier(banc: Banc, numero: string) {
  const commune = await banc.commune();
  const demande = await exigerDemande(commune, numero);
  const demarche = await commune.catalogue.version(demande.demarche, demande.demarche_version);
  return { commune, demande, demarche, agent: commune.config.agents[0]! };
}

/** Where a line ends says nothing. */
const enUneLigne = ({ pages }: PdfLu): string => pages.join('\n').replaceAll(/\s+/g, ' ');

/** In order, each after the one before. */
function ditDansLOrdre(lu: PdfLu, phrases: readonly string[]): void {
  const texte = enUneLigne(lu);
  let ici = 0;
  for (const phrase of phrases) {
    const la = texte.indexOf(phrase.replaceAll(/\s+/g, ' '), ici);
    assert.notEqual(la, -1, `« ${phrase} » after ${ici} in:\n${texte}`);
    ici = la + phrase.length;
  }
}

describe('the receipt as PDF', () => {
  it('holds what R112-11-1 asks and what was sent, on one page', async () => {
    await using banc = await ouvrirBanc();
    const depot = await banc.deposer('acte-naissance', acte());
    const lu = await accuse(banc, depot);
    assert.equal(lu.pages.length, 1);
    assert.equal(lu.titre, `Accusé de réception – ${depot.numero}`);
    ditDansLOrdre(lu, [
      'Commune de Port-Aubier',
      'Accusé de réception',
      depot.numero,
      depot.code,
      '22 novembre 2026 à 10 h 30 (heure de la commune, UTC+1)',
      'État civil',
      '04 65 71 00 11',
      'etat-civil@port-aubier.example',
      `#numero=${depot.numero}&code=${depot.code}`,
      'acceptation de votre demande',
      '22 janvier 2027, sous réserve que la demande soit complète',
      'attestation',
      'L232-3',
      'Quel document voulez-vous ? L’extrait sans filiation',
      'Pour quelle démarche en avez-vous besoin ? Non renseigné',
      'Sa date de naissance 9 mars 1984',
      'Votre numéro de téléphone 06\u00a039\u00a098\u00a012\u00a034',
      '5 impasse du Phare 13999 Port-Aubier',
      'Page 1 sur 1',
    ]);
  });

  it('is to be saved under its number, with the code only', async () => {
    await using banc = await ouvrirBanc();
    const { numero, code } = await banc.deposer('acte-naissance', acte());
    const reponse = await banc.get(`demandes/${numero}/accuse`, { code });
    assert.equal(reponse.headers.get('Content-Type'), 'application/pdf');
    assert.match(
      reponse.headers.get('Content-Disposition')!,
      new RegExp(`^attachment; filename="accuse-${numero}\\.pdf"`),
    );
    assert.match(reponse.headers.get('Cache-Control')!, /no-store/);
    await reponse.body!.cancel();
    await lireProbleme(await banc.get(`demandes/${numero}/accuse`), 401, 'session-requise');
    await lireProbleme(await banc.get(`demandes/${numero}/accuse`, { code: '000000' }), 403, 'code-faux');
  });

  it('is drawn so many times for one caller, no more', async () => {
    await using banc = await ouvrirBanc({ limites: { papiers: { points: 1, secondes: 60 } } });
    const { numero, code } = await banc.deposer('acte-naissance', acte());
    assert.equal((await banc.get(`demandes/${numero}/accuse`, { code })).status, 200);
    const refus = await banc.get(`demandes/${numero}/accuse`, { code });
    await lireProbleme(refus, 429, 'trop-de-tentatives');
    assert.ok(Number(refus.headers.get('Retry-After')) > 0);
  });

  it('tells the hour of Mayotte in Mayotte, of which it is already the next day', async () => {
    await using banc = await ouvrirBanc({ communes: ['anse-vanille'], debut: '2026-12-30T21:15:00Z' });
    const slug = 'anse-vanille';
    const depot = await banc.deposer('acte-naissance', acte(), { slug });
    const lu = await accuse(banc, depot, slug);
    ditDansLOrdre(lu, [
      'Commune d’Anse-Vanille',
      '31 décembre 2026 à 0 h 15 (heure de la commune, UTC+3)',
      '28 février 2027, sous réserve que la demande soit complète',
    ]);
  });

  it('shows no decision by silence where there is none, and the ways to appeal where silence refuses', async () => {
    for (const [regime, dit, tait] of [
      ['aucun', /Accusé de réception/, /silence|sous réserve|recours|attestation/i],
      [
        'refus',
        /refus de votre demande[\s\S]*recours gracieux[\s\S]*tribunal administratif de Nantes[\s\S]*telerecours/,
        /L232-3/,
      ],
    ] as const) {
      await using banc = await ouvrirBanc({
        adapter: (lu) => {
          lu.commune.tribunal = 'Tribunal administratif de Nantes, 6 allée de l’Île-Gloriette, 44041 Nantes';
          const demarche = lu.demarches.find(({ code }) => code === 'acte-naissance')!;
          demarche.silence = regime === 'aucun' ? { regime } : { regime, mois: 2 };
          return lu;
        },
      });
      const texte = (await accuse(banc, await banc.deposer('acte-naissance', acte()))).pages
        .join(' ')
        .replaceAll(' ', ' ');
      assert.match(texte, dit);
      assert.doesNotMatch(texte, tait);
    }
  });

  it('holds all of what people write, however they write it', async () => {
    await using banc = await ouvrirBanc();
    const nom = '</dd><script>\u202e Éà سلام 🎉';
    const depot = await lire(
      DemandeDeposee,
      await banc.post('demandes', {
        demarche: 'signaler-autre',
        version: 1,
        reponses: {
          description: `${'Un trou. '.repeat(180)} ${nom}`,
          lieu: { libelle: 'Rue des Lilas' },
          'demandeur-nom': nom,
        },
      }),
      201,
    );
    const lu = await accuse(banc, depot);
    const texte = enUneLigne(lu);
    assert.equal(texte.match(/trou\./g)!.length, 180);
    assert.ok(texte.includes('</dd><script>'));
  });
});

describe('the letter of a decision', () => {
  const LE = Date.UTC(2026, 10, 30, 22, 30);
  const lettre = async (banc: Banc, decision: Partial<DecisionEcrite>): Promise<PdfLu> => {
    const { numero } = await banc.deposer('acte-naissance', acte());
    const { commune, demarche, demande, agent } = await dossier(banc, numero);
    const voulue = {
      sens: 'acceptation',
      texte: 'Voici l’acte.  À bientôt.',
      anonyme: false,
      le: LE,
      ...decision,
    } as const;
    return lirePdf(await composerLettre(commune, demarche, demande, voulue, agent));
  };

  it('is dated, addressed, reasoned and signed', async () => {
    await using banc = await ouvrirBanc();
    const { agents } = (await banc.commune()).config;
    const lu = await lettre(banc, {});
    ditDansLOrdre(lu, [
      'Éloïse Kermarrec 5 impasse du Phare 13999 Port-Aubier',
      'Port-Aubier, le 30 novembre 2026',
      'Votre demande est acceptée',
      'Voici l’acte.',
      'À bientôt.',
      `${agents[0]!.prenom} ${agents[0]!.nom} ${agents[0]!.qualite} État civil`,
    ]);
    assert.doesNotMatch(lu.pages.join(), /recours|tribunal/);
  });

  it('of a refusal gives the reasons and the ways to appeal', async () => {
    await using banc = await ouvrirBanc();
    ditDansLOrdre(await lettre(banc, { sens: 'refus', texte: 'L’acte n’a pas été dressé ici.' }), [
      'Votre demande est refusée',
      'Pourquoi',
      'L’acte n’a pas été dressé ici.',
      '2 mois',
      'recours gracieux',
      'tribunal administratif',
    ]);
  });

  it('of a transmission says who answers from now on; an agent whose safety asks for it is not named', async () => {
    await using banc = await ouvrirBanc();
    const { prenom, nom } = (await banc.commune()).config.agents[0]!;
    const lu = await lettre(banc, {
      sens: 'transmission',
      organisme: 'Mairie de Caen',
      contact: '02 31 30 41 00',
      anonyme: true,
    });
    ditDansLOrdre(lu, [
      'Votre demande est transmise',
      'Qui vous répondra',
      'Mairie de Caen',
      '02 31 30 41 00',
      'État civil Port-Aubier',
    ]);
    assert.doesNotMatch(lu.pages.join(), new RegExp(`${prenom}|${nom}`));
  });
});

describe('the attestation of an acceptance by silence', () => {
  it('says what was accepted, from which day', async () => {
    await using banc = await ouvrirBanc();
    const { numero } = await banc.deposer('acte-naissance', acte());
    const { commune, demarche, demande } = await dossier(banc, numero);
    const nee = { ...demande, implicite: 'acceptation', implicite_le: '2027-01-23' } as const;
    const lu = lirePdf(await composerAttestation(commune, demarche, nee, Date.UTC(2027, 0, 25, 9)));
    ditDansLOrdre(lu, [
      'Port-Aubier, le 25 janvier 2027',
      'Attestation d’acceptation',
      'acceptée',
      numero,
      '22 novembre 2026',
      '23 janvier 2027',
      'L232-3',
      'L’extrait sans filiation',
    ]);
  });

  it('is given for nothing else', async () => {
    await using banc = await ouvrirBanc();
    const { numero } = await banc.deposer('acte-naissance', acte());
    const { commune, demarche, demande } = await dossier(banc, numero);
    for (const implicite of [null, 'refus'] as const) {
      const refus = { ...demande, implicite, implicite_le: '2027-01-23' };
      await assert.rejects(composerAttestation(commune, demarche, refus), RangeError);
    }
  });
});
