import type { Commune } from '../communes/commune.ts';
import { dateEtHeure } from '../echeances/dates.ts';

/** What the archive is, in plain French, for somebody who opens one for the first time. */
export function composerLisezMoi({ config, horloge, url }: Commune, demandes: number): string {
  const combien = demandes === 0 ? 'aucune' : String(demandes);
  return `Vos données – ${config.nom}
${'='.repeat(16 + config.nom.length)}

Cette archive contient tout ce que ${config.nom} garde dans votre espace.
Elle a été préparée le ${dateEtHeure(horloge.maintenant(), config.fuseau)}.

Gardez-la pour vous : elle contient vos réponses et vos papiers.

Ce qu’il y a dedans
-------------------

compte.json            votre compte : vos moyens de connexion et votre profil
connexions.json        les appareils connectés à votre espace
journal.json           ce qui s’est passé dans votre espace, et qui a ouvert vos documents
aidants.json           les accords donnés à des aidants
demandes/              un dossier par demande (${combien}), avec vos réponses, les échanges et les fichiers
demarches-commencees/  les formulaires que vous n’avez pas encore envoyés
documents/             « Mes documents » : vos papiers, et leur liste (documents.json)

Les fichiers .json s’ouvrent avec un éditeur de texte ou un navigateur.
Ils peuvent aussi être lus par un autre service, si vous voulez lui donner vos données.

Vos droits
----------

Responsable : ${config.donnees.responsable}
Pour corriger ou effacer vos données : ${config.donnees.contact}
Tout savoir sur vos données : ${url}/donnees

Si la réponse ne vous convient pas, vous pouvez écrire à la CNIL :
3 place de Fontenoy, TSA 80715, 75334 Paris Cedex 07, ou https://www.cnil.fr/fr/plaintes
`;
}
