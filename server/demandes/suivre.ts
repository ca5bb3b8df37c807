import type { Evenement, Suivi } from '#contract/schemas/demande.ts';
import { transitionsPermises } from '#contract/transitions.ts';
import { serviceDe, type Commune } from '../communes/commune.ts';
import { accompagnementSi } from '../mandats/deposants.ts';
import { telleQueDite } from './annulation/annulable.ts';
import type { Role } from '#contract/vocabulaire.ts';
import { rangsAnonymes, sansNom } from './decisions/anonymat.ts';
import { lireEvenement } from './evenements.ts';
import { lireComplement, lireImplicite } from './lire.ts';
import { satisfactionAttendue } from './satisfaction.ts';
import { evenementsDe } from './store.ts';
import { SANS_ECHEANCE, type TableDemande } from './tables.ts';

/**
 * A demande as its citizen sees it. With the number alone: where it stands and who is in charge; nothing that was
 * written, no reason, no name.
 * @param lecteur a helper has his own mark of what he has read
 */
export async function composerSuivi(
  commune: Commune,
  actuelle: TableDemande,
  entiere: boolean,
  lecteur: Role = 'usager',
): Promise<Suivi> {
  const demarche = await commune.catalogue.version(actuelle.demarche, actuelle.demarche_version);
  const toutes = await commune.moteur.lire(evenementsDe, { demande_id: actuelle.id, apres: 0 });
  const { demande, evenements: lignes } = await telleQueDite(commune, actuelle, toutes);
  const anonymes = rangsAnonymes(lignes);
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
      .map((ligne) => sansNom(lireEvenement(ligne), anonymes, commune, demande))
      .map((evenement) => (entiere ? evenement : sansDetail(evenement))),
    dossier: entiere
      ? {
          motif: demande.motif,
          complement: lireComplement(demande),
          satisfactionAttendue: satisfactionAttendue(demande),
          luJusqua: lecteur === 'aidant' ? demande.lu_aidant : demande.lu_usager,
          reponses: JSON.parse(demande.reponses),
          demarche,
          retirable: transitionsPermises(demande.statut, 'usager').includes('retiree'),
          ...(await accompagnementSi(commune, demande)),
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
