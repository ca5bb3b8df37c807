import type { CommuneConfiguree } from '#contract/schemas/commune.ts';
import type { DemarchePubliee } from '#contract/schemas/demarche.ts';
import { dureesDe, enMois } from './conservation.ts';

/** « 3 mois après la fin de votre demande, puis effacées » and the like: for the form, the receipt and the pages. */
export function direDuree(
  config: Pick<CommuneConfiguree, 'conservation'>,
  demarche: DemarchePubliee,
): string {
  const quoi = demarche.genre === 'signalement' ? 'votre signalement' : 'votre demande';
  return `${enMois(dureesDe(config, demarche).total)} après la fin de ${quoi}`;
}

/**
 * The notice of a form (RGPD art. 13), short: the page it leads to tells all.
 * @param url of the commune on this server
 */
export function composerMention(
  config: CommuneConfiguree,
  url: string,
  demarche: DemarchePubliee,
): NonNullable<DemarchePubliee['mention']> {
  const { finalite } = demarche.donnees;
  const service = config.services.find(({ code }) => code === demarche.service)?.nom;
  // A purpose often names it already.
  const charge = service && !finalite.includes(service) ? ` Service chargé\u00a0: ${service}.` : '';
  return {
    texte:
      `Pourquoi ces informations\u00a0? ${finalite} Elles sont gardées ${direDuree(config, demarche)}, puis effacées.` +
      `${charge} Responsable\u00a0: ${config.donnees.responsable}. Vous pouvez les consulter, les corriger ou les faire effacer.`,
    lien: `${url}/donnees#${demarche.code}`,
  };
}
