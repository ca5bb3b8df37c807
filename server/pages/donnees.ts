import { html } from 'hono/html';
import type { CommuneConfiguree } from '#contract/schemas/commune.ts';
import { enMois } from '../demarches/conservation.ts';
import type { RegistreTraitements, Traitement } from '../rgpd/registre.ts';
import { definitions, joignable, pageDocument, type Html } from './document.ts';

/** `GET donnees`: what a citizen must be told (RGPD art. 12 to 14), in plain French, from what is really done. */
export function pageDonnees(config: CommuneConfiguree, registre: RegistreTraitements): Html {
  const { conservation } = config;
  const espace = config.pages.demarches ?? `/c/${config.slug}/p/mes-demarches`;
  return pageDocument(config, {
    chemin: 'donnees',
    titre: 'Vos données',
    corps: html`
      <p>
        Cette page dit ce que ${config.nom} fait des informations que vous lui confiez par son guichet en
        ligne. Elle est écrite par le guichet lui-même, d’après ce qu’il fait vraiment.
      </p>

      <h2 id="responsable">Qui en répond</h2>
      ${definitions([
        ['Responsable', registre.responsable],
        ['Pour une question ou une demande', joignable(registre.contact)],
      ])}

      <h2 id="droits">Vos droits</h2>
      <p>Vous pouvez, gratuitement :</p>
      <ul>
        <li>voir vos données et en recevoir une copie ;</li>
        <li>les faire corriger ;</li>
        <li>les faire effacer, sauf ce que la loi oblige la mairie à garder ;</li>
        <li>demander que leur usage soit limité, ou vous y opposer.</li>
      </ul>
      <p>
        <strong>Dans votre espace</strong>, vous le faites vous-même : ouvrez
        <a href="${espace}">votre espace</a>, connectez-vous, puis choisissez « Mes données ». « Télécharger
        mes données » donne une archive. « Effacer mon espace » efface tout de suite, et dit ce qui est gardé,
        pourquoi et jusqu’à quand.
      </p>
      <p>
        <strong>Sans espace</strong>, écrivez à ${joignable(registre.contact)} avec votre numéro de suivi. La
        mairie répond en 1 mois au plus.
      </p>
      <p>
        Si la réponse ne vous convient pas, vous pouvez saisir la CNIL :
        <a href="https://www.cnil.fr/fr/plaintes">www.cnil.fr/fr/plaintes</a>, ou par courrier, CNIL, 3 place
        de Fontenoy, TSA 80715, 75334 Paris Cedex 07.
      </p>

      <h2 id="durees">Combien de temps</h2>
      <ul>
        <li>
          Un formulaire commencé : ${conservation.brouillonJours} jours. Un courriel vous prévient 5 jours
          avant.
        </li>
        <li>
          Une demande terminée : ${enMois(conservation.dossierClosMois)} à l’écran, puis en archive. La durée
          totale est dite plus bas pour chaque démarche.
        </li>
        <li>
          Un espace que personne n’ouvre : ${enMois(conservation.compteInactifMois)}. Un courriel vous
          prévient 30 jours avant.
        </li>
        <li>Vos documents : jusqu’à ce que vous les effaciez.</li>
      </ul>
      <p>
        Un effacement s’étend aux fichiers et aux sauvegardes du serveur. Il ne reste qu’une trace sans nom :
        sa date, et le nombre de choses effacées.
      </p>

      <h2 id="demarches">Démarche par démarche</h2>
      ${registre.demarches.map(detailler)}

      <h2 id="autres">Le reste du guichet</h2>
      ${registre.communs.map(detailler)}

      <h2 id="cookies">Cookies</h2>
      <p>
        Le guichet n’en pose aucun, et ne suit personne. Ce que vous tapez est gardé sur votre appareil pour
        ne pas le perdre ; un bouton du formulaire l’efface.
      </p>
    `,
  });
}

const detailler = (traitement: Traitement): Html =>
  html`<section id="${traitement.code}">
    <h3>${traitement.nom}</h3>
    ${definitions([
      ['Pourquoi', traitement.finalite],
      ['Ce qui le permet', traitement.base],
      ['Ce qui est demandé', traitement.donnees.join(' · ')],
      ['Qui les lit', traitement.destinataires],
      ['Combien de temps', traitement.duree],
    ])}
  </section>`;
