import type { Plugin } from 'vite';

import { ATTRIBUTS, CMS, composer, type Choix, type Lieu } from '../server/pages/integrer-extraits.ts';
import type { Extraits } from '../stories/documentation/extraits.ts';

const MODULE = 'virtual:parvis-extraits';

/** The address of the examples: that of the README. */
const LIEU: Lieu = {
  url: 'https://guichet.example.fr',
  slug: 'port-aubier',
  contact: { telephone: '04 65 71 00 10' } as Lieu['contact'],
  version: undefined,
  majeure: '1',
};
const FORMES = { balise: 'html', bloc: 'typo3', lien: 'drupal-base' } as const;

/**
 * What the server's page « Intégrer » composes, for the documentation: the same code, so that both say the same.
 * It runs here, while Storybook is built, since it needs Node.
 */
export function extraits(): Plugin {
  return {
    name: 'parvis-extraits',
    resolveId: (id) => (id === MODULE ? `\0${MODULE}` : undefined),
    load: (id) => (id === `\0${MODULE}` ? `export default ${JSON.stringify(composerTout())}` : undefined),
  };
}

function composerTout(): Extraits {
  const choix = (composant: string, cms: string): Choix => ({
    composant,
    cms,
    version: 'auto',
    attributs: {},
  });
  return {
    elements: Object.fromEntries(
      Object.keys(ATTRIBUTS).map((tag) => [
        tag,
        {
          script: composer(choix(tag, 'typo3'), LIEU).gabarit!.replace(/^[\s\S]*?value = /, ''),
          formes: Object.fromEntries(
            Object.entries(FORMES).map(([forme, cms]) => [
              forme,
              composer(choix(tag, cms), LIEU).contenu.replace(/<script[\s\S]*?<\/script>/, ''),
            ]),
          ) as Record<keyof typeof FORMES, string>,
          csp: composer(choix(tag, 'html'), LIEU).csp,
        },
      ]),
    ),
    cms: Object.values(CMS).map(({ nom, forme, contenu, gabarit }) => ({ nom, forme, contenu, gabarit })),
  };
}
