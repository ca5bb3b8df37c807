/** Part of integrer-analyse.ts: runs in the webmaster's browser. */
export interface Attendu {
  /** Public address of the server. */
  serveur: string;
  commune: string;
  /** Each element and its own attributes. */
  attributs: Readonly<Record<string, readonly string[]>>;
  /** Exact versions that the server can give. */
  versions: readonly string[];
  /** Address of the page, when it was told. */
  page?: URL | undefined;
}

export interface Constat {
  niveau: 'erreur' | 'attention' | 'bon';
  phrase: string;
  /** What to do about it. */
  faire?: string;
}

export const erreur = (phrase: string, faire: string): Constat => ({ niveau: 'erreur', phrase, faire });
export const attention = (phrase: string, faire: string): Constat => ({ niveau: 'attention', phrase, faire });
export const bon = (phrase: string): Constat => ({ niveau: 'bon', phrase });

/** What the page shows: an editor that refuses a tag often writes it as text. */
export const texteDe = (doc: Document): string => {
  const corps = doc.body.cloneNode(true) as HTMLElement;
  for (const cache of corps.querySelectorAll('script, style, template, noscript')) cache.remove();
  return corps.textContent ?? '';
};

export const locale = (hote: string): boolean => /^(localhost|127\.0\.0\.1|\[::1\])$/.test(hote);

export function lireUrl(texte: string, base?: URL): URL | undefined {
  return URL.canParse(texte, base?.href) ? new URL(texte, base?.href) : undefined;
}
