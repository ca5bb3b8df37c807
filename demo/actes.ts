import type { Reponses, Valeur } from '#contract/formulaire.ts';
import { agentDe, acteurDe } from '../server/agents/agent.ts';
import type { Commune } from '../server/communes/commune.ts';
import { repondreComplement } from '../server/conversation/repondre-complement.ts';
import { jourLocal } from '../server/echeances/dates.ts';
import { ecrireMessage, ecrireNote } from '../server/demandes/ecrire-message.ts';
import { USAGER } from '../server/demandes/evenements.ts';
import { retirerDemande } from '../server/demandes/retirer.ts';
import { donnerAvis } from '../server/conversation/donner-avis.ts';
import type { TableDemande } from '../server/demandes/tables.ts';
import { recevoirFichier, type DepsTeleversements } from '../server/televersements/recevoir.ts';
import { demanderComplement } from '../server/triage/completer.ts';
import { prendreDecision } from '../server/triage/decisions.ts';
import { modifierDemande } from '../server/triage/modifier.ts';
import { JOUR } from '../server/socle/horloge/horloge.ts';
import { fabriquerFichier } from './fichiers.ts';
import type { Acte, FichierSeme } from './semences.ts';

/** Uploads the files of each field; answers by field. */
export async function televerser(
  commune: Commune,
  fichiers: Record<string, FichierSeme[]> = {},
  deps: DepsTeleversements,
): Promise<Reponses> {
  const reponses: Reponses = {};
  for (const [champ, voulus] of Object.entries(fichiers)) {
    const joints = [];
    for (const voulu of voulus) {
      const octets = await fabriquerFichier(voulu);
      const flux = new Blob([octets as Uint8Array<ArrayBuffer>]).stream();
      joints.push(await recevoirFichier(commune, { flux, nom: voulu.nom, cle: undefined }, deps));
    }
    reponses[champ] = joints as Valeur;
  }
  return reponses;
}

/** Does what a citizen or an agent does, as they would have through the API. */
export async function agir(
  commune: Commune,
  demande: TableDemande,
  acte: Acte,
  deps: DepsTeleversements,
): Promise<unknown> {
  switch (acte.type) {
    case 'retrait':
      return retirerDemande(commune, demande, USAGER);
    case 'reponse':
      return ecrireMessage(commune, { demande, acteur: USAGER, cle: undefined }, { corps: acte.corps });
    case 'completer': {
      const fichiers = await televerser(commune, acte.fichiers, deps);
      return repondreComplement(
        commune,
        { demande, acteur: USAGER },
        { ...acte.reponses, ...fichiers },
        undefined,
      );
    }
    case 'avis': {
      const { resultat, commentaire } = acte;
      return donnerAvis(
        commune,
        { demande, acteur: USAGER },
        { resultat, ...(commentaire && { commentaire }) },
        undefined,
      );
    }
    default:
      return agirPourLaVille(commune, demande, acte);
  }
}

async function agirPourLaVille(
  commune: Commune,
  demande: TableDemande,
  acte: Extract<Acte, { par: string }>,
): Promise<unknown> {
  const agent = agentDe(commune, acte.par);
  if (!agent) throw new Error(`${acte.par} is no agent of ${commune.slug}`);
  const ecriture = { demande, acteur: acteurDe(agent), cle: undefined };
  const { rang: version, numero } = demande;
  const dans = (jours: number): string =>
    jourLocal(commune.horloge.maintenant() + jours * JOUR, commune.config.fuseau);
  switch (acte.type) {
    case 'affectation':
      return modifierDemande(commune, agent, numero, { version, affecteeA: acte.a });
    case 'statut': {
      const { statut, motif, planifieeDans } = acte;
      return modifierDemande(commune, agent, numero, {
        version,
        statut,
        ...(motif && { motif }),
        ...(planifieeDans !== undefined && { planifieeLe: dans(planifieeDans) }),
      });
    }
    case 'complement': {
      const champs = acte.champs.map((chemin) => ({ chemin }));
      const voulue = { version, champs, motif: acte.motif, avantLe: dans(acte.delai) };
      return demanderComplement(commune, agent, numero, voulue, undefined);
    }
    case 'decision': {
      const { sens, texte } = acte;
      const voulue = { version, sens, texte, anonyme: false, competente: false };
      return prendreDecision(commune, agent, numero, voulue, undefined);
    }
    case 'message':
      return ecrireMessage(commune, ecriture, { corps: acte.corps });
    case 'note':
      return ecrireNote(commune, ecriture, acte.corps);
  }
}
