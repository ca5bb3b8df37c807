import { html, type TemplateResult } from 'lit';
import { msg } from '@lit/localize';
import { champTexte } from '../ui/champs.ts';
import { cadrePanneau, type PropsActions } from './cadre-panneau.ts';

/** Corrects the address to which nothing arrives: what did not leave is sent again. */
export function panneauAdresse(props: PropsActions): TemplateResult {
  const { dossier, demande, conversation } = props;
  const actuel = demande.demandeur.courriel ?? '';
  const courriel = (dossier.brouillon.courriel ?? actuel).trim();
  return cadrePanneau(
    props,
    'adresse',
    msg('Corriger l’adresse de courriel'),
    html`${champTexte({
      id: 'champ-adresse',
      type: 'email',
      libelle: msg('Courriel du demandeur'),
      aide: msg('Vérifiez-la avec la personne : ce qui n’est pas parti sera envoyé à cette adresse.'),
      valeur: dossier.brouillon.courriel ?? actuel,
      surSaisie: (valeur) => dossier.noter({ courriel: valeur }),
      erreur: dossier.erreurs['courriel'],
    })}`,
    {
      mot: msg('Corriger l’adresse'),
      faire: () => void conversation.corrigerAdresse(courriel),
      pret: courriel !== '' && courriel !== actuel,
    },
  );
}
