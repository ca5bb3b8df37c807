import type { NouvelleDecision } from '#contract/schemas/agent.ts';
import type { AgentConfigure } from '#contract/schemas/commune.ts';
import type { DemarchePubliee } from '#contract/schemas/demarche.ts';
import { serviceDe, type Commune } from '../../communes/commune.ts';
import type { BlocPapier, Papier } from '../../socle/pdf/pdf.ts';
import { enToutesLettres, jourLocal } from '../../echeances/dates.ts';
import type { TableDemande } from '../tables.ts';
import { destinataire, papierDe } from './papier-commune.ts';
import { voiesDeRecours } from './recours.ts';

/** What a letter says. `le`: when the decision was taken, milliseconds since the epoch; now by default. */
export type DecisionEcrite = Pick<NouvelleDecision, 'sens' | 'texte' | 'anonyme'> & {
  organisme?: string | undefined;
  contact?: string | undefined;
  le?: number | undefined;
};

type Signataire = Pick<AgentConfigure, 'prenom' | 'nom' | 'qualite'>;

/**
 * The letter of a decision, signed by the agent's first name, last name and capacity (CRPA L111-2, L212-1), or by
 * the service alone when the agent's safety asks for it.
 * @throws Error when it cannot be drawn
 */
export const composerLettre = (
  commune: Commune,
  demarche: DemarchePubliee,
  demande: TableDemande,
  decision: DecisionEcrite,
  agent: Signataire,
): Promise<Uint8Array> => commune.imprimer(papierLettre(commune, demarche, demande, decision, agent));

export function papierLettre(
  commune: Commune,
  demarche: DemarchePubliee,
  demande: TableDemande,
  decision: DecisionEcrite,
  agent: Signataire,
): Papier {
  const { config } = commune;
  const service = serviceDe(config, demande.service);
  const le = decision.le ?? commune.horloge.maintenant();
  const titre = TITRES[decision.sens];
  const recue = enToutesLettres(jourLocal(demande.recue_le, config.fuseau));
  const blocs: BlocPapier[] = [
    { genre: 'paragraphe', ton: 'droite', texte: destinataire(demande) },
    {
      genre: 'paragraphe',
      ton: 'droite',
      texte: `${config.nom}, le ${enToutesLettres(jourLocal(le, config.fuseau))}`,
    },
    { genre: 'titre', niveau: 1, texte: titre },
    {
      genre: 'faits',
      faits: [
        { libelle: 'Objet', valeur: demarche.titre },
        { libelle: 'Numéro de suivi', valeur: demande.numero },
        { libelle: 'Reçue le', valeur: recue },
      ],
    },
    { genre: 'paragraphe', texte: 'Madame, Monsieur,' },
    { genre: 'paragraphe', texte: ouverture(decision, demarche.titre) },
    ...(decision.sens === 'refus' ? [{ genre: 'titre', niveau: 2, texte: 'Pourquoi' } as const] : []),
    ...decision.texte.split(/\n{2,}/).map((texte): BlocPapier => ({ genre: 'paragraphe', texte })),
    ...suite(commune, decision),
    {
      genre: 'signature',
      lignes: decision.anonyme
        ? [service.nom, config.nom]
        : [`${agent.prenom} ${agent.nom}`, agent.qualite, service.nom],
    },
    { genre: 'paragraphe', ton: 'muet', texte: joindre(service) },
  ];
  return papierDe(commune, demande, { titre, le, blocs, lettre: true });
}

const TITRES: Record<DecisionEcrite['sens'], string> = {
  acceptation: 'Votre demande est acceptée',
  refus: 'Votre demande est refusée',
  transmission: 'Votre demande est transmise',
};

function ouverture({ sens, organisme }: DecisionEcrite, objet: string): string {
  if (sens === 'acceptation') return `La mairie accepte votre demande «\u00a0${objet}\u00a0».`;
  if (sens === 'refus') return `Après examen, la mairie refuse votre demande «\u00a0${objet}\u00a0».`;
  return `La mairie a transmis votre demande «\u00a0${objet}\u00a0» à ${organisme ?? 'un autre organisme'}, qui peut y répondre.`;
}

/** How to appeal (CJA R421-5), or who answers from now on (CRPA L114-2). */
function suite({ config }: Commune, { sens, organisme, contact }: DecisionEcrite): BlocPapier[] {
  if (sens === 'refus') {
    const [debut = '', ...voies] = voiesDeRecours(config, 'decision');
    return [
      { genre: 'titre', niveau: 2, texte: 'Si vous n’êtes pas d’accord' },
      { genre: 'paragraphe', texte: debut },
      { genre: 'liste', elements: voies },
    ];
  }
  if (sens === 'transmission' && organisme) {
    return [
      { genre: 'titre', niveau: 2, texte: 'Qui vous répondra' },
      {
        genre: 'faits',
        faits: [
          { libelle: 'Organisme', valeur: organisme },
          ...(contact ? [{ libelle: 'Le joindre', valeur: contact }] : []),
        ],
      },
    ];
  }
  return [];
}

function joindre({ nom, contact }: ReturnType<typeof serviceDe>): string {
  const moyens = [contact.telephone, contact.courriel, contact.adresse].filter(Boolean).join(' · ');
  return `Une question ? ${nom} : ${moyens}`;
}
