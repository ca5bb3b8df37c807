import type { Preview } from '@storybook/web-components-vite';

// The stories are a French page; axe and the voices of screen readers look at this.
document.documentElement.lang = 'fr';

const preview: Preview = {
  parameters: {
    layout: 'fullscreen',
    controls: { expanded: true },
    viewport: {
      options: {
        telephone: { name: 'Téléphone', styles: { width: '360px', height: '740px' } },
        bureau: { name: 'Bureau', styles: { width: '1280px', height: '800px' } },
      },
    },
    options: { storySort: { method: 'alphabetical', locales: 'fr' } },
  },
};

export default preview;
