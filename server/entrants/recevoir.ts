import type { Logger } from 'pino';
import type { Commune } from '../communes/commune.ts';
import type { Registre } from '../communes/registre.ts';
import { demandeDuJeton, viseCommune, type BoiteReponses } from '../demandes/courriels/jeton.ts';
import { nommerRefuses, type FichierRefuse } from '../demandes/courriels/refus.ts';
import { noterReception, receptionParCle } from '../demandes/courriels/store.ts';
import { ecrireMessage } from '../demandes/ecrire-message.ts';
import { USAGER, type Fait } from '../demandes/evenements.ts';
import { demandeParId } from '../demandes/store.ts';
import type { TableDemande } from '../demandes/tables.ts';
import { DejaPris, ecrire } from '../socle/db/moteur.ts';
import { Probleme } from '../socle/erreurs/probleme.ts';
import type { Limiteur } from '../socle/http/limites.ts';
import { recevoirFichier, type DepsTeleversements } from '../televersements/recevoir.ts';
import { noterNonRemis } from './non-remis.ts';
import { lireCourriel, type CourrielRecu, type FichierRecu } from './lire.ts';

export interface DepsEntrants extends DepsTeleversements {
  registre: Registre;
  boite: BoiteReponses;
  journal: Logger;
  /** Mails of one demande: what answers itself for ever is stopped, and the post brings it back later. */
  debit: Limiteur;
}

/** What became of a mail; only the log reads it. */
export type Suite = 'message' | 'deja-recu' | 'automatique' | 'non-remis' | 'jeton-inconnu' | 'vide';

const FICHIERS_MAX = 20;
const CORPS_MAX = 50_000;

/**
 * A mail that came to the mailbox of answers becomes a message of its demande, once.
 *
 * Who may write: whoever holds the signed address, which only the file's own mails bear. The sender's address is not
 * asked to be the file's: people answer from another mailbox, a relative helps, and `From` proves nothing anyway. The
 * message gives no right to read, and when the address differs agents are told by an internal note; nothing is ever
 * sent to that other address.
 * @throws Probleme `trop-de-tentatives`; any other error means that nothing was kept: the post tries again
 */
export async function recevoirCourriel(brut: Buffer, deps: DepsEntrants): Promise<Suite> {
  const courriel = await lireCourriel(brut, deps.boite);
  const suite = await traiter(courriel, deps);
  // No address, no number, no word of it.
  deps.journal.info({ suite, fichiers: courriel.fichiers.length }, 'mail received');
  return suite;
}

async function traiter(courriel: CourrielRecu, deps: DepsEntrants): Promise<Suite> {
  const trouvee = courriel.jeton && (await trouver(courriel.jeton, deps.registre));
  if (!trouvee) return 'jeton-inconnu';
  const { commune, demande } = trouvee;
  if (await commune.moteur.lireUn(receptionParCle, { cle: courriel.cle })) return 'deja-recu';
  try {
    if (courriel.echec) return await noterNonRemis(commune, demande, courriel.echec.courriel, courriel.cle);
    if (courriel.automatique) return 'automatique';
    if (!courriel.corps && courriel.fichiers.length === 0) return 'vide';
    await deps.debit.compter(demande.id);
    await enregistrer(commune, demande, courriel, deps);
    return 'message';
  } catch (erreur) {
    if (erreur instanceof DejaPris) return 'deja-recu';
    throw erreur;
  }
}

async function trouver(
  jeton: string,
  registre: Registre,
): Promise<{ commune: Commune; demande: TableDemande } | undefined> {
  for (const slug of await registre.slugs()) {
    if (!viseCommune(jeton, slug)) continue;
    const commune = await registre.commune(slug);
    const id = commune && demandeDuJeton(jeton, commune.secret);
    const demande = id && (await commune.moteur.lireUn(demandeParId, { id }));
    if (commune && demande) return { commune, demande };
  }
  return undefined;
}

async function enregistrer(
  commune: Commune,
  demande: TableDemande,
  courriel: CourrielRecu,
  deps: DepsEntrants,
): Promise<void> {
  const { pieces, refuses } = await garderFichiers(commune, courriel, deps);
  const coupe = courriel.corps.length > CORPS_MAX;
  const texte = coupe
    ? `${courriel.corps.slice(0, CORPS_MAX)}…\n\n[Texte trop long : la suite a été coupée.]`
    : courriel.corps;
  const corps = nommerRefuses(texte || 'Fichiers envoyés par courriel.', refuses);
  const ailleurs = courriel.de !== demande.demandeur_courriel?.toLowerCase();
  const note = `Ce message est arrivé par courriel de l’adresse ${courriel.de ?? 'inconnue'}, qui n’est pas celle du dossier.`;
  const faits: Fait[] = ailleurs ? [{ type: 'note', visibilite: 'interne', donnees: { corps: note } }] : [];
  await ecrireMessage(
    commune,
    { demande, acteur: USAGER, cle: courriel.cle },
    { corps, pieces },
    {
      faits,
      ensuite: (actuelle) => [
        ecrire(noterReception, { cle: courriel.cle, le: commune.horloge.maintenant() }),
        ...(refuses.length > 0 && actuelle.demandeur_courriel
          ? [
              commune.jobs.planifier(
                'courriel',
                { modele: 'fichiers-refuses', demande: actuelle.id, evenement: actuelle.rang + 1 },
                { sujet: actuelle.id },
              ),
            ]
          : []),
      ],
    },
  );
}

/** Each file through the same checks as an upload; what is refused is named, with the reason. */
async function garderFichiers(
  commune: Commune,
  courriel: CourrielRecu,
  deps: DepsEntrants,
): Promise<{ pieces: string[]; refuses: FichierRefuse[] }> {
  const pieces: string[] = [];
  const refuses: FichierRefuse[] = [];
  for (const [i, fichier] of courriel.fichiers.entries()) {
    if (pieces.length === FICHIERS_MAX) {
      refuses.push({ nom: fichier.nom, raison: `${FICHIERS_MAX} fichiers au plus par courriel.` });
      continue;
    }
    try {
      pieces.push((await garderFichier(commune, fichier, `${courriel.cle} ${i}`, deps)).id);
    } catch (erreur) {
      if (!(erreur instanceof Probleme)) throw erreur;
      refuses.push({ nom: fichier.nom, raison: erreur.message });
    }
  }
  return { pieces, refuses };
}

const garderFichier = (commune: Commune, { nom, contenu }: FichierRecu, cle: string, deps: DepsEntrants) =>
  recevoirFichier(
    commune,
    { flux: new Blob([contenu as Uint8Array<ArrayBuffer>]).stream(), nom: nom.slice(0, 255), cle },
    deps,
  );
