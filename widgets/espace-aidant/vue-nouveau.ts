import { html, nothing, type TemplateResult } from 'lit';
import { msg, str } from '@lit/localize';
import type { ConsentementPar, Mandat, NouveauMandat } from '#contract/schemas/mandat.ts';
import { nouvelleCle } from '../core/cle.ts';
import { dateEnMots } from '../core/dates-en-mots.ts';
import { ErreurApi } from '../core/erreurs.ts';
import { champCases, champRadios } from '../ui/champs-choix.ts';
import { champTexte } from '../ui/champs.ts';
import { resumeErreurs } from '../ui/resume-erreurs.ts';
import type { Contexte } from './contexte.ts';

/** The champ of this form for each path that the server may name. */
const CHAMPS: Record<string, string> = {
  'pour.prenom': 'prenom',
  'pour.nom': 'nom',
  'pour.courriel': 'courriel',
  'pour.telephone': 'telephone',
  jusquau: 'jusquau',
  consentement: 'consentement',
};

/** A mandate being prepared: kept in memory only, gone with the view. */
export class NouvelleSaisie {
  prenom = '';
  nom = '';
  courriel = '';
  telephone = '';
  etendue: 'toutes' | 'certaines' = 'toutes';
  codes: string[] = [];
  jusquau: string;
  consentement: ConsentementPar = 'feuille';
  erreurs: Record<string, string> = {};
  cle = nouvelleCle();

  constructor(aujourdhui: string) {
    this.jusquau = dansMois(aujourdhui, 3);
  }
}

/** The same day `mois` months later, or the last of that month. */
export function dansMois(jour: string, mois: number): string {
  const [annee, mois0, quantieme] = jour.split('-').map(Number) as [number, number, number];
  const dernier = new Date(Date.UTC(annee, mois0 - 1 + mois + 1, 0)).getUTCDate();
  return new Date(Date.UTC(annee, mois0 - 1 + mois, Math.min(quantieme, dernier))).toISOString().slice(0, 10);
}

export function vueNouveau(saisie: NouvelleSaisie, contexte: Contexte): TemplateResult {
  const { moi, demarches, aujourdhui } = contexte;
  const poser = (changement: Partial<NouvelleSaisie>): void => {
    // Another mandate is asked for: another key.
    Object.assign(saisie, changement, { cle: nouvelleCle() });
    contexte.dessiner();
  };
  const texte = (id: 'prenom' | 'nom' | 'courriel' | 'telephone', libelle: string, plus: object = {}) =>
    champTexte({
      id,
      libelle,
      autocomplete: 'off',
      erreur: saisie.erreurs[id],
      valeur: saisie[id],
      surSaisie: (valeur) => poser({ [id]: valeur }),
      ...plus,
    });
  const facons: Record<ConsentementPar, { libelle: string; aide: string }> = {
    feuille: {
      libelle: msg('Elle signe une feuille'),
      aide: msg('Vous l’imprimez, elle la lit et la signe. Sans adresse ni téléphone.'),
    },
    courriel: {
      libelle: msg('Elle reçoit un code par courriel'),
      aide: msg('Elle vous lit le code, ou le tape elle-même.'),
    },
    telephone: {
      libelle: msg('Elle reçoit un code par SMS'),
      aide: msg('Elle vous lit le code, ou le tape elle-même.'),
    },
  };
  const lignes = Object.entries(saisie.erreurs).map(([cible, message]) => ({ cible, message }));
  const dernier = dansMois(aujourdhui, 12);
  return html`<form class="pile-large" novalidate @submit=${(e: SubmitEvent) => envoyer(e, saisie, contexte)}>
    <h2 id="titre" tabindex="-1">${msg('Accompagner une nouvelle personne')}</h2>
    <p>
      ${msg('Préparez le mandat avec elle. Rien ne part avant qu’elle ait donné son accord, à l’écran suivant.')}
    </p>
    ${resumeErreurs(lignes)} ${texte('prenom', msg('Son prénom'))} ${texte('nom', msg('Son nom'))}
    ${texte('courriel', msg('Son adresse de courriel'), {
      requis: saisie.consentement === 'courriel',
      type: 'email',
      aide: msg('Elle y reçoit ses accusés de réception. Jamais la vôtre.'),
    })}
    ${texte('telephone', msg('Son numéro de téléphone'), {
      requis: saisie.consentement === 'telephone',
      type: 'tel',
    })}
    ${champRadios({
      id: 'etendue',
      libelle: msg('Pour quelles démarches\u00a0?'),
      options: [
        { valeur: 'toutes', libelle: msg('Toutes celles qui se font en ligne') },
        { valeur: 'certaines', libelle: msg('Seulement certaines') },
      ],
      valeur: saisie.etendue,
      surSaisie: (valeur) => poser({ etendue: valeur as NouvelleSaisie['etendue'] }),
    })}
    ${
      saisie.etendue === 'certaines'
        ? champCases({
            id: 'codes',
            libelle: msg('Lesquelles\u00a0?'),
            erreur: saisie.erreurs['codes'],
            options: demarches.map(({ code, titre }) => ({ valeur: code, libelle: titre })),
            valeurs: saisie.codes,
            surSaisie: (codes) => poser({ codes }),
          })
        : nothing
    }
    ${champTexte({
      id: 'jusquau',
      libelle: msg('Jusqu’à quel jour\u00a0?'),
      aide: msg(str`Le ${dateEnMots(dernier)} au plus tard. Elle peut y mettre fin avant, quand elle veut.`),
      type: 'date',
      autocomplete: 'off',
      classe: 'moyen',
      erreur: saisie.erreurs['jusquau'],
      valeur: saisie.jusquau,
      surSaisie: (jusquau) => poser({ jusquau }),
    })}
    ${champRadios({
      id: 'consentement',
      libelle: msg('Comment donne-t-elle son accord\u00a0?'),
      erreur: saisie.erreurs['consentement'],
      options: moi.consentements.map((valeur) => ({ valeur, ...facons[valeur] })),
      valeur: saisie.consentement,
      surSaisie: (valeur) => poser({ consentement: valeur as ConsentementPar }),
    })}
    <div class="actions">
      <button class="bouton principal" aria-disabled=${contexte.occupe ? 'true' : nothing}>
        ${msg('Continuer')}
      </button>
      <button type="button" class="bouton lien" @click=${() => contexte.aller({ nom: 'mandats' })}>
        ${msg('Annuler')}
      </button>
    </div>
  </form>`;
}

function envoyer(evenement: SubmitEvent, saisie: NouvelleSaisie, contexte: Contexte): void {
  evenement.preventDefault();
  const { prenom, nom, courriel, telephone, etendue, codes, jusquau, consentement, cle } = saisie;
  saisie.erreurs = {};
  if (!prenom.trim()) saisie.erreurs['prenom'] = msg('Donnez son prénom.');
  if (!nom.trim()) saisie.erreurs['nom'] = msg('Donnez son nom.');
  if (courriel.trim() && !/^\S+@\S+\.\S+$/.test(courriel.trim())) {
    saisie.erreurs['courriel'] = msg('Cette adresse n’est pas complète, par exemple nom@exemple.fr.');
  }
  if (etendue === 'certaines' && !codes.length) {
    saisie.erreurs['codes'] = msg('Choisissez au moins une démarche.');
  }
  if (!jusquau) saisie.erreurs['jusquau'] = msg('Donnez le dernier jour du mandat.');
  if (Object.keys(saisie.erreurs).length) return contexte.aller({ nom: 'nouveau' }, 'resume-erreurs');
  const voulu: NouveauMandat = {
    pour: {
      prenom: prenom.trim(),
      nom: nom.trim(),
      ...(courriel.trim() && { courriel: courriel.trim() }),
      ...(telephone.trim() && { telephone: telephone.trim() }),
    },
    demarches: etendue === 'certaines' ? codes : [],
    jusquau,
    consentement,
  };
  contexte.agir(async () => {
    try {
      const requete = { methode: 'POST', json: voulu, cle } as const;
      const mandat = await contexte.client.json<Mandat>('aidant/mandats', requete);
      await contexte.relire();
      contexte.aller({ nom: 'accord', mandat });
    } catch (erreur) {
      if (!(erreur instanceof ErreurApi) || !erreur.erreurs.length) throw erreur;
      for (const { chemin, message } of erreur.erreurs) {
        saisie.erreurs[CHAMPS[chemin] ?? (chemin.startsWith('demarches') ? 'codes' : 'prenom')] = message;
      }
      contexte.aller({ nom: 'nouveau' }, 'resume-erreurs');
    }
  });
}
