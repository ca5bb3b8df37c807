import { html, nothing, type TemplateResult } from 'lit';
import { msg, str } from '@lit/localize';
import type { AccesDocument, Document, GenreDocument } from '#contract/schemas/document.ts';
import { dateEnMots, joursAvant } from '../../core/dates-en-mots.ts';
import { iconeAlerte, iconeErreur } from '../icones/communes.ts';
import { iconeSablier } from '../icones/dossier.ts';

/** In the order of the list. */
export const genres = (): { valeur: GenreDocument; libelle: string }[] => [
  { valeur: 'identite', libelle: msg('Identité') },
  { valeur: 'domicile', libelle: msg('Domicile') },
  { valeur: 'etat-civil', libelle: msg('État civil') },
  { valeur: 'famille', libelle: msg('Famille') },
  { valeur: 'ressources', libelle: msg('Ressources et impôts') },
  { valeur: 'scolarite', libelle: msg('Scolarité') },
  { valeur: 'vehicule', libelle: msg('Véhicule') },
  { valeur: 'mairie', libelle: msg('Papiers de la mairie') },
  { valeur: 'autre', libelle: msg('Autre') },
];

export const libelleGenre = (genre: GenreDocument): string =>
  genres().find(({ valeur }) => valeur === genre)!.libelle;

const INDICES: [GenreDocument, RegExp][] = [
  ['etat-civil', /naissance|mariage|deces|etat.?civil/],
  ['famille', /livret|famille|caf\b|garde|jugement/],
  ['identite', /\bcni\b|identite|passeport|titre.?de.?sejour/],
  ['domicile', /facture|quittance|loyer|bail|domicile|edf|engie|\beau\b|taxe|electricite/],
  ['ressources', /impo[ts]|salaire|paie|bulletin.?de.?(paie|salaire)|revenu|attestation.?pole|retraite/],
  ['scolarite', /scolar|ecole|college|lycee|inscription|vaccin/],
  ['vehicule', /carte.?grise|immatriculation|permis|assurance.?auto|vehicule/],
];

/** What the name of a file lets one guess; its owner may say otherwise. */
export function genreDuNom(nom: string): GenreDocument {
  const simple = nom
    .normalize('NFD')
    .replaceAll(/[\u0300-\u036f]/g, '')
    .replaceAll('_', ' ')
    .toLowerCase();
  return INDICES.find(([, indice]) => indice.test(simple))?.[0] ?? 'autre';
}

/** Days before its end when a paper begins to be worth a warning. */
const BIENTOT = 45;

export interface Validite {
  ton: '' | 'warn' | 'error';
  phrase: string;
}

/** How long a paper still serves, in words; `undefined` when nobody said. */
export function validite(jusquau: string | null, fuseau: string, maintenant?: Date): Validite | undefined {
  if (jusquau === null) return undefined;
  const jours = joursAvant(jusquau, fuseau, maintenant);
  const date = dateEnMots(jusquau);
  if (jours < 0) return { ton: 'error', phrase: msg(str`Expiré le ${date}`) };
  if (jours === 0) return { ton: 'warn', phrase: msg('Expire aujourd’hui') };
  if (jours === 1) return { ton: 'warn', phrase: msg('Expire demain') };
  if (jours <= BIENTOT) return { ton: 'warn', phrase: msg(str`Expire dans ${jours} jours`) };
  return { ton: '', phrase: msg(str`Valable jusqu’au ${date}`) };
}

/** Icon and word for what is not as usual, words alone otherwise. */
export function pastilleValidite(etat: Validite | undefined): TemplateResult | typeof nothing {
  if (!etat) return nothing;
  if (!etat.ton) return html`<span class="muet">${etat.phrase}</span>`;
  return html`<span class="pastille ${etat.ton}"
    >${etat.ton === 'warn' ? iconeAlerte() : iconeErreur()}${etat.phrase}</span
  >`;
}

export const pastilleVerification = (): TemplateResult =>
  html`<span class="pastille">${iconeSablier()}${msg('En cours de vérification')}</span>`;

const ACTES: Record<AccesDocument['acte'], () => string> = {
  ajout: () => msg('Ajout'),
  lecture: () => msg('Ouverture'),
  copie: () => msg('Copie dans un formulaire'),
  archive: () => msg('Téléchargement (tous ensemble)'),
  modification: () => msg('Changement du nom, du genre ou de la date'),
  suppression: () => msg('Suppression'),
  remise: () => msg('Remise par la mairie'),
};

export const phraseActe = ({ acte, numero }: AccesDocument): string =>
  acte === 'copie' && numero ? msg(str`Copie dans la demande ${numero}`) : ACTES[acte]();

/** What a browser shows by itself, and cannot run: nothing else is ever opened on the town's page. */
const OUVRABLES = new Set(['application/pdf', 'image/jpeg', 'image/png', 'image/webp']);

export const estOuvrable = ({ type }: Document): boolean => OUVRABLES.has(type);

/** As the browser's picker and the server know them. */
export const ACCEPTES = '.pdf,.jpg,.jpeg,.png,.heic,.odt,.docx';

export const estAccepte = (nom: string): boolean =>
  ACCEPTES.split(',').some((fin) => nom.toLowerCase().endsWith(fin));
