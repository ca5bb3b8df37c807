import { html } from 'hono/html';
import type { CommuneConfiguree } from '#contract/schemas/commune.ts';
import { definitions, joignable, pageDocument, type Html } from './document.ts';

/** `GET accessibilite`: the frame of the town's declaration. What was tested and what is known; the audit is the town's. */
export function pageAccessibilite(config: CommuneConfiguree): Html {
  const { contact } = config;
  return pageDocument(config, {
    chemin: 'accessibilite',
    titre: 'Accessibilité du guichet',
    corps: html`
      <p>
        ${config.nom} veut que chacun puisse faire ses démarches en ligne (loi no 2005-102 du 11 février 2005,
        article 47). Cette page concerne les composants du guichet : formulaires, suivi, espace personnel,
        signalements. Le site qui les accueille a sa propre déclaration.
      </p>

      <h2>État</h2>
      <p>
        Aucun audit complet du guichet n’a encore été fait ici par une personne qualifiée : son degré de
        conformité au RGAA 4.1.2 n’est pas établi. La commune le publiera ici.
      </p>

      <h2>Ce qui a été vérifié</h2>
      <ul>
        <li>Les écrans et leurs états, par un outil automatique (axe-core).</li>
        <li>Les parcours au clavier seul, de bout en bout.</li>
        <li>
          Ce qu’un lecteur d’écran reçoit, écran par écran, comparé à un arbre d’accessibilité de référence.
        </li>
        <li>Le zoom à 400 %, les couleurs forcées, l’espacement du texte.</li>
        <li>Les contrastes de la couleur de la commune, calculés.</li>
      </ul>

      <h2>Ce que nous savons imparfait</h2>
      <ul>
        <li>Les essais avec des personnes qui utilisent une aide technique au quotidien restent à faire.</li>
        <li>
          La carte d’un signalement se remplace par une adresse à taper ; elle n’est pas décrite point par
          point.
        </li>
        <li>Les documents que les usagers ou la mairie joignent peuvent ne pas être accessibles.</li>
        <li>Le guichet n’est ni en Langue des signes française ni en Facile à lire et à comprendre.</li>
      </ul>

      <h2>Une difficulté ?</h2>
      <p>
        Dites-le-nous : nous vous aiderons à faire votre démarche autrement, et nous corrigerons. Chaque écran
        du guichet dit aussi comment joindre quelqu’un.
      </p>
      ${definitions([
        ...(contact.telephone
          ? ([
              [
                'Par téléphone',
                html`<a href="tel:${contact.telephone.replaceAll(' ', '')}">${contact.telephone}</a>`,
              ],
            ] as const)
          : []),
        ...(contact.courriel ? ([['Par courriel', joignable(contact.courriel)]] as const) : []),
        ...(contact.adresse ? ([['Sur place', contact.adresse]] as const) : []),
      ])}

      <h2>Si vous n’avez pas de réponse</h2>
      <p>Vous pouvez vous adresser au Défenseur des droits, gratuitement :</p>
      <ul>
        <li>par <a href="https://formulaire.defenseurdesdroits.fr/">son formulaire en ligne</a> ;</li>
        <li>
          auprès de
          <a href="https://www.defenseurdesdroits.fr/carte-des-delegues">son délégué près de chez vous</a> ;
        </li>
        <li>par courrier, sans timbre : Défenseur des droits, Libre réponse 71120, 75342 Paris Cedex 07.</li>
      </ul>
    `,
  });
}
