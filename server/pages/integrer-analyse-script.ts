/** Part of integrer-analyse.ts: runs in the webmaster's browser. */
import {
  attention,
  bon,
  erreur,
  lireUrl,
  locale,
  texteDe,
  type Attendu,
  type Constat,
} from './integrer-constat.ts';

/** Is the loader there, at the right address, as a module? */
export function verifierScript(
  doc: Document,
  source: string,
  { serveur, page, versions }: Attendu,
): Constat[] {
  const scripts = [...doc.querySelectorAll<HTMLScriptElement>('script')].filter((script) =>
    /parvis\.js/.test(adresseDe(script)),
  );
  const exemple = `${serveur}/parvis.js`;
  const [script] = scripts;
  if (!script) {
    if (/<script[^>]*parvis\.js/.test(texteDe(doc)))
      return [
        erreur(
          'Le script est affiché comme du texte.',
          'L’éditeur de votre site l’a refusé. Mettez-le dans le gabarit du site, et dans la page la forme prévue pour votre outil (étape 2).',
        ),
      ];
    if (/<!--(?:(?!-->)[\s\S])*parvis\.js/.test(source))
      return [erreur('Le script est dans un commentaire.', 'Sortez-le du commentaire HTML.')];
    return [
      erreur(
        'Le script n’est pas dans la page.',
        'L’éditeur l’a sans doute retiré. Faites-le ajouter dans le gabarit du site, puis choisissez à l’étape 2 la forme prévue pour votre outil.',
      ),
    ];
  }
  const constats: Constat[] = [];
  const url = lireUrl(adresseDe(script), page ?? new URL('https://page.invalid/'));
  const chemin = /^\/(?:v(\d+(?:\.\d+\.\d+[\w.-]*)?)\/)?parvis\.js$/.exec(url?.pathname ?? '');
  if (!url || url.host !== new URL(serveur).host || !chemin)
    constats.push(
      erreur(`L’adresse du script n’est pas la bonne : ${adresseDe(script)}`, `Remplacez-la par ${exemple}`),
    );
  else if (url.protocol !== new URL(serveur).protocol)
    constats.push(
      erreur('L’adresse du script n’a pas le bon début (http ou https).', `Remplacez-la par ${exemple}`),
    );
  if (url && page?.protocol === 'https:' && url.protocol === 'http:' && !locale(url.hostname))
    constats.push(
      erreur(
        'Votre page est en https et le script en http : le navigateur le bloque.',
        'Demandez à la commune l’adresse https du serveur.',
      ),
    );
  const exacte = chemin?.[1]?.includes('.') ? chemin[1] : undefined;
  if (exacte && !versions.includes(exacte))
    constats.push(
      erreur(`La version ${exacte} n’est plus sur le serveur.`, 'Copiez de nouveau l’extrait à l’étape 2.'),
    );
  if (script.hasAttribute('src') && script.type.toLowerCase() !== 'module')
    constats.push(
      erreur(
        'Le script n’est pas chargé comme un module.',
        'Écrivez type="module" dans la balise script. Si une extension d’optimisation change cette balise, excluez parvis.js de ses réglages.',
      ),
    );
  if (!script.hasAttribute('src'))
    constats.push(
      erreur(
        'Le script est retardé par une extension d’optimisation.',
        'Excluez parvis.js de ses réglages : la balise doit avoir un attribut src.',
      ),
    );
  if (script.integrity && !exacte)
    constats.push(
      erreur(
        'Le script a une empreinte (integrity), mais son adresse suit les mises à jour.',
        'Il sera bloqué à la prochaine version. Retirez integrity, ou choisissez la version fixe à l’étape 2.',
      ),
    );
  if (script.integrity && !script.hasAttribute('crossorigin'))
    constats.push(
      erreur(
        'Le script a une empreinte sans l’attribut crossorigin : le navigateur le refuse.',
        'Ajoutez crossorigin="anonymous" à la balise script.',
      ),
    );
  if (scripts.length > 1)
    constats.push(
      attention(
        `Le script est ${scripts.length} fois dans la page.`,
        'Cela marche, mais gardez une seule copie : la page sera plus légère.',
      ),
    );
  return constats.length > 0 && constats[0]!.niveau === 'erreur'
    ? constats
    : [bon('Le script est là, avec la bonne adresse.'), ...constats];
}

/** `data-src` and the like: what optimisation plug-ins make of `src`. */
function adresseDe(script: HTMLScriptElement): string {
  const autre = script.getAttributeNames().find((nom) => /^data-.*src$/.test(nom));
  return script.getAttribute('src') ?? (autre ? script.getAttribute(autre)! : '');
}
