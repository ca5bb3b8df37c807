/** Part of integrer-analyse.ts: runs in the webmaster's browser. */
import { erreur, type Attendu, type Constat } from './integrer-constat.ts';

/** Does a policy written in the page let the widgets work? One in a header cannot be seen from here. */
export function verifierPolitique(doc: Document, { serveur, attributs }: Attendu): Constat[] {
  const origine = new URL(serveur).origin;
  const constats: Constat[] = [];
  for (const meta of doc.querySelectorAll('meta[http-equiv="content-security-policy" i]')) {
    const directives = new Map(
      (meta.getAttribute('content') ?? '').split(';').map((directive) => {
        const [nom = '', ...sources] = directive.trim().split(/\s+/);
        return [nom.toLowerCase(), sources] as const;
      }),
    );
    const cadre =
      Object.keys(attributs).includes('tri-demandes') && doc.querySelector('tri-demandes:not([direct])');
    const nonce = doc.querySelector('script[src*="parvis.js"][nonce]') !== null;
    for (const nom of ['script-src', 'connect-src', 'img-src', ...(cadre ? ['frame-src'] : [])]) {
      const sources = directives.get(nom) ?? directives.get('default-src');
      if (!sources || sources.some((une) => couvre(une, origine))) continue;
      if (nom === 'script-src' && nonce && sources.some((une) => une.startsWith("'nonce-"))) continue;
      constats.push(
        erreur(
          `La politique de sécurité de la page bloque le composant (${nom}).`,
          `Ajoutez ${origine} à la directive ${nom}.`,
        ),
      );
    }
  }
  return constats;
}

function couvre(source: string, origine: string): boolean {
  const { protocol, host } = new URL(origine);
  if (source === '*' || source === protocol || source === origine || source === host) return true;
  if (source === 'http:' && protocol === 'https:') return true;
  const motif = /^(?:(https?:)\/\/)?\*\.([^/]+)\/?$/.exec(source);
  if (motif) return (!motif[1] || motif[1] === protocol) && host.endsWith(`.${motif[2]}`);
  return source.startsWith(`${origine}/`);
}
