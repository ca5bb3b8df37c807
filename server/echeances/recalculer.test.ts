import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { HorlogeReglable } from '../socle/horloge/horloge.ts';
import { creerIdentifiants } from '../socle/horloge/identifiants.ts';
import { enchainer, ORIGINE, SYSTEME, type Fait } from '../demandes/evenements.ts';
import { SANS_ECHEANCE, type TableEvenement } from '../demandes/tables.ts';
import { recalculer, type CauseEcheance } from './recalculer.ts';

const config = { fuseau: 'Europe/Paris', territoire: 'metropole', decalageJours: 0 } as never;

/** A file whose life is told by the events that the other rooms append, with the deadline they keep in its row. */
function ouvrir(silence: { regime: 'acceptation' | 'refus'; mois: number }) {
  const horloge = new HorlogeReglable('2026-12-01T09:00:00Z');
  const identifiants = creerIdentifiants(horloge);
  const demande = { id: 'd', rang: 0, tete: ORIGINE, recue_le: horloge.maintenant(), echeance: '2027-02-01' };
  const evenements: TableEvenement[] = [];
  const ecrire = (faits: readonly Fait[]) => {
    const ecrits = enchainer({ identifiants, horloge }, demande, SYSTEME, faits);
    evenements.push(...ecrits);
    Object.assign(demande, { rang: ecrits.at(-1)!.rang, tete: ecrits.at(-1)!.hash });
  };
  ecrire([{ type: 'depot', visibilite: 'public', donnees: { canal: 'web' } }]);
  return {
    demande,
    evenements,
    ecrire,
    /** Appends facts as a room does; returns the day reached, and the event that tells it. */
    agir(instant: string, cause: CauseEcheance, nouveaux: Fait[]) {
      horloge.avancer(Date.parse(instant) - horloge.maintenant());
      const commune = { config, horloge };
      const demarche = { silence };
      const { echeance, fait } = recalculer({ commune, demarche, demande, evenements, nouveaux, cause });
      ecrire(fait ? [...nouveaux, fait] : nouveaux);
      demande.echeance = echeance;
      // Folding again what is now written changes nothing.
      const encore = recalculer({
        commune,
        demarche,
        demande,
        evenements,
        nouveaux: [],
        cause: 'correction',
      });
      assert.deepEqual(encore, { echeance, fait: undefined });
      return { echeance, fait };
    },
  };
}

const demander = (chemin: string, avantLe: string): Fait => ({
  type: 'complement-demande',
  visibilite: 'dossier',
  donnees: { champs: [{ chemin, libelle: chemin, precision: null }], motif: 'Illisible', avantLe },
});
const recevoir = (chemin: string, complet: boolean): Fait => ({
  type: 'complement-recu',
  visibilite: 'dossier',
  donnees: { chemins: [chemin], complet },
});
const statut = (avant: 'recue' | 'traitee', apres: 'en-cours' | 'traitee'): Fait => ({
  type: 'statut',
  visibilite: 'public',
  donnees: { avant, apres, motif: null, planifieeLe: null },
});

describe('recalculer', () => {
  it('follows a file whose pieces are asked by two agents, and tells each change', () => {
    const dossier = ouvrir({ regime: 'acceptation', mois: 2 });
    const un = dossier.agir('2026-12-10T09:00:00Z', 'complement-demande', [demander('a', '2026-12-31')]);
    assert.equal(un.echeance, SANS_ECHEANCE);
    assert.deepEqual(
      [un.fait?.donnees.avant, un.fait?.donnees.apres, un.fait?.donnees.cause],
      ['2027-02-01', null, 'complement-demande'],
    );
    const deux = dossier.agir('2026-12-12T09:00:00Z', 'complement-demande', [demander('b', '2026-12-20')]);
    assert.equal(deux.fait, undefined, 'it was stopped already');
    dossier.agir('2026-12-15T09:00:00Z', 'complement-recu', [recevoir('a', false)]);
    const trois = dossier.agir('2026-12-31T22:59:59Z', 'complement-recu', [recevoir('b', true)]);
    assert.equal(trois.echeance, '2027-02-28');
    assert.equal(trois.fait?.donnees.calcul.etapes.at(-1)?.le, '2027-02-28');
  });

  it('suspends, and resumes early', () => {
    const dossier = ouvrir({ regime: 'refus', mois: 2 });
    const demande = dossier.agir('2026-12-10T09:00:00Z', 'complement-demande', [demander('a', '2026-12-31')]);
    assert.equal(demande.echeance, '2027-02-22');
    assert.equal(
      dossier.agir('2026-12-15T09:00:00Z', 'complement-recu', [recevoir('a', true)]).echeance,
      '2027-02-06',
    );
  });

  it('forgets an answer that was taken back, and keeps one that was given', () => {
    const dossier = ouvrir({ regime: 'acceptation', mois: 2 });
    dossier.ecrire([statut('recue', 'traitee')]);
    const { rang } = dossier.evenements.at(-1)!;
    dossier.ecrire([{ type: 'annulation', visibilite: 'interne', donnees: { rang } }]);
    const attendu = dossier.agir('2026-12-10T09:00:00Z', 'complement-demande', [demander('a', '2026-12-31')]);
    assert.equal(attendu.echeance, SANS_ECHEANCE);
    assert.equal(
      dossier.agir('2026-12-20T09:00:00Z', 'complement-recu', [recevoir('a', true)]).echeance,
      '2027-02-20',
    );
    dossier.ecrire([statut('recue', 'traitee')]);
    const reprise = dossier.agir('2027-01-05T09:00:00Z', 'reouverture', [statut('traitee', 'en-cours')]);
    assert.equal(reprise.echeance, SANS_ECHEANCE);
    assert.equal(reprise.fait?.donnees.apres, null);
  });
});
