/**
 * What `cem` reads for widgets/custom-elements.json: the public tags only. Internal elements (widgets/ui, parts of a
 * widget) are not for webmasters. `npm run manifest` writes it, `npm run check` compares it.
 */
export default {
  // The base class is read for what the tags inherit, then dropped like the rest of core.
  globs: ['widgets/*-*/*.ts', 'widgets/core/element.ts'],
  exclude: ['**/*.test.ts', '**/*.stories.ts', '**/*.styles.ts', '**/define.ts'],
  litelement: true,
  packagejson: false,
  plugins: [keepPublicTags()],
};

/** `widgets/<tag>/<tag>.ts` and its events stay, with what is public in them, in a stable order. */
function keepPublicTags() {
  const nameOf = (chemin) => /^widgets\/([^/]+)\/([^/]+)\.ts$/.exec(chemin) ?? [];
  /** Class name → fields marked `@internal` or declared `{ state: true }`, which the analyzer takes for public. */
  const internes = new Map();
  return {
    name: 'parvis-public-tags',
    analyzePhase({ ts, node }) {
      if (!ts.isClassDeclaration(node)) return;
      const caches = new Set();
      for (const membre of node.members) {
        if (ts.getJSDocTags(membre).some(({ tagName }) => tagName.text === 'internal'))
          caches.add(membre.name?.getText());
        if (membre.name?.getText() !== 'properties' || !membre.initializer?.properties) continue;
        for (const { name, initializer } of membre.initializer.properties)
          if (/\bstate:\s*true\b/.test(initializer?.getText() ?? '')) caches.add(name.getText());
      }
      internes.set(node.name?.getText(), caches);
    },
    packageLinkPhase({ customElementsManifest: manifeste }) {
      manifeste.modules = manifeste.modules
        .filter(({ path }) => {
          const [, tag, fichier] = nameOf(path);
          return fichier !== undefined && (fichier === tag || fichier === 'events');
        })
        .toSorted((a, b) => a.path.localeCompare(b.path));
      for (const module of manifeste.modules) {
        for (const declaration of module.declarations ?? []) {
          const [, tag, fichier] = nameOf(module.path);
          // define.ts registers the tag, so the analyzer cannot see it in the class file.
          if (
            declaration.kind === 'class' &&
            fichier === tag &&
            /LitElement|Element|Base/.test(superOf(declaration))
          )
            Object.assign(declaration, { customElement: true, tagName: tag });
          const cache = ({ name, fieldName = name, inheritedFrom }) =>
            internes.get(inheritedFrom?.name ?? declaration.name)?.has(fieldName) ?? false;
          declaration.members &&= declaration.members.filter(
            (membre) =>
              !/^(private|protected)$/.test(membre.privacy ?? '') &&
              !membre.name.startsWith('#') &&
              !cache(membre),
          );
          declaration.attributes &&= declaration.attributes.filter((attribut) => !cache(attribut));
          // An attribute is there or not: `undefined` is a matter of the property.
          for (const { type } of declaration.attributes ?? [])
            if (type?.text) type.text = type.text.replace(' | undefined', '');
        }
      }
    },
  };
}

const superOf = ({ superclass, mixins }) =>
  `${superclass?.name ?? ''} ${(mixins ?? []).map((m) => m.name).join(' ')}`;
