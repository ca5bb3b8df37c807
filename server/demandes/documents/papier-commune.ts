import { assurerContraste, enHexa } from '#contract/contraste.ts';
import { lireCouleur } from '#contract/couleurs.ts';
import type { Adresse, Reponses } from '#contract/formulaire.ts';
import { CHAMP_ADRESSE } from '#contract/formulaire-complet.ts';
import type { Service } from '#contract/schemas/commune.ts';
import type { Commune } from '../../communes/commune.ts';
import type { BlocPapier, FaitPapier, Papier } from '../../socle/pdf/pdf.ts';
import type { TableDemande } from '../tables.ts';

const MARQUE = '#0f5f5c';

/** A paper with the head and foot of the commune. */
export function papierDe(
  commune: Commune,
  demande: Pick<TableDemande, 'numero'>,
  { titre, le, blocs, lettre = false }: { titre: string; le: number; blocs: BlocPapier[]; lettre?: boolean },
): Papier {
  const { config } = commune;
  const { adresse, telephone, courriel } = config.contact;
  const marque = lireCouleur(config.theme.marque ?? MARQUE) ?? lireCouleur(MARQUE)!;
  return {
    titre: `${titre} – ${demande.numero}`,
    langue: 'fr-FR',
    emetteur: {
      nom: `Commune de ${config.nom}`.replace(/ de (?=[AEIOUYÉÈÊÎÔÛH])/u, ' d’'),
      lignes: [[adresse, telephone, courriel].filter(Boolean).join(' · ')].filter(Boolean),
    },
    couleur: enHexa(assurerContraste(marque, [[255, 255, 255]])),
    pied: `${titre} – ${demande.numero} – ${config.nom}`,
    le,
    lettre,
    blocs,
  };
}

/** Name of the service in charge, its address, mail and phone (CRPA R112-11-1, 2°). */
export function faitsDuService({ nom, contact }: Service): FaitPapier[] {
  const faits: FaitPapier[] = [{ libelle: 'Service chargé du dossier', valeur: nom }];
  const moyens = [contact.telephone, contact.courriel].filter(Boolean).join(' · ');
  const joindre = [contact.adresse, moyens].filter(Boolean).join('\n');
  if (joindre) faits.push({ libelle: 'Joindre le service', valeur: joindre });
  return faits;
}

/** « (heure de la commune, UTC+3) »: which clock an hour was read on. */
export function nomDuFuseau(instant: number, fuseau: string): string {
  const parties = new Intl.DateTimeFormat('fr-FR', {
    timeZone: fuseau,
    timeZoneName: 'shortOffset',
  }).formatToParts(instant);
  const ecart = parties.find(({ type }) => type === 'timeZoneName')?.value ?? 'UTC';
  return `(heure de la commune, ${ecart})`;
}

/** Who a letter goes to: name and postal address, as far as they were given. */
export function destinataire(demande: Pick<TableDemande, 'demandeur_nom' | 'reponses'>): string {
  const adresse = (JSON.parse(demande.reponses) as Reponses)[CHAMP_ADRESSE] as Adresse | undefined;
  const lignes = [demande.demandeur_nom ?? 'À la personne qui a fait la demande'];
  if (adresse) {
    const { voie, complement, codePostal, ville, pays } = adresse;
    lignes.push(...[voie, complement, `${codePostal} ${ville}`, pays].filter((ligne) => ligne !== undefined));
  }
  return lignes.join('\n');
}
