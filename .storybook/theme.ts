import { create } from 'storybook/theming';

/** LOOK.md for Storybook's own pieces: no font of its own, nothing is fetched. */
export const theme = create({
  base: 'light',
  brandTitle: 'Parvis, documentation',
  brandUrl: './',
  fontBase: 'system-ui, "Segoe UI", Roboto, "Noto Sans", sans-serif',
  fontCode: 'ui-monospace, "Cascadia Mono", "DejaVu Sans Mono", monospace',
  colorPrimary: '#0f5f5c',
  colorSecondary: '#0f5f5c',
  appBg: '#f6f4f0',
  appContentBg: '#ffffff',
  appBorderColor: '#ddd8d0',
  appBorderRadius: 6,
  barSelectedColor: '#0f5f5c',
  barHoverColor: '#0f5f5c',
  textColor: '#22262b',
  textMutedColor: '#5b6067',
  barTextColor: '#5b6067',
  inputBorder: '#84807a',
});
