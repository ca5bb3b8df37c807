import type { CommuneConfiguree, Service } from '#contract/schemas/commune.ts';
import { apres, avant, limiteInscription } from './scrutin.ts';

/** What `{{nom}}` stands for; `absent` drops the key that holds it; `manque` says what the town must add. */
export type Fait = { valeur: unknown } | { absent: true } | { manque: string };

interface Lieu {
  telephone?: string | undefined;
  courriel?: string | undefined;
  adresse?: string | undefined;
  horaires: readonly { jours: string; heures: string }[];
}

/**
 * Resolves one variable of a démarche's texts:
 * `commune`, `commune.de` (« d’Anse-Vanille »), `commune.a` (« au Havre »), `commune.site`,
 * `commune.telephone|courriel|adresse|horaires`, `service.nom`, `service.le|Le|au` (« au service des écoles »),
 * `service.telephone|courriel|adresse|horaires` (the town's own
 * where the service has none), `donnees.responsable|contact`, `scrutin.avant|limite`, `valeurs.<code>`.
 * `undefined`: no such variable.
 */
export function faitDe(nom: string, commune: CommuneConfiguree, service: Service): Fait | undefined {
  const [tete = '', cle] = nom.split('.', 2) as [string?, string?];
  if (nom.split('.').length > 2) return undefined;
  switch (tete) {
    case 'commune':
      return communal(cle, commune);
    case 'service':
      if (cle === 'nom') return { valeur: service.nom };
      if (cle === 'le' || cle === 'Le' || cle === 'au') return { valeur: `${cle} ${enService(service.nom)}` };
      return deContact(cle, [
        [`service ${service.code}`, service.contact],
        ['commune', commune.contact],
      ]);
    case 'donnees':
      return cle === 'responsable' || cle === 'contact' ? { valeur: commune.donnees[cle] } : undefined;
    case 'scrutin':
      return scrutin(cle, commune);
    case 'valeurs': {
      if (cle === undefined) return undefined;
      const valeur = commune.valeurs[cle];
      return valeur === undefined ? { manque: `add \`${cle}\` under \`valeurs\`` } : { valeur };
    }
    default:
      return undefined;
  }
}

function communal(cle: string | undefined, commune: CommuneConfiguree): Fait | undefined {
  switch (cle) {
    case undefined:
      return { valeur: commune.nom };
    case 'de':
      return { valeur: commune.valeurs['commune-de'] ?? avecDe(commune.nom) };
    case 'a':
      return { valeur: commune.valeurs['commune-a'] ?? avecA(commune.nom) };
    case 'site':
      return { valeur: commune.site };
    default:
      return deContact(cle, [['commune', commune.contact]]);
  }
}

function deContact(cle: string | undefined, lieux: readonly [string, Lieu][]): Fait | undefined {
  if (cle !== 'telephone' && cle !== 'courriel' && cle !== 'adresse' && cle !== 'horaires') return undefined;
  for (const [, lieu] of lieux) {
    const valeur = cle === 'horaires' ? enPhrase(lieu.horaires) : lieu[cle];
    if (valeur) return { valeur: cle === 'telephone' ? valeur.replaceAll(' ', '\u00a0') : valeur };
  }
  return { manque: `add \`${cle}\` to the contact of ${lieux.map(([quoi]) => quoi).join(' or ')}` };
}

function scrutin(cle: string | undefined, commune: CommuneConfiguree): Fait | undefined {
  if (cle !== 'avant' && cle !== 'limite') return undefined;
  const jour = commune.valeurs['scrutin'];
  if (jour === undefined) return cle === 'limite' ? { absent: true } : { valeur: avant(undefined) };
  const jusquau = typeof jour === 'string' ? limiteInscription(jour) : undefined;
  if (typeof jour !== 'string' || jusquau === undefined) {
    return { manque: '`valeurs.scrutin` is the day of the vote, AAAA-MM-JJ' };
  }
  return { valeur: cle === 'avant' ? avant(jour) : { jusquau, apres: apres(jour) } };
}

const enService = (nom: string): string => (/^service\b/i.test(nom) ? `s${nom.slice(1)}` : `service ${nom}`);

/** « du lundi au vendredi, 8 h à 12 h ; samedi, 9 h à 12 h » */
const enPhrase = (horaires: Lieu['horaires']): string =>
  horaires
    .map(({ jours, heures }) => `${jours.charAt(0).toLowerCase()}${jours.slice(1)}, ${heures}`)
    .join('\u00a0; ');

/** French contracts « de Le » and « de Les », and elides before a vowel; before an h, towns differ: `commune-de`. */
export function avecDe(nom: string): string {
  if (/^Les? /.test(nom)) return nom.replace(/^Les /, 'des ').replace(/^Le /, 'du ');
  return /^([aeiouœæ]|y[^aeiou])/i.test(nom.normalize('NFD')) ? `d’${nom}` : `de ${nom}`;
}

export const avecA = (nom: string): string =>
  /^Les? /.test(nom) ? nom.replace(/^Les /, 'aux ').replace(/^Le /, 'au ') : `à ${nom}`;
