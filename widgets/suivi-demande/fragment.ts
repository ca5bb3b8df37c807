/** What a tracking link carries after its `#`. Nothing of it ever reaches a server's log. */
export interface Fragment {
  numero: string;
  code?: string;
}

/** `#numero=PAB-7K4F-92QX&code=7K4F9X`, or the short `#PAB-7K4F-92QX/7K4F9X`; `undefined` for anything else. */
export function lireFragment(hash: string): Fragment | undefined {
  const texte = hash.slice(1);
  const params = new URLSearchParams(texte);
  const [, court, codeCourt] = /^([a-z]{3}-[0-9a-z]{4}-[0-9a-z]{4})(?:\/([0-9a-z]{6}))?$/i.exec(texte) ?? [];
  const numero = params.get('numero') ?? court;
  const code = params.get('code') ?? codeCourt;
  if (!numero) return undefined;
  return code ? { numero, code } : { numero };
}

/** Takes the code out of the address bar, of the history and of what the citizen may copy to somebody. */
export function effacerCode(numero: string): void {
  try {
    // Not « #… » alone: a <base> of the page would send it elsewhere.
    const adresse = `${location.pathname}${location.search}#numero=${encodeURIComponent(numero)}`;
    history.replaceState(history.state, '', adresse);
  } catch {
    // A sandboxed page has no history to write.
  }
}
