import type { Commune } from '../../communes/commune.ts';
import { ecrire, garder, type Instruction } from '../../socle/db/moteur.ts';
import { Probleme } from '../../socle/erreurs/probleme.ts';
import type { Acte } from '../codes.ts';
import { trouverOuCreer } from '../comptes.ts';
import { noterEvenement } from '../evenements-usager.ts';
import { nouvelle } from '../identites.ts';
import { finirSessionsDe } from '../sessions/store.ts';
import { identitePar, insererIdentite, nommerPrincipale, oublierPrincipale, voirUsager } from '../store.ts';
import {
  deplacerIdentite,
  entrerRetablissement,
  retablissementDeAncienne,
  retablissementDeNouvelle,
} from './store.ts';

/**
 * The space that an address opens, whose code has just been typed: its own, a new one, or the one that an agent gave it at
 * the counter.
 * @throws Probleme `adresse-remplacee` (403): an agent gave its space another address, lately
 */
export async function espaceDeAdresse(commune: Commune, courriel: string): Promise<Acte<string>> {
  const maintenant = commune.horloge.maintenant();
  const { moteur } = commune;
  const attendu = await moteur.lireUn(retablissementDeNouvelle, { courriel, maintenant });
  if (attendu) return accepter(commune, attendu, courriel);
  const remplacee = await moteur.lireUn(retablissementDeAncienne, { courriel, maintenant });
  // It may have been joined to a space since, by its proven owner: then it opens that one.
  if (remplacee && !(await moteur.lireUn(identitePar, { moyen: 'courriel', valeur: courriel }))) {
    throw adresseRemplacee(commune);
  }
  const { usager, instructions } = await trouverOuCreer(commune, { moyen: 'courriel', valeur: courriel });
  return { resultat: usager, instructions };
}

/**
 * The new address joins the space. If it opened one already, that one waits, without it, until nothing can be undone;
 * then both become one.
 */
async function accepter(
  commune: Commune,
  { id, usager, annulable_jusqua }: { id: string; usager: string; annulable_jusqua: number },
  courriel: string,
): Promise<Acte<string>> {
  const le = commune.horloge.maintenant();
  const connue = await commune.moteur.lireUn(identitePar, { moyen: 'courriel', valeur: courriel });
  const autre = connue && connue.usager !== usager ? connue.usager : null;
  const instructions: Instruction[] = [garder(entrerRetablissement, { id, le, autre })];
  if (!connue) instructions.push(ecrire(insererIdentite, nouvelle(commune, usager, courriel)));
  if (connue && autre !== null) {
    instructions.push(
      garder(deplacerIdentite, { id: connue.id, de: autre, vers: usager }),
      ecrire(finirSessionsDe, { role: 'usager', sujet: autre }),
      commune.jobs.planifier('reunir-espaces', { retablissement: id }, { dans: annulable_jusqua - le }),
    );
  }
  instructions.push(
    ecrire(oublierPrincipale, { usager }),
    garder(nommerPrincipale, { usager, valeur: courriel }),
    ecrire(voirUsager, { id: usager, le }),
    noterEvenement(commune, usager, 'retablissement-accepte', { courriel }),
  );
  return { resultat: usager, instructions };
}

function adresseRemplacee({ config: { contact } }: Commune): Probleme {
  const joindre = [contact.telephone, contact.courriel].filter(Boolean).join(', ');
  return new Probleme(
    'adresse-remplacee',
    'Adresse remplacée',
    `Au guichet de la mairie, l’espace de cette adresse a reçu une autre adresse. Si ce n’est pas vous qui l’avez demandé, appelez la mairie tout de suite${joindre ? ` : ${joindre}` : ''}.`,
  );
}
