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
  /** Class name → fields declared `{ state: true }`, which the analyzer takes for attributes. */
  const etats = new Map();
  return {
    name: 'parvis-public-tags',
    analyzePhase({ ts, node }) {
      if (!ts.isClassDeclaration(node)) return;
      const etat = new Set();
      for (const membre of node.members) {
        if (membre.name?.getText() !== 'properties' || !membre.initializer?.properties) continue;
        for (const { name, initializer } of membre.initializer.properties)
          if (/\bstate:\s*true\b/.test(initializer?.getText() ?? '')) etat.add(name.getText());
      }
      etats.set(node.name?.getText(), etat);
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
          const etat = etats.get(declaration.name) ?? new Set();
          declaration.members &&= declaration.members.filter(
            ({ privacy, name }) =>
              !/^(private|protected)$/.test(privacy ?? '') && !name.startsWith('#') && !etat.has(name),
          );
          declaration.attributes &&= declaration.attributes.filter(
            ({ fieldName, name }) => !etat.has(fieldName ?? name),
          );
        }
      }
    },
  };
}

const superOf = ({ superclass, mixins }) =>
  `${superclass?.name ?? ''} ${(mixins ?? []).map((m) => m.name).join(' ')}`;
