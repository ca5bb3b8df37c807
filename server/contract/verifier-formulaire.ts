import { verifierChamp } from './verifier-champ.ts';
import { verifierCondition, type Portee } from './verifier-condition.ts';
import type { Coordonnees } from './formulaire-complet.ts';
import type { Champ, CleProfil, Condition, Formulaire } from './formulaire.ts';

/** One thing wrong with a form's definition. `chemin` is dotted, e.g. `etapes.0.champs.2.si`. */
export interface DefautFormulaire {
  chemin: string;
  message: string;
}

/**
 * What a schema cannot see in the form of a démarche (its own steps, before `formulaireComplet` adds
 * « Vos coordonnées »): names that clash, conditions on what does not exist or comes later, bounds that exclude
 * everything. Server only, when definitions are imported. Empty when all is well.
 */
export function verifierFormulaire(
  formulaire: Formulaire & { coordonnees?: Pick<Coordonnees, 'reprise'> },
): DefautFormulaire[] {
  const defauts: DefautFormulaire[] = [];
  const tous = new Set(formulaire.etapes.flatMap((etape) => etape.champs.map((champ) => champ.id)));
  const portee: Portee = { precedents: new Map(), tous };
  const etapes = new Set(['coordonnees']);
  formulaire.etapes.forEach((etape, rang) => {
    const chemin = `etapes.${rang}`;
    if (etapes.has(etape.id)) {
      defauts.push({ chemin: `${chemin}.id`, message: `L’étape « ${etape.id} » existe déjà.` });
    }
    etapes.add(etape.id);
    condition(etape.si, `${chemin}.si`, portee, defauts);
    verifierNiveau(etape.champs, `${chemin}.champs`, portee, defauts);
  });
  verifierReprise(formulaire.coordonnees?.reprise, portee, defauts);
  return defauts;
}

function verifierReprise(reprise: Coordonnees['reprise'], portee: Portee, defauts: DefautFormulaire[]): void {
  for (const cle of ['prenom', 'nom'] as const) {
    const id = reprise?.[cle];
    if (id !== undefined && portee.precedents.get(id)?.type !== 'texte') {
      const message = `« ${id} » n’est pas un champ de texte de ce formulaire.`;
      defauts.push({ chemin: `coordonnees.reprise.${cle}`, message });
    }
  }
  condition(reprise?.si, 'coordonnees.reprise.si', portee, defauts);
}

/** One level: the fields of a step, or of an item of a group. */
function verifierNiveau(
  champs: readonly Champ[],
  chemin: string,
  portee: Portee,
  defauts: DefautFormulaire[],
): void {
  champs.forEach((champ, rang) => {
    const ici = `${chemin}.${rang}`;
    const signaler = (cle: string, message: string): void => {
      defauts.push({ chemin: `${ici}.${cle}`, message });
    };
    if (champ.id.startsWith('demandeur-')) {
      signaler('id', `« ${champ.id} » : les identifiants en « demandeur- » sont réservés aux coordonnées.`);
    }
    if (portee.precedents.has(champ.id)) {
      signaler('id', `Le champ « ${champ.id} » existe déjà.`);
    }
    condition(champ.si, `${ici}.si`, portee, defauts);
    verifierChamp(champ, portee.precedents, signaler);
    verifierProfil(champ, ici, portee, defauts);
    if (champ.type === 'groupe') {
      // Inside, a field hides the field of the same name outside, even before its turn.
      const siens = new Set(champ.champs.map(({ id }) => id));
      const precedents = new Map([...portee.precedents].filter(([id]) => !siens.has(id)));
      const dedans: Portee = { precedents, tous: new Set([...portee.tous, ...siens]) };
      verifierNiveau(champ.champs, `${ici}.champs`, dedans, defauts);
    }
    portee.precedents.set(champ.id, champ);
  });
}

/** Type of field that an answer of the profile goes into. */
const TYPES_PROFIL: Readonly<Record<CleProfil, Champ['type']>> = {
  prenom: 'texte',
  prenoms: 'texte',
  nom: 'texte',
  nomUsage: 'texte',
  naissanceDate: 'date',
  naissanceLieu: 'texte',
  telephone: 'telephone',
  adresse: 'adresse',
};

function verifierProfil(champ: Champ, ici: string, portee: Portee, defauts: DefautFormulaire[]): void {
  if (champ.type === 'information' || champ.profil === undefined) return;
  const chemin = `${ici}.profil`;
  const { cle, si } = typeof champ.profil === 'string' ? { cle: champ.profil, si: undefined } : champ.profil;
  if (ici.split('.champs.').length > 2) {
    defauts.push({ chemin, message: 'Un champ d’un groupe ne reprend pas le profil du demandeur.' });
  } else if (TYPES_PROFIL[cle] !== champ.type) {
    const message = `« ${cle} » du profil va dans un champ de type « ${TYPES_PROFIL[cle]} ».`;
    defauts.push({ chemin, message });
  }
  condition(si, `${chemin}.si`, portee, defauts);
}

function condition(
  si: Condition | undefined,
  chemin: string,
  portee: Portee,
  defauts: DefautFormulaire[],
): void {
  if (!si) return;
  for (const message of verifierCondition(si, portee)) defauts.push({ chemin, message });
}
