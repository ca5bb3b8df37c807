export const FRAPPES = ['keydown', 'keypress', 'keyup'] as const;

const SANS_TEXTE = /^(?:button|checkbox|color|file|image|radio|range|reset|submit)$/;

/**
 * A capturing listener of the window: what is typed in a field of `widget` stays out of the page's shortcuts
 * (`s` for search, …). Where a listener of the page came first and cancelled the key, the character is put in
 * its place all the same.
 */
export function garderFrappe(widget: Element, evenement: KeyboardEvent): void {
  const { key, type, defaultPrevented, isComposing, ctrlKey, metaKey } = evenement;
  const commande = (ctrlKey || metaKey) && !evenement.getModifierState('AltGraph');
  if (key?.length !== 1 || commande || isComposing) return;
  const chemin = evenement.composedPath();
  const [champ] = chemin;
  const saisie =
    champ instanceof HTMLTextAreaElement ||
    (champ instanceof HTMLInputElement && !SANS_TEXTE.test(champ.type));
  if (!saisie || !chemin.includes(widget)) return;
  evenement.stopImmediatePropagation();
  // The one call that types as a person does: undo, maxlength and `input` events included.
  if (defaultPrevented && type !== 'keyup' && !champ.readOnly) document.execCommand('insertText', false, key);
}
