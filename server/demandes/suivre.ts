import type { Evenement, Suivi } from '#contract/schemas/demande.ts';
import { transitionsPermises } from '#contract/transitions.ts';
import { serviceDe, type Commune } from '../communes/commune.ts';
import { lireEvenement } from './evenements.ts';
import { lireComplement, lireImplicite } from './lire.ts';
import { evenementsDe } from './store.ts';
import { SANS_ECHEANCE, type TableDemande } from './tables.ts';

/**
 * A demande as its citizen sees it. With the number alone: where it stands and who is in charge; nothing that was
 * written, no reason, no name.
 */
export async function composerSuivi(
  commune: Commune,
  demande: TableDemande,
  entiere: boolean,
): Promise<Suivi> {
  const demarche = await commune.catalogue.version(demande.demarche, demande.demarche_version);
  const lignes = await commune.moteur.lire(evenementsDe, { demande_id: demande.id, apres: 0 });
  return {
    numero: demande.numero,
    titre: demarche.titre,
    genre: demande.genre,
    statut: demande.statut,
    service: serviceDe(commune.config, demande.service),
    recueLe: new Date(demande.recue_le).toISOString(),
    majLe: new Date(demande.maj_le).toISOString(),
    echeance: demande.echeance === SANS_ECHEANCE ? null : demande.echeance,
    silence: demarche.silence.regime,
    planifieeLe: demande.planifiee_le,
    implicite: lireImplicite(demande),
    evenements: lignes
      .filter(({ visibilite }) => visibilite === 'public' || (entiere && visibilite === 'dossier'))
      .map(lireEvenement)
      .map((evenement) => (entiere ? evenement : sansDetail(evenement))),
    dossier: entiere
      ? {
          motif: demande.motif,
          complement: lireComplement(demande),
          satisfactionAttendue:
            demande.genre === 'signalement' && demande.statut === 'traitee' && demande.satisfaction === null,
          luJusqua: demande.lu_usager,
          reponses: JSON.parse(demande.reponses),
          demarche,
          retirable: transitionsPermises(demande.statut, 'usager').includes('retiree'),
        }
      : null,
  };
}

/** What the holder of the number alone may read of a public event. */
function sansDetail(evenement: Evenement): Evenement {
  const public_ = { ...evenement, auteur: { ...evenement.auteur, nom: null } };
  if (public_.type === 'statut') return { ...public_, donnees: { ...public_.donnees, motif: null } };
  if (public_.type === 'depot') return { ...public_, donnees: { canal: public_.donnees.canal } };
  return public_;
}
