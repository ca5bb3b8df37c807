import { agentDe, nomDe } from '../../agents/agent.ts';
import { serviceDe, type Commune } from '../../communes/commune.ts';
import { enToutesLettres } from '../../echeances/dates.ts';
import { SANS_ECHEANCE } from '../../demandes/tables.ts';
import type { Contenu } from '../../demandes/courriels/modeles/commun.ts';
import type { Bloc } from '../../socle/mail/mail.ts';
import { JOUR } from '../../socle/horloge/horloge.ts';
import type { Lot, Recapitulatif } from './lire.ts';

type Ligne = Lot['demandes'][number];

/**
 * The morning's mail of a service: what presses, most pressing first, and nothing that does not ask for an act.
 * @returns `undefined` when there is nothing to say: no mail then
 */
export function composerRecapitulatif(
  commune: Pick<Commune, 'config' | 'url'>,
  recapitulatif: Recapitulatif,
): Contenu | undefined {
  const { retard, urgent, proche, sansReponse, implicites, complements, incidents } = recapitulatif;
  const comptes = [
    compter(retard.nombre, 'en retard', 'en retard'),
    compter(urgent.nombre, 'urgente', 'urgentes'),
    compter(sansReponse.nombre, 'réponse attendue', 'réponses attendues'),
    compter(incidents, 'envoi en échec', 'envois en échec'),
    compter(complements.nombre, 'dossier complété', 'dossiers complétés'),
    compter(proche.nombre, 'à rendre bientôt', 'à rendre bientôt'),
  ].filter((compte) => compte !== '');
  // What silence decided is late as well: it alone says nothing new.
  if (comptes.length === 0 && implicites.nombre === 0) return undefined;
  const { nom } = serviceDe(commune.config, recapitulatif.service);
  const section = (titre: string, lot: Lot, dire: (ligne: Ligne) => string): Bloc[] =>
    lister(titre, lot, (ligne) => `${dire(ligne)} ; ${confieeA(commune, ligne)}`);
  const delai = (ligne: Ligne): string => direDelai(ligne, recapitulatif.jour);
  const silence = (ligne: Ligne): string =>
    `${ligne.implicite === 'acceptation' ? 'acceptée' : 'refusée'} par silence depuis le ${enToutesLettres(ligne.implicite_le!)}`;
  return {
    objet: `${nom} : ${comptes.slice(0, 3).join(', ') || compter(implicites.nombre, 'décision par silence', 'décisions par silence')}`,
    blocs: [
      { genre: 'titre', texte: `${nom}, le ${enToutesLettres(recapitulatif.jour)}` },
      ...(comptes.length > 0 ? [{ genre: 'paragraphe', texte: `${comptes.join(', ')}.` } as const] : []),
      ...section('Le silence a décidé', implicites, silence),
      ...section('En retard', retard, (ligne) => (ligne.implicite ? silence(ligne) : delai(ligne))),
      ...section('À rendre dans les 5 jours', urgent, delai),
      ...section('Une réponse est attendue', sansReponse, delai),
      ...section('Dossiers complétés', complements, delai),
      ...(incidents > 0
        ? [
            { genre: 'titre', texte: 'Envois en échec' } as const,
            {
              genre: 'paragraphe',
              texte: `${compter(incidents, 'envoi n’est pas arrivé', 'envois ne sont pas arrivés')}. La file dit lesquels et pourquoi : corrigez l’adresse ou relancez.`,
            } as const,
          ]
        : []),
      ...section('À rendre dans les 15 jours', proche, delai),
      { genre: 'bouton', libelle: 'Ouvrir la file', lien: `${commune.url}/p/tri-demandes` },
    ],
  };
}

const compter = (nombre: number, un: string, plusieurs: string): string =>
  nombre === 0 ? '' : `${nombre} ${nombre > 1 ? plusieurs : un}`;

function lister(titre: string, { nombre, demandes }: Lot, dire: (ligne: Ligne) => string): Bloc[] {
  if (nombre === 0) return [];
  const reste = nombre - demandes.length;
  const elements = demandes.map((ligne) => `${ligne.numero}, ${ligne.titre} : ${dire(ligne)}`);
  if (reste > 0) elements.push(`et ${reste} ${reste > 1 ? 'autres' : 'autre'}, dans la file`);
  return [
    { genre: 'titre', texte: `${titre} (${nombre})` },
    { genre: 'liste', elements },
  ];
}

/** « en retard de 3 jours », « à rendre demain » */
function direDelai({ echeance }: Ligne, aujourdhui: string): string {
  if (echeance === SANS_ECHEANCE) return 'sans échéance';
  const jours = Math.round((Date.parse(echeance) - Date.parse(aujourdhui)) / JOUR);
  if (jours < 0) return `en retard de ${-jours} jour${jours < -1 ? 's' : ''}`;
  if (jours === 0) return 'à rendre aujourd’hui';
  if (jours === 1) return 'à rendre demain';
  return `à rendre dans ${jours} jours, le ${enToutesLettres(echeance)}`;
}

function confieeA(commune: Pick<Commune, 'config'>, { affectee_a }: Ligne): string {
  if (!affectee_a) return 'confiée à personne';
  const agent = agentDe(commune, affectee_a);
  return `confiée à ${agent ? nomDe(agent) : affectee_a}`;
}
