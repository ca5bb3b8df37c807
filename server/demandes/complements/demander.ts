import type { DemandeComplement } from '#contract/schemas/agent.ts';
import type { Complement } from '#contract/schemas/echeance.ts';
import { transitionsPermises } from '#contract/transitions.ts';
import { LIBELLES_STATUT_AGENT } from '#contract/vocabulaire.ts';
import type { Commune } from '../../communes/commune.ts';
import { Probleme, type ErreurChamp } from '../../socle/erreurs/probleme.ts';
import type { Changement } from '../changer.ts';
import { jourLocal } from '../../echeances/dates.ts';
import type { Fait } from '../evenements.ts';
import { lireComplement } from '../lire.ts';
import type { TableDemande } from '../tables.ts';

/**
 * What asking for fields or pieces does to a demande (CRPA L114-5: which are missing, why, and by when). What is
 * asked is added to what was already awaited: two agents who ask different pieces get both.
 * @param visibles labels of the fields that the answers make visible, by path
 * @throws Probleme `transition-interdite`, `saisie-invalide` naming each field that cannot be asked
 */
export function deciderComplement(
  commune: Pick<Commune, 'config' | 'horloge'>,
  demande: TableDemande,
  visibles: ReadonlyMap<string, string>,
  voulue: DemandeComplement,
): Changement & { faits: Fait[]; complement: Complement } {
  exigerOuverte(demande);
  const maintenant = commune.horloge.maintenant();
  const erreurs: ErreurChamp[] = [];
  for (const [i, { chemin }] of voulue.champs.entries()) {
    if (visibles.has(chemin)) continue;
    const message = 'Ce champ n’est pas dans ce dossier. Rechargez-le, puis choisissez de nouveau.';
    erreurs.push({ chemin: `champs.${i}.chemin`, code: 'inconnu', message });
  }
  if (voulue.avantLe <= jourLocal(maintenant, commune.config.fuseau)) {
    const message = 'Laissez du temps : donnez une date à partir de demain.';
    erreurs.push({ chemin: 'avantLe', code: 'date-trop-tot', message });
  }
  if (erreurs.length > 0) {
    throw new Probleme('saisie-invalide', 'Un champ est à corriger', erreurs[0]!.message, { erreurs });
  }

  const demandes = new Map(
    voulue.champs.map(({ chemin, precision }) => [
      chemin,
      { chemin, libelle: visibles.get(chemin)!, precision: precision || null },
    ]),
  );
  const avant = lireComplement(demande);
  const reunis = new Map([
    ...(avant?.champs ?? []).map((champ) => [champ.chemin, champ] as const),
    ...demandes,
  ]);
  const complement: Complement = {
    champs: [...reunis.values()],
    motif: joindreMotifs(avant?.motif, voulue.motif),
    avantLe: avant && avant.avantLe > voulue.avantLe ? avant.avantLe : voulue.avantLe,
    demandeLe: avant?.demandeLe ?? new Date(maintenant).toISOString(),
  };
  const faits: Fait[] = [
    {
      type: 'complement-demande',
      visibilite: 'dossier',
      donnees: { champs: [...demandes.values()], motif: voulue.motif, avantLe: voulue.avantLe },
    },
  ];
  if (demande.statut !== 'en-attente') {
    const donnees = { avant: demande.statut, apres: 'en-attente' as const, motif: null, planifieeLe: null };
    faits.push({ type: 'statut', visibilite: 'public', donnees });
  }
  return {
    complement,
    faits,
    maj: {
      statut: 'en-attente',
      clos: 0,
      motif: complement.motif,
      planifiee_le: null,
      reponse_attendue: 0,
      complement: JSON.stringify(complement),
    },
  };
}

function exigerOuverte({ statut }: TableDemande): void {
  if (statut === 'en-attente' || transitionsPermises(statut, 'agent').includes('en-attente')) return;
  throw new Probleme(
    'transition-interdite',
    'Demande impossible',
    `Ce dossier est « ${LIBELLES_STATUT_AGENT[statut]} » : rien ne peut plus y être demandé. Reprenez-le d’abord.`,
  );
}

/** What one already says is not said twice. */
function joindreMotifs(avant: string | undefined, nouveau: string): string {
  if (avant === undefined || nouveau.includes(avant)) return nouveau;
  return avant.includes(nouveau) ? avant : `${avant}\n\n${nouveau}`;
}
