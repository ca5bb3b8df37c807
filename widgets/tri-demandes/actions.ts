import { html, nothing, type TemplateResult } from 'lit';
import { msg, str } from '@lit/localize';
import { STATUTS_CLOS, STATUTS_MOTIVES } from '#contract/transitions.ts';
import { LIBELLES_STATUT_AGENT, type Statut } from '#contract/vocabulaire.ts';
import { champListe } from '../ui/champ-liste.ts';
import { champTexte, champTexteLong } from '../ui/champs.ts';
import { encart } from '../ui/encart.ts';
import { panneauAdresse } from './adresse.ts';
import { cadrePanneau, survenus, type PropsActions } from './cadre-panneau.ts';
import { panneauComplement } from './complement.ts';
import { panneauDecision } from './decision.ts';
import { panneauRenoncer } from './renoncer.ts';

/** The panel that is open under the buttons of the file. Its fields are the draft: they survive everything. */
export function panneau(props: PropsActions): unknown {
  switch (props.dossier.brouillon.panneau) {
    case 'reponse':
      return reponse(props);
    case 'note':
      return note(props);
    case 'statut':
      return statut(props);
    case 'affectation':
      return affectation(props);
    case 'complement':
      return panneauComplement(props);
    case 'renoncer':
      return panneauRenoncer(props);
    case 'decision':
      return panneauDecision(props);
    case 'adresse':
      return panneauAdresse(props);
    default:
      return nothing;
  }
}

function reponse(props: PropsActions): TemplateResult {
  const { dossier, demande, fichiers, envoisEnCours } = props;
  const { brouillon } = dossier;
  const sansCourriel = demande.demandeur.courriel === null;
  return cadrePanneau(
    props,
    'reponse',
    msg('Répondre au demandeur'),
    html`${survenus(dossier)}
    ${
      sansCourriel
        ? encart(
            'info',
            msg('Le demandeur n’a pas laissé de courriel : il lira la réponse avec son numéro et son code.'),
          )
        : nothing
    }
    ${props.types.choix(props, 'champ-reponse', brouillon.reponse, (valeur) => dossier.noter({ reponse: valeur }))}
    ${champTexteLong({
      id: 'champ-reponse',
      libelle: msg('Votre réponse'),
      aide: msg('Le demandeur la lira, avec votre nom et votre qualité.'),
      valeur: brouillon.reponse,
      surSaisie: (valeur) => dossier.noter({ reponse: valeur }),
      erreur: dossier.erreurs['corps'],
      lignes: 6,
    })}
    ${fichiers}`,
    {
      mot: msg('Envoyer la réponse'),
      faire: () => void dossier.repondre(),
      pret: brouillon.reponse.trim() !== '' && !envoisEnCours,
    },
  );
}

function note(props: PropsActions): TemplateResult {
  const { dossier } = props;
  return cadrePanneau(
    props,
    'note',
    msg('Ajouter une note interne'),
    html`${survenus(dossier)}
    ${champTexteLong({
      id: 'champ-note',
      libelle: msg('Note interne'),
      aide: msg(
        'Lue par les agents seulement. Restez factuel : une personne peut demander à voir son dossier.',
      ),
      valeur: dossier.brouillon.note,
      surSaisie: (valeur) => dossier.noter({ note: valeur }),
      erreur: dossier.erreurs['corps'],
      lignes: 4,
    })}`,
    {
      mot: msg('Ajouter la note'),
      faire: () => void dossier.ecrireNote(),
      pret: dossier.brouillon.note.trim() !== '',
    },
  );
}

const VERBES = (): Record<Statut, string> => ({
  recue: msg('Remettre à « reçue »'),
  'en-cours': msg('Prendre en cours'),
  'en-attente': msg('Mettre en attente du demandeur'),
  transmise: msg('Noter comme transmise'),
  planifiee: msg('Planifier'),
  traitee: msg('Clore : traitée'),
  refusee: msg('Refuser la demande'),
  retiree: msg('Clore : retirée'),
});

function statut(props: PropsActions): TemplateResult {
  const { dossier, demande } = props;
  const { brouillon, erreurs } = dossier;
  const choisi = demande.transitions.find((possible) => possible === brouillon.statut);
  const datee = choisi === 'planifiee';
  const motif = brouillon.motif.trim();
  // A reason already written stays in sight when a colleague made its status impossible.
  const motive = choisi === undefined ? motif !== '' : STATUTS_MOTIVES.includes(choisi);
  const faire = () =>
    void dossier.modifier(
      {
        statut: choisi!,
        ...(motif && motive ? { motif } : {}),
        ...(datee ? { planifieeLe: brouillon.planifieeLe } : {}),
      },
      'statut',
    );
  return cadrePanneau(
    props,
    'statut',
    msg('Changer le statut'),
    html`${champListe({
      id: 'champ-statut',
      libelle: msg('Nouveau statut'),
      valeur: choisi ?? '',
      options: [
        { valeur: '', libelle: msg('Choisir…') },
        ...demande.transitions.map((valeur) => ({ valeur, libelle: LIBELLES_STATUT_AGENT[valeur] })),
      ],
      surSaisie: (valeur) => dossier.noter({ statut: valeur as Statut }),
      erreur: erreurs['statut'],
    })}
    ${
      datee
        ? champTexte({
            id: 'champ-planifiee',
            type: 'date',
            libelle: msg('Jour prévu'),
            valeur: brouillon.planifieeLe,
            surSaisie: (valeur) => dossier.noter({ planifieeLe: valeur }),
            erreur: erreurs['planifieeLe'],
            classe: 'court',
          })
        : nothing
    }
    ${
      motive
        ? champTexteLong({
            id: 'champ-motif',
            libelle:
              choisi === 'en-attente'
                ? msg('Ce que vous attendez')
                : choisi === 'transmise'
                  ? msg('À qui et pourquoi')
                  : msg('Motif du refus'),
            aide: msg('Le demandeur lira ces mots.'),
            valeur: brouillon.motif,
            surSaisie: (valeur) => dossier.noter({ motif: valeur }),
            erreur: erreurs['motif'],
            lignes: 3,
          })
        : nothing
    }
    ${choisi ? html`<p class="petit muet">${msg('Le demandeur est prévenu une minute après : d’ici là, vous pouvez annuler.')}</p>` : nothing}`,
    {
      mot: choisi ? VERBES()[choisi] : msg('Changer le statut'),
      faire,
      pret: choisi !== undefined && (!motive || motif !== '') && (!datee || brouillon.planifieeLe !== ''),
      danger:
        choisi === 'refusee' ||
        (choisi !== undefined && choisi !== 'traitee' && STATUTS_CLOS.includes(choisi)),
    },
  );
}

function affectation(props: PropsActions): TemplateResult {
  const { dossier, demande, agent } = props;
  const { brouillon, erreurs } = dossier;
  const { ligne } = demande;
  const actuel = ligne.affecteeA?.courriel ?? '';
  const qui = brouillon.affecteeA ?? actuel;
  const service = brouillon.service ?? ligne.service.code;
  const changement = {
    ...(qui === actuel ? {} : { affecteeA: qui || null }),
    ...(service === ligne.service.code ? {} : { service }),
  };
  const perdue = !agent.services.some(({ code }) => code === service);
  return cadrePanneau(
    props,
    'affectation',
    msg('Affecter ou passer à un autre service'),
    html`<div class="cote-a-cote">
        ${champListe({
          id: 'champ-agent',
          libelle: msg('Affectée à'),
          valeur: qui,
          options: [
            { valeur: '', libelle: msg('Personne') },
            ...agent.collegues.map(({ courriel, nom }) => ({
              valeur: courriel,
              libelle: courriel === agent.courriel ? msg(str`Moi (${nom})`) : nom,
            })),
          ],
          surSaisie: (valeur) => dossier.noter({ affecteeA: valeur }),
          erreur: erreurs['affecteeA'],
        })}
        ${champListe({
          id: 'champ-service',
          libelle: msg('Service'),
          valeur: service,
          options: agent.tousServices.map(({ code, nom }) => ({ valeur: code, libelle: nom })),
          surSaisie: (valeur) => dossier.noter({ service: valeur }),
          erreur: erreurs['service'],
        })}
      </div>
      ${perdue ? encart('warn', msg('Vous n’êtes pas de ce service : la demande sortira de votre file.')) : nothing}`,
    {
      mot: msg('Enregistrer'),
      faire: () => void dossier.modifier(changement, 'affectation'),
      pret: Object.keys(changement).length > 0,
    },
  );
}
