import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { msg, str } from '@lit/localize';
import type { Agent } from '#contract/schemas/agent.ts';
import type { DemarcheResume } from '#contract/schemas/demarche.ts';
import { CANAUX, LIBELLES_CANAL, LIBELLES_STATUT_AGENT, STATUTS } from '#contract/vocabulaire.ts';
import { champListe } from '../ui/champ-liste.ts';
import type { OptionListe } from '../ui/champs-choix.ts';
import { iconeCroix, iconeLoupe } from '../ui/icones/dossier.ts';
import type { FileDonnees, Filtre } from './file-donnees.ts';

export interface PropsFiltres {
  file: FileDonnees;
  agent: Agent;
  demarches: readonly DemarcheResume[];
  deplies: boolean;
  basculer: () => void;
}

type Critere = 'statut' | 'affectation' | 'service' | 'canal' | 'demarche';

/** Search, sort and filters above the rows; the filters in force are told even when they are folded. */
export function filtres(props: PropsFiltres): TemplateResult {
  const { file, deplies, basculer } = props;
  const criteres = lesCriteres(props);
  const nombre = file.nombreFiltres;
  return html`<div class="filtres" role="search" aria-label=${msg('Demandes')}>
    <div class="barre">
      <label class="recherche">
        <span class="cache">${msg('Chercher un numéro, un nom, un mot')}</span>
        ${iconeLoupe()}
        <input
          class="controle"
          id="recherche"
          type="search"
          placeholder=${msg('Numéro, nom, mot…')}
          .value=${live(file.recherche)}
          @input=${(evenement: Event) => file.chercher((evenement.target as HTMLInputElement).value)}
        />
      </label>
      <button
        class="bouton"
        id="filtres"
        aria-expanded=${deplies ? 'true' : 'false'}
        aria-controls="criteres"
        @click=${basculer}
      >
        ${nombre > 0 ? msg(str`Filtres (${nombre})`) : msg('Filtres')}
      </button>
      <label class="tri">
        <span class="cache">${msg('Trier par')}</span>
        <select
          class="controle"
          @change=${(e: Event) => file.filtrer({ tri: (e.target as HTMLSelectElement).value as 'recente' })}
        >
          <option value="echeance" ?selected=${file.filtre.tri !== 'recente'}>
            ${msg('Échéance d’abord')}
          </option>
          <option value="recente" ?selected=${file.filtre.tri === 'recente'}>${msg('Plus récentes')}</option>
        </select>
      </label>
    </div>
    <div class="criteres" id="criteres" ?hidden=${!deplies}>
      ${criteres.map(({ critere, libelle, options, valeur }) =>
        champListe({
          id: `filtre-${critere}`,
          libelle,
          options,
          valeur,
          surSaisie: (choisie) => file.filtrer({ [critere]: choisie } as Partial<Filtre>),
        }),
      )}
    </div>
    ${
      !deplies && nombre > 0
        ? html`<ul class="jetons" role="list" data-retour="filtres" aria-label=${msg('Filtres en place')}>
            ${criteres
              .filter(({ defaut, valeur }) => valeur !== defaut)
              .map(({ critere, libelle, options, valeur, defaut }) => {
                const choix = options.find((option) => option.valeur === valeur)?.libelle ?? valeur;
                return html`<li>
                  <button
                    class="jeton"
                    aria-label=${msg(str`Retirer le filtre ${libelle} : ${choix}`)}
                    @click=${() => file.filtrer({ [critere]: defaut } as Partial<Filtre>)}
                  >
                    ${choix}${iconeCroix()}
                  </button>
                </li>`;
              })}
          </ul>`
        : nothing
    }
  </div>`;
}

interface LeCritere {
  critere: Critere;
  libelle: string;
  options: OptionListe[];
  valeur: string;
  defaut: string;
}

function lesCriteres({ file: { filtre }, agent, demarches }: PropsFiltres): LeCritere[] {
  const tous: OptionListe = { valeur: '', libelle: msg('Tous') };
  const toutes: OptionListe = { valeur: '', libelle: msg('Toutes') };
  const critere = (nom: Critere, libelle: string, options: OptionListe[], defaut = ''): LeCritere => ({
    critere: nom,
    libelle,
    options,
    valeur: filtre[nom] ?? defaut,
    defaut,
  });
  return [
    critere(
      'statut',
      msg('Statut'),
      [
        { valeur: 'ouvertes', libelle: msg('Ouvertes') },
        { valeur: 'closes', libelle: msg('Closes') },
        ...STATUTS.map((valeur) => ({ valeur, libelle: LIBELLES_STATUT_AGENT[valeur] })),
      ],
      'ouvertes',
    ),
    critere('affectation', msg('Affectation'), [
      toutes,
      { valeur: 'moi', libelle: msg('À moi') },
      { valeur: 'personne', libelle: msg('À personne') },
      ...agent.collegues
        .filter(({ courriel }) => courriel !== agent.courriel)
        .map(({ courriel, nom }) => ({ valeur: courriel, libelle: msg(str`À ${nom}`) })),
    ]),
    critere('service', msg('Service'), [
      tous,
      ...agent.services.map(({ code, nom }) => ({ valeur: code, libelle: nom })),
    ]),
    critere('canal', msg('Canal'), [
      tous,
      ...CANAUX.map((valeur) => ({ valeur, libelle: LIBELLES_CANAL[valeur] })),
    ]),
    critere('demarche', msg('Démarche'), [
      toutes,
      ...demarches
        .filter(({ depot }) => depot === 'en-ligne')
        .map(({ code, titre }) => ({ valeur: code, libelle: titre })),
    ]),
  ];
}
