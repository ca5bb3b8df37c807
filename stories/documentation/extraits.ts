/** What `virtual:parvis-extraits` gives: the snippets that the server's page « Intégrer » composes. */
export interface Extraits {
  elements: Record<
    string,
    {
      /** Once per site. */
      script: string;
      formes: Record<'balise' | 'bloc' | 'lien', string>;
      csp: string;
    }
  >;
  cms: { nom: string; forme: 'balise' | 'bloc' | 'lien'; contenu: string; gabarit?: string | undefined }[];
}
