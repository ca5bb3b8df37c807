import type { CommuneConfiguree } from '#contract/schemas/commune.ts';
import type { ErreurYaml, FichierYaml } from '../socle/yaml/lire-yaml.ts';

/** What a canned reply may name, and how it is called where the file does not say. */
export const VARIABLES = {
  numero: 'numéro',
  demarche: 'démarche',
  nom: 'nom',
  prenom: 'prénom',
  service: 'service',
  telephone: 'téléphone',
  echeance: 'date limite',
  agent: 'agent',
  commune: 'commune',
} as const;
export type Variable = keyof typeof VARIABLES;

const VARIABLE = /\{\{\s*([^{}]*?)\s*\}\}/g;

/** `texte` with each `{{variable}}` filled; what has no value stands between brackets, for the agent to see. */
export function remplir(texte: string, valeurs: Record<Variable, string | null>): string {
  return texte.replaceAll(VARIABLE, (tout, nom: string) =>
    Object.hasOwn(VARIABLES, nom) ? valeurs[nom as Variable] || `[${VARIABLES[nom as Variable]}]` : tout,
  );
}

/** What is wrong with the canned replies of a commune: an unknown variable, service or démarche, a code used twice. */
export function verifierReponsesTypes(
  { valeur, erreur }: FichierYaml<CommuneConfiguree>,
  demarches: ReadonlySet<string>,
): ErreurYaml[] {
  const erreurs: ErreurYaml[] = [];
  const services = new Set(valeur.services.map(({ code }) => code));
  const codes = new Set<string>();
  for (const [i, reponse] of valeur.reponsesTypes.entries()) {
    const ici = (champ: string, message: string) =>
      erreurs.push(erreur(['reponsesTypes', i, champ], message));
    if (codes.has(reponse.code)) ici('code', `${reponse.code} is there twice`);
    codes.add(reponse.code);
    if (reponse.service && !services.has(reponse.service))
      ici('service', `unknown service ${reponse.service}`);
    for (const code of reponse.demarches ?? []) {
      if (!demarches.has(code)) ici('demarches', `unknown démarche ${code}`);
    }
    for (const [, nom = ''] of reponse.corps.matchAll(VARIABLE)) {
      if (Object.hasOwn(VARIABLES, nom)) continue;
      const connues = Object.keys(VARIABLES).join(', ');
      ici('corps', `unknown variable {{${nom}}}; known: ${connues}`);
    }
  }
  return erreurs;
}
