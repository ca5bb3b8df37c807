import { html, nothing, type TemplateResult } from 'lit';
import { msg, str } from '@lit/localize';
import type { DemandeAgent } from '#contract/schemas/agent.ts';
import { LIBELLES_STATUT_AGENT, type SensDecision, type Statut } from '#contract/vocabulaire.ts';
import { champCase, champRadios } from '../ui/champs-choix.ts';
import { champTexte, champTexteLong } from '../ui/champs.ts';
import { encart } from '../ui/encart.ts';
import { cadrePanneau, type PropsActions } from './cadre-panneau.ts';

const STATUTS: Record<SensDecision, Statut> = {
  acceptation: 'traitee',
  refus: 'refusee',
  transmission: 'transmise',
};

/** Accept, refuse with reasons, or pass on to another body; the letter is read before it is decided. */
export function panneauDecision(props: PropsActions): TemplateResult {
  const { dossier, demande, conversation, types, lettre } = props;
  const { decision } = dossier.brouillon;
  const { sens, texte, organisme } = decision;
  const noter = (plus: Partial<typeof decision>) => dossier.noter({ decision: { ...decision, ...plus } });
  const possible = sens !== '' && demande.transitions.includes(STATUTS[sens]);
  const pret = possible && texte.trim() !== '' && (sens !== 'transmission' || organisme.trim() !== '');
  return cadrePanneau(
    props,
    'decision',
    msg('Décider'),
    html`${champRadios({
      id: 'champ-decision',
      libelle: msg('Décision'),
      options: lesSens(demande),
      valeur: sens,
      surSaisie: (valeur) => noter({ sens: valeur as SensDecision }),
      erreur: dossier.erreurs['sens'],
    })}
    ${sens !== '' && !possible ? impossible(demande) : nothing}
    ${sens === 'transmission' ? destinataire(props, noter) : nothing}
    ${
      sens === ''
        ? nothing
        : html`${types.choix(props, 'champ-lettre', texte, (valeur) => noter({ texte: valeur }))}
            ${champTexteLong({
              id: 'champ-lettre',
              libelle:
                sens === 'refus' ? msg('Motifs du refus, en droit et en fait') : msg('Texte de la lettre'),
              aide:
                sens === 'refus'
                  ? msg('La règle qui s’applique, et pourquoi elle conduit à refuser (CRPA L211-2, L211-5).')
                  : msg('La lettre ajoute l’en-tête, la date, les références du dossier et la signature.'),
              valeur: texte,
              surSaisie: (valeur) => noter({ texte: valeur }),
              erreur: dossier.erreurs['texte'],
              lignes: 7,
            })}
            ${sens === 'refus' ? recours(demande) : nothing}
            ${champCase({
              id: 'champ-anonyme',
              libelle: msg('Signer du seul nom du service'),
              aide: msg(
                'Seulement si la sécurité publique ou celle des personnes le justifie (CRPA L111-2).',
              ),
              valeur: decision.anonyme,
              surSaisie: (anonyme) => noter({ anonyme }),
              requis: true,
            })}
            ${lettre.rendre(dossier, decision)}
            <p class="petit muet">
              ${msg('La lettre part une minute après : d’ici là, vous pouvez annuler.')}
            </p>`
    }`,
    {
      mot: VERBES()[sens],
      faire: () => void conversation.decider(),
      pret,
      danger: sens === 'refus',
      autre: sens === '' ? nothing : lettre.bouton(dossier, decision, pret),
    },
  );
}

const VERBES = (): Record<SensDecision | '', string> => ({
  '': msg('Choisissez d’abord'),
  acceptation: msg('Enregistrer l’accord'),
  refus: msg('Enregistrer le refus'),
  transmission: msg('Enregistrer la transmission'),
});

const lesSens = ({ transitions }: DemandeAgent) =>
  [
    { valeur: 'acceptation', libelle: msg('Accepter'), aide: msg('La demande est satisfaite et close.') },
    { valeur: 'refus', libelle: msg('Refuser'), aide: msg('La demande est close, avec ses motifs.') },
    {
      valeur: 'transmission',
      libelle: msg('Transmettre'),
      aide: msg('Un autre organisme répondra. « Transmise » ne veut pas dire « traitée ».'),
    },
  ].filter(({ valeur }) => transitions.includes(STATUTS[valeur as SensDecision]));

const impossible = ({ ligne: { statut } }: DemandeAgent): unknown =>
  encart(
    'warn',
    msg(
      str`Ce dossier est « ${LIBELLES_STATUT_AGENT[statut]} » : reprenez-le d’abord pour en décider autrement.`,
    ),
    { annonce: true },
  );

function destinataire(
  { dossier, demande: { definition } }: PropsActions,
  noter: (plus: { organisme?: string; contact?: string; competente?: boolean }) => void,
): TemplateResult {
  const { organisme, contact, competente } = dossier.brouillon.decision;
  const { regime } = definition.silence;
  const effet =
    regime === 'acceptation'
      ? msg('Le délai d’accord tacite partira du jour où elle reçoit la demande (CRPA L114-2 et L114-3).')
      : regime === 'refus'
        ? msg('Le délai de refus tacite continue depuis la réception par la mairie (CRPA L114-2 et L114-3).')
        : msg('Le demandeur est prévenu de la transmission (CRPA L114-2).');
  return html`<div class="cote-a-cote">
      ${champTexte({
        id: 'champ-organisme',
        libelle: msg('À quel organisme ?'),
        valeur: organisme,
        surSaisie: (valeur) => noter({ organisme: valeur }),
        erreur: dossier.erreurs['organisme'],
      })}
      ${champTexte({
        id: 'champ-contact',
        libelle: msg('Comment le joindre'),
        requis: false,
        valeur: contact,
        surSaisie: (valeur) => noter({ contact: valeur }),
        erreur: dossier.erreurs['contact'],
      })}
    </div>
    ${champCase({
      id: 'champ-competente',
      libelle: msg('C’est l’administration compétente : ce n’est pas à la mairie de répondre'),
      aide: competente ? effet : msg('Non coché : la mairie reste tenue de répondre, son délai continue.'),
      valeur: competente,
      surSaisie: (valeur) => noter({ competente: valeur }),
    })}`;
}

const recours = ({ ligne }: DemandeAgent): unknown =>
  ligne.genre === 'demande'
    ? encart(
        'info',
        msg(
          'La lettre dit aussi comment contester, dans les 2 mois : demander au maire de changer d’avis, ou saisir le tribunal administratif. Lisez-la avant d’enregistrer.',
        ),
      )
    : nothing;
