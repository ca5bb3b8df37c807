import type { ModificationDemande } from '#contract/schemas/agent.ts';
import { estClos, STATUTS_MOTIVES, transitionsPermises } from '#contract/transitions.ts';
import { LIBELLES_STATUT_AGENT, type Statut } from '#contract/vocabulaire.ts';
import { agentDe } from '../agents/agent.ts';
import { serviceDe, type Commune } from '../communes/commune.ts';
import type { Changement } from '../demandes/changer.ts';
import { jourLocal } from '../echeances/dates.ts';
import type { Fait } from '../demandes/evenements.ts';
import type { TableDemande } from '../demandes/tables.ts';
import { Probleme } from '../socle/erreurs/probleme.ts';

/**
 * What a modification does to a demande, or why it may not. Reads nothing but its arguments.
 * @throws Probleme `transition-interdite`, `saisie-invalide`
 */
export function deciderModification(
  commune: Pick<Commune, 'config' | 'horloge'>,
  demande: TableDemande,
  voulue: ModificationDemande,
): Changement & { faits: Fait[] } {
  const maj: NonNullable<Changement['maj']> = {};
  const faits: Fait[] = [];
  if (voulue.service !== undefined && voulue.service !== demande.service) {
    if (!commune.config.services.some(({ code }) => code === voulue.service)) {
      throw champFaux('service', 'Choisissez un service de la commune.');
    }
    maj.service = voulue.service;
    const nom = (code: string): string => serviceDe(commune.config, code).nom;
    const donnees = { avant: nom(demande.service), apres: nom(voulue.service) };
    faits.push({ type: 'service', visibilite: 'public', donnees });
  }
  const affectee = affectationVoulue(commune, demande, voulue);
  if (affectee !== demande.affectee_a) {
    maj.affectee_a = affectee;
    const nom = (courriel: string | null): string | null => {
      const agent = courriel && agentDe(commune, courriel);
      return agent ? `${agent.prenom} ${agent.nom}` : courriel;
    };
    const donnees = { avant: nom(demande.affectee_a), apres: nom(affectee) };
    faits.push({ type: 'affectation', visibilite: 'interne', donnees });
  }
  if (voulue.courriel !== undefined && voulue.courriel !== demande.demandeur_courriel) {
    maj.demandeur_courriel = voulue.courriel;
    // Never the addresses themselves: an event is kept longer than they are.
    faits.push({ type: 'coordonnees', visibilite: 'dossier', donnees: { champs: ['courriel'] } });
  }
  if (voulue.statut !== undefined) {
    const statut = deciderStatut(commune, demande, voulue.statut, voulue);
    if (statut) {
      Object.assign(maj, statut.maj);
      faits.push(statut.fait);
    }
  }
  return { maj, faits };
}

function affectationVoulue(
  commune: Pick<Commune, 'config'>,
  demande: TableDemande,
  voulue: ModificationDemande,
): string | null {
  const service = voulue.service ?? demande.service;
  if (voulue.affecteeA === undefined) {
    // Passed on to another service, it waits there for somebody to take it.
    return service === demande.service ? demande.affectee_a : null;
  }
  if (voulue.affecteeA === null) return null;
  const agent = agentDe(commune, voulue.affecteeA);
  if (!agent?.services.includes(service)) {
    throw champFaux('affecteeA', 'Choisissez un agent de ce service.');
  }
  return agent.courriel;
}

function deciderStatut(
  commune: Pick<Commune, 'config' | 'horloge'>,
  demande: TableDemande,
  statut: Statut,
  voulue: ModificationDemande,
): { maj: NonNullable<Changement['maj']>; fait: Fait } | undefined {
  const motif = voulue.motif ?? null;
  const planifieeLe = voulue.planifieeLe ?? null;
  const memeDate = statut !== 'planifiee' || planifieeLe === null || planifieeLe === demande.planifiee_le;
  if (statut === demande.statut && memeDate && (motif === null || motif === demande.motif)) return undefined;
  const permise =
    statut === demande.statut
      ? !estClos(statut)
      : transitionsPermises(demande.statut, 'agent').includes(statut);
  // Only the citizen withdraws.
  if (!permise || statut === 'retiree') {
    throw new Probleme(
      'transition-interdite',
      'Changement impossible',
      `Un dossier « ${LIBELLES_STATUT_AGENT[demande.statut]} » ne peut pas passer à « ${LIBELLES_STATUT_AGENT[statut]} ».`,
    );
  }
  if (STATUTS_MOTIVES.includes(statut) && motif === null) {
    throw champFaux('motif', 'Écrivez la raison : la personne la lira.');
  }
  if (statut === 'planifiee') {
    const aujourdhui = jourLocal(commune.horloge.maintenant(), commune.config.fuseau);
    if (planifieeLe === null) throw champFaux('planifieeLe', 'Donnez la date prévue.');
    if (planifieeLe < aujourdhui) throw champFaux('planifieeLe', 'Donnez une date à partir d’aujourd’hui.');
  }
  const prevue = statut === 'planifiee' ? planifieeLe : null;
  return {
    maj: {
      statut,
      clos: estClos(statut) ? 1 : 0,
      motif,
      planifiee_le: prevue,
      reponse_attendue: 0,
      // Once answered, nothing is awaited from the citizen any more.
      ...(estClos(statut) && { complement: null }),
      // Repaired again, it is asked again.
      ...(statut === 'traitee' && { satisfaction: null }),
    },
    fait: {
      type: 'statut',
      visibilite: 'public',
      donnees: { avant: demande.statut, apres: statut, motif, planifieeLe: prevue },
    },
  };
}

function champFaux(chemin: string, message: string): Probleme {
  return new Probleme('saisie-invalide', 'Un champ est à corriger', message, {
    erreurs: [{ chemin, code: 'requis', message }],
  });
}
