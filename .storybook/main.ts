import type { StorybookConfig } from '@storybook/web-components-vite';
import { transform } from 'esbuild';
import type { Plugin } from 'vite';

import { publierParties } from '../.config/parties.ts';
import { espacesInsecables } from './espaces.ts';
import { extraits } from './extraits.ts';

/** Vite's own transformer leaves standard decorators as they are: lower them as the build does. */
function lowerDecorators(): Plugin {
  return {
    name: 'parvis-lower-decorators',
    enforce: 'pre',
    async transform(code, id) {
      const [fichier = ''] = id.split('?');
      if (!fichier.endsWith('.ts') || fichier.includes('/node_modules/')) return null;
      const { code: js, map } = await transform(code, {
        loader: 'ts',
        target: 'es2022',
        sourcefile: fichier,
        sourcemap: true,
        // Only what matters from tsconfig.json: type imports vanish, others stay.
        tsconfigRaw: { compilerOptions: { verbatimModuleSyntax: true } },
      });
      return { code: js, map };
    },
  };
}

const config: StorybookConfig = {
  framework: { name: '@storybook/web-components-vite', options: {} },
  stories: ['../stories/*.mdx', '../stories/guides/*.mdx', '../stories/**/*.stories.ts'],
  addons: [
    {
      name: '@storybook/addon-docs',
      options: { mdxPluginOptions: { mdxCompileOptions: { rehypePlugins: [espacesInsecables] } } },
    },
  ],
  // Loopback only: nothing is counted, reported or looked up elsewhere.
  core: { disableTelemetry: true, enableCrashReports: false, disableWhatsNewNotifications: true },
  // The sidebar holds the documentation, not Storybook's own checklist.
  features: { sidebarOnboardingChecklist: false },
  viteFinal: (vite) => ({
    ...vite,
    plugins: [lowerDecorators(), publierParties() as Plugin, extraits(), ...(vite.plugins ?? [])],
    build: { ...vite.build, chunkSizeWarningLimit: 4000, reportCompressedSize: false },
  }),
};

export default config;
