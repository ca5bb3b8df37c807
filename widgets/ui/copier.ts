/**
 * Copies `texte`; `false` when the browser refuses (plain http, permission policy of the page):
 * the text stays selectable in one click.
 */
export async function copier(texte: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(texte);
    return true;
  } catch {
    return false;
  }
}
