/** Files of the fonts that papers are set in: normal, bold. Found when asked: the package may be missing. */
export const POLICES = (): [URL, URL] => [
  new URL(import.meta.resolve('dejavu-fonts-ttf/ttf/DejaVuSansCondensed.ttf')),
  new URL(import.meta.resolve('dejavu-fonts-ttf/ttf/DejaVuSansCondensed-Bold.ttf')),
];
