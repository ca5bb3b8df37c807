import type { NouveauRetablissement, Retablissement } from '#contract/schemas/retablissement.ts';
import type { Profil } from '#contract/schemas/usager.ts';
import type { Commune } from '../../communes/commune.ts';
import { ecrire, garder, GardeManquee, type Instruction } from '../../socle/db/moteur.ts';
import { Probleme } from '../../socle/erreurs/probleme.ts';
import { JOUR } from '../../socle/horloge/horloge.ts';
import { planifierAvis } from '../avis.ts';
import { planifierCode } from '../codes.ts';
import { noterEvenement } from '../evenements-usager.ts';
import { succeder } from '../identites.ts';
import { reunirProfils } from '../profil.ts';
import { normaliser } from '../roles.ts';
import { finirSessionsDe } from '../sessions/store.ts';
import { effacerIdentite, identitePar, identitesDe, usagerParId } from '../store.ts';
import {
  annulerRetablissement,
  insererRetablissement,
  retablissementDeNouvelle,
  retablissementManque,
} from './store.ts';

/** A mistyped address must not stay an open door. */
const DELAI_ENTREE = JOUR;
const DELAI_ANNULATION = 7 * JOUR;

/** Who acts: address, and the name that events are signed with. */
export interface AgentQuiActe {
  courriel: string;
  nom: string;
}

/**
 * Gives a space another address, for an owner whose identity an agent has checked. The old address opens nothing from
 * now on, every session ends, the owner comes in with a code mailed to the new one within a day. The old address, and
 * any other of the space, is told: if its owner was not at the counter, an agent can undo it for 7 days.
 * @throws Probleme `introuvable` (404): no space has that address; `conflit` (409): the new one opens it already
 */
export async function retablirEspace(
  commune: Commune,
  agent: AgentQuiActe,
  demande: NouveauRetablissement,
): Promise<Retablissement> {
  const [ancienne, nouvelle] = [normaliser(demande.ancienne), normaliser(demande.nouvelle)];
  const maintenant = commune.horloge.maintenant();
  const { usager, instructions } = await quitterAncienne(commune, ancienne, maintenant);
  const siennes = await commune.moteur.lire(identitesDe, { usager });
  if (siennes.some(({ moyen, valeur }) => moyen === 'courriel' && valeur === nouvelle)) {
    throw new Probleme(
      'conflit',
      'Adresse déjà connue',
      'Cette adresse ouvre déjà cet espace : la personne peut se connecter avec elle.',
    );
  }
  await verifierNouvelle(commune, usager, nouvelle);
  const ligne = {
    id: commune.identifiants(),
    usager,
    ancienne,
    nouvelle,
    piece: demande.piece,
    motif: demande.motif ?? null,
    agent: agent.courriel,
    le: maintenant,
    entrer_avant: maintenant + DELAI_ENTREE,
    annulable_jusqua: maintenant + DELAI_ANNULATION,
  };
  const adresses = siennes.filter(({ moyen }) => moyen === 'courriel').map(({ valeur }) => valeur);
  try {
    await commune.moteur.commit([
      ...instructions,
      ecrire(insererRetablissement, ligne),
      ecrire(finirSessionsDe, { role: 'usager', sujet: usager }),
      noterEvenement(
        commune,
        usager,
        'retablissement',
        { ancienne, nouvelle, piece: ligne.piece, motif: ligne.motif },
        { role: 'agent', auteur: agent.nom },
      ),
      planifierCode(commune, { role: 'usager', but: 'connexion', courriel: nouvelle }),
      ...planifierAvis(commune, { a: [ancienne, ...adresses], genre: 'espace-retabli', courriel: nouvelle }),
    ]);
  } catch (erreur) {
    throw erreur instanceof GardeManquee ? change() : erreur;
  }
  commune.jobs.reveiller();
  return {
    id: ligne.id,
    entrerAvant: new Date(ligne.entrer_avant).toISOString(),
    annulableJusquau: new Date(ligne.annulable_jusqua).toISOString(),
  };
}

/** It may open another space of the same person, which will join this one; not be promised to two, nor name two people. */
async function verifierNouvelle(commune: Commune, usager: string, nouvelle: string): Promise<void> {
  const { moteur, horloge } = commune;
  const maintenant = horloge.maintenant();
  const promise = await moteur.lireUn(retablissementDeNouvelle, { courriel: nouvelle, maintenant });
  if (promise && promise.usager !== usager) throw change();
  const connue = await moteur.lireUn(identitePar, { moyen: 'courriel', valeur: nouvelle });
  if (!connue) return;
  const profilDe = async (id: string) =>
    JSON.parse((await moteur.lireUn(usagerParId, { id }))?.profil ?? '{}') as Profil;
  reunirProfils(await profilDe(usager), await profilDe(connue.usager));
}

/** Takes the old address off its space; or, when that was done for a new address that nobody entered, starts over. */
async function quitterAncienne(
  commune: Commune,
  ancienne: string,
  le: number,
): Promise<{ usager: string; instructions: Instruction[] }> {
  const connue = await commune.moteur.lireUn(identitePar, { moyen: 'courriel', valeur: ancienne });
  if (connue) {
    const { usager, id } = connue;
    const restantes = (await commune.moteur.lire(identitesDe, { usager })).filter((i) => i.id !== id);
    return {
      usager,
      instructions: [garder(effacerIdentite, { id, usager }), ...succeder(usager, connue, restantes)],
    };
  }
  const manque = await commune.moteur.lireUn(retablissementManque, { courriel: ancienne });
  if (!manque) {
    throw new Probleme(
      'introuvable',
      'Aucun espace',
      'Aucun espace n’est ouvert avec cette adresse. Vérifiez-la.',
    );
  }
  return { usager: manque.usager, instructions: [garder(annulerRetablissement, { id: manque.id, le })] };
}

/** What was read is no longer so, or it is too late. */
export const change = (): Probleme =>
  new Probleme(
    'conflit',
    'Ce n’est plus possible',
    'L’adresse de cet espace a changé entre-temps, ou le délai est passé. Vérifiez avec la personne.',
  );
