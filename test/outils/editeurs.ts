import { getWebTypesData } from 'custom-element-jet-brains-integration';
import { getVsCodeCssCustomData, getVsCodeHtmlCustomData } from 'custom-element-vs-code-integration';

import { traduireManifeste } from '../../stories/documentation/glose.ts';
import type { Manifeste } from '../../stories/documentation/manifeste.ts';

const OPTIONS = {
  hideLogs: true,
  descriptionSrc: 'summary',
  // Properties and parts complete in style sheets: listing them on each tag would bury what it is for.
  hideCssPropertiesDocs: true,
  hideCssPartsDocs: true,
  labels: { slots: 'Contenu', events: 'Événements' },
};

/** Name of the file beside the manifest → its JSON, for the editors that webmasters use. */
export function editorFiles(manifeste: string): Record<string, string> {
  // Each generator changes what it is given.
  const francais = () => traduireManifeste(JSON.parse(manifeste) as Manifeste) as never;
  return {
    'vscode.html-custom-data.json': getVsCodeHtmlCustomData(francais(), OPTIONS),
    'vscode.css-custom-data.json': getVsCodeCssCustomData(francais(), OPTIONS),
    'web-types.json': getWebTypesData(francais(), OPTIONS),
  };
}
