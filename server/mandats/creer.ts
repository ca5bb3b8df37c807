import { Temporal } from 'temporal-polyfill';
import { nettoyerTexte } from '#contract/nettoyer-texte.ts';
import type { AidantConfigure, ConsentementPar, MandatVoulu } from '#contract/schemas/mandat.ts';
import type { Commune } from '../communes/commune.ts';
import { jourLocal } from '../echeances/dates.ts';
import { DejaPris, ecrire } from '../socle/db/moteur.ts';
import { Probleme, type ErreurChamp } from '../socle/erreurs/probleme.ts';
import { agirUneFois } from '../socle/http/idempotence.ts';
import { noterMandat } from './noter.ts';
import { composerReference } from './reference.ts';
import { insererMandat, mandatParId } from './store.ts';
import type { TableMandat } from './tables.ts';
import { estInscrit } from './voir.ts';

const MOIS_MAX = 12;
const TIRAGES = 3;
/** A mobile of France and its overseas territories, or an international number. */
const PORTABLE = /^(0[67]\d{8}|\+[1-9]\d{7,14})$/;

/**
 * Prepares a mandate. Nothing may be done under it before the person agrees.
 * @param offerts ways to agree that this server has
 * @throws Probleme `saisie-invalide` naming each field
 */
export async function creerMandat(
  commune: Commune,
  aidant: AidantConfigure,
  voulu: MandatVoulu,
  { offerts, cle }: { offerts: readonly ConsentementPar[]; cle: string | undefined },
): Promise<TableMandat> {
  const tentative = {
    cle,
    portee: `mandat ${aidant.courriel}`,
    demande: voulu,
    maintenant: commune.horloge.maintenant(),
  };
  for (let tirage = 1; ; tirage++) {
    try {
      const { resultat } = await agirUneFois(commune.moteur, tentative, async () => {
        const mandat = await preparer(commune, aidant, voulu, offerts);
        const par = { role: 'aidant', nom: `${mandat.aidant_nom}, ${mandat.structure}` } as const;
        const creation = noterMandat(commune, mandat, { type: 'creation', par, dire: false });
        return { resultat: { id: mandat.id }, instructions: [ecrire(insererMandat, mandat), ...creation] };
      });
      return (await commune.moteur.lireUn(mandatParId, resultat))!;
    } catch (erreur) {
      const referencePrise = erreur instanceof DejaPris && erreur.contrainte.includes('reference');
      if (!referencePrise || tirage === TIRAGES) throw erreur;
    }
  }
}

async function preparer(
  commune: Commune,
  aidant: AidantConfigure,
  voulu: MandatVoulu,
  offerts: readonly ConsentementPar[],
): Promise<TableMandat> {
  const { config, horloge, identifiants, catalogue } = commune;
  const erreurs: ErreurChamp[] = [];
  const refuser = (chemin: string, code: string, message: string): void => {
    erreurs.push({ chemin, code, message });
  };
  const prenom = nettoyerTexte(voulu.pour.prenom);
  const nom = nettoyerTexte(voulu.pour.nom);
  if (!prenom) refuser('pour.prenom', 'requis', 'Donnez le prénom de la personne.');
  if (!nom) refuser('pour.nom', 'requis', 'Donnez le nom de la personne.');
  const courriel = voulu.pour.courriel?.toLowerCase();
  // A code sent to a helper's own mailbox would be his word, not the person's.
  if (courriel !== undefined && estInscrit(config, courriel)) {
    refuser('pour.courriel', 'aidant', 'Donnez l’adresse de la personne, pas celle d’un aidant.');
  }
  const telephone = voulu.pour.telephone?.replaceAll(/\(0\)|[^\d+]/g, '').replace(/^00/, '+');

  const { consentement } = voulu;
  if (!offerts.includes(consentement)) {
    refuser('consentement', 'indisponible', 'Cette façon de donner son accord n’est pas possible ici.');
  } else if (consentement === 'courriel' && courriel === undefined) {
    refuser('pour.courriel', 'requis', 'Donnez l’adresse où envoyer le code.');
  } else if (consentement === 'telephone' && !PORTABLE.test(telephone ?? '')) {
    refuser('pour.telephone', 'portable', 'Donnez un numéro de portable, par exemple 06 39 98 12 34.');
  }

  const offertes = await catalogue.offertes();
  for (const [i, code] of voulu.demarches.entries()) {
    if (offertes.get(code)?.depot !== 'en-ligne') {
      refuser(`demarches.${i}`, 'demarche-inconnue', 'Choisissez des démarches qui se font en ligne.');
    }
  }

  const aujourdhui = jourLocal(horloge.maintenant(), config.fuseau);
  const dernier = Temporal.PlainDate.from(aujourdhui).add({ months: MOIS_MAX }).toString();
  if (voulu.jusquau < aujourdhui) {
    refuser('jusquau', 'date-trop-tot', 'Choisissez aujourd’hui, ou un jour à venir.');
  } else if (voulu.jusquau > dernier) {
    refuser('jusquau', 'date-trop-tard', 'Choisissez un jour dans 12 mois au plus.');
  }

  if (erreurs.length > 0) {
    throw new Probleme('saisie-invalide', 'Le mandat est à corriger', 'Corrigez ce qui est indiqué.', {
      erreurs,
    });
  }
  return {
    id: identifiants(),
    reference: composerReference(),
    aidant: aidant.courriel,
    aidant_nom: `${aidant.prenom} ${aidant.nom}`,
    structure: aidant.structure,
    usager: null,
    prenom,
    nom,
    courriel: courriel ?? null,
    telephone: telephone || null,
    demarches: JSON.stringify([...new Set(voulu.demarches)]),
    jusquau: voulu.jusquau,
    consentement,
    etat: 'attendu',
    cree_le: horloge.maintenant(),
    consenti_le: null,
    signee_le: null,
    fini_le: null,
    fini_par: null,
  };
}
