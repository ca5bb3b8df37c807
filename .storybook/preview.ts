import type { Preview } from '@storybook/web-components-vite';

import './documentation.css';
import { theme } from './theme.ts';

// The stories are a French page; axe and the voices of screen readers look at this.
document.documentElement.lang = 'fr';

const preview: Preview = {
  parameters: {
    layout: 'fullscreen',
    controls: { expanded: true },
    docs: {
      theme,
      codePanel: false,
      toc: { headingSelector: 'h2, h3', title: 'Sur cette page' },
    },
    viewport: {
      options: {
        telephone: { name: 'Téléphone', styles: { width: '360px', height: '740px' } },
        bureau: { name: 'Bureau', styles: { width: '1280px', height: '800px' } },
      },
    },
    options: {
      storySort: {
        method: 'alphabetical',
        locales: 'fr',
        order: [
          'Bienvenue',
          'Guides',
          ['Intégrer', 'Thème', 'Sécurité', 'Accessibilité'],
          'mes-demarches',
          'signaler-probleme',
          'suivi-demande',
          'mes-documents',
          'espace-aidant',
          'connexion-usager',
          'statistiques-demandes',
          'tri-demandes',
        ],
      },
    },
  },
};

export default preview;
