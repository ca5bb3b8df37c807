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
  return {
    name: 'parvis-public-tags',
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
          declaration.members &&= declaration.members.filter(
            ({ privacy, name }) => !/^(private|protected)$/.test(privacy ?? '') && !name.startsWith('#'),
          );
        }
      }
    },
  };
}

const superOf = ({ superclass, mixins }) =>
  `${superclass?.name ?? ''} ${(mixins ?? []).map((m) => m.name).join(' ')}`;
