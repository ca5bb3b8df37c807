import type { ReponseType } from '#contract/schemas/agent.ts';
import type { AgentConfigure } from '#contract/schemas/commune.ts';
import type { Reponses } from '#contract/formulaire.ts';
import { CHAMP_NOM, CHAMP_PRENOM } from '#contract/formulaire-complet.ts';
import { acteurDe } from '../agents/agent.ts';
import { serviceDe, type Commune } from '../communes/commune.ts';
import { remplir } from '../communes/reponses-types.ts';
import { enToutesLettres } from '../echeances/dates.ts';
import { SANS_ECHEANCE, type TableDemande } from '../demandes/tables.ts';

/** The canned replies that suit a demande (its service, its démarche), ready for the agent to read and edit. */
export async function remplirReponsesTypes(
  commune: Commune,
  agent: AgentConfigure,
  demande: TableDemande,
): Promise<ReponseType[]> {
  const { config, catalogue } = commune;
  const convenables = config.reponsesTypes.filter(
    ({ service, demarches }) =>
      (service === undefined || service === demande.service) &&
      (demarches === undefined || demarches.includes(demande.demarche)),
  );
  const demarche = await catalogue.version(demande.demarche, demande.demarche_version);
  const service = serviceDe(config, demande.service);
  const reponses = JSON.parse(demande.reponses) as Reponses;
  const texte = (champ: string): string | null => {
    const valeur = reponses[champ];
    return typeof valeur === 'string' ? valeur : null;
  };
  const valeurs = {
    numero: demande.numero,
    demarche: demarche.titre,
    nom: texte(CHAMP_NOM),
    prenom: texte(CHAMP_PRENOM),
    service: service.nom,
    telephone: service.contact.telephone ?? config.contact.telephone ?? null,
    echeance: demande.echeance === SANS_ECHEANCE ? null : enToutesLettres(demande.echeance),
    agent: acteurDe(agent).nom,
    commune: config.nom,
  };
  return convenables.map(({ code, titre, corps }) => ({ code, titre, corps: remplir(corps, valeurs) }));
}
