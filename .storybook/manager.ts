import { addons } from 'storybook/manager-api';

import { theme } from './theme.ts';

// A guide is a folder like another, in the order of `storySort`: groups would all come last.
addons.setConfig({ theme, sidebar: { showRoots: false } });
