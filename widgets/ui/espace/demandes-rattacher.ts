import { html, nothing, type TemplateResult } from 'lit';
import { msg } from '@lit/localize';
import { champTexte } from '../champs.ts';
import { encart } from '../encart.ts';
import type { Demandes } from './demandes-lues.ts';

export interface SaisieRattachement {
  numero: string;
  code: string;
}

/** Another request, with what its receipt says. */
export function vueRattacher(
  { echec, occupe }: Demandes,
  saisie: SaisieRattachement,
  surEnvoi: (evenement: Event) => void,
): TemplateResult {
  const sien = echec?.numero === '' ? echec : undefined;
  const erreur = (champ: 'numero' | 'code') => (sien?.champ === champ ? sien.phrase : undefined);
  return html`<details class="rattacher">
    <summary>${msg('Ajouter une autre demande')}</summary>
    <form class="pile" novalidate @submit=${surEnvoi}>
      <p>${msg('Son numéro et son code sont sur son accusé de réception.')}</p>
      ${sien && !sien.champ ? encart('error', sien.phrase, { annonce: true }) : nothing}
      ${champTexte({
        id: 'rattacher-numero',
        libelle: msg('Numéro de suivi'),
        erreur: erreur('numero'),
        valeur: saisie.numero,
        surSaisie: (texte) => (saisie.numero = texte),
        autocomplete: 'off',
        classe: 'court',
      })}
      ${champTexte({
        id: 'rattacher-code',
        libelle: msg('Code de suivi'),
        aide: msg('6 chiffres ou lettres.'),
        erreur: erreur('code'),
        valeur: saisie.code,
        surSaisie: (texte) => (saisie.code = texte),
        autocomplete: 'off',
        classe: 'mini',
      })}
      <p>
        <button type="submit" class="bouton" aria-disabled=${occupe ? 'true' : nothing}>
          ${msg('Ajouter à mon espace')}
        </button>
      </p>
    </form>
  </details>`;
}
