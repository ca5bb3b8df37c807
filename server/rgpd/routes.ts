import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import { Effacement } from '#contract/schemas/usager.ts';
import { retablissementRecent } from '../identite/retablissement/store.ts';
import { exigerPreuveFraiche, porteUsagers, type EnvUsager } from '../identite/sessions/exiger.ts';
import { sessionFinie } from '../identite/sessions/ouvrir.ts';
import type { Commune } from '../communes/commune.ts';
import { enToutesLettres, jourLocal } from '../echeances/dates.ts';
import { Probleme } from '../socle/erreurs/probleme.ts';
import type { Limiteur } from '../socle/http/limites.ts';
import { problemes } from '../socle/http/openapi.ts';
import { validationFrancaise } from '../socle/http/validation.ts';
import { creerZip } from '../socle/zip/zip.ts';
import { effacerEspace } from './effacer.ts';
import { exporterEspace } from './exporter.ts';

interface Deps {
  /** Exports, by citizen. */
  exports: Limiteur;
}

const tags = ['Mes données'];
const security = [{ dpop: [] }];

const exporter = createRoute({
  method: 'get',
  path: '/usager/export',
  tags,
  security,
  summary: 'Tout ce que la mairie garde dans mon espace',
  description:
    'Une archive ZIP : un mode d’emploi, des fichiers JSON lisibles, et vos fichiers. Demande une preuve fraîche.',
  responses: {
    200: {
      description: 'L’archive',
      content: { 'application/zip': { schema: z.string().meta({ format: 'binary' }) } },
    },
    ...problemes(401, 403, 429),
  },
});

const effacer = createRoute({
  method: 'post',
  path: '/usager/effacement',
  tags,
  security,
  summary: 'Effacer mon espace',
  description:
    'Dit ce qui est effacé, et ce que la loi oblige la mairie à garder. Demande une preuve fraîche.',
  request: {
    body: { required: true, content: { 'application/json': { schema: z.strictObject({}) } } },
  },
  responses: {
    200: {
      description: 'Ce qui est effacé et gardé',
      content: { 'application/json': { schema: Effacement } },
    },
    ...problemes(401, 403, 409, 415, 422),
  },
});

/** A citizen takes his data away, and has them erased (RGPD art. 15, 17 and 20). */
export function creerRoutesRgpd({ exports }: Deps): OpenAPIHono<EnvUsager> {
  const routes = new OpenAPIHono<EnvUsager>({ defaultHook: validationFrancaise });
  routes.use('/usager/export', porteUsagers);
  routes.use('/usager/effacement', porteUsagers);
  return routes
    .openapi(exporter, async (c) => {
      const { commune, session, usager } = c.var;
      exigerPreuveFraiche(commune, session);
      await exports.compter(`${commune.slug} ${usager}`);
      const nom = `mes-donnees-${commune.slug}.zip`;
      return c.body(creerZip(exporterEspace(commune, usager)), 200, {
        'Content-Type': 'application/zip',
        'Content-Disposition': `attachment; filename="${nom}"`,
        'X-Content-Type-Options': 'nosniff',
      }) as never;
    })
    .openapi(effacer, async (c) => {
      const { commune, session, usager } = c.var;
      exigerPreuveFraiche(commune, session);
      await exigerAdresseEtablie(commune, usager);
      const fait = await effacerEspace(commune, usager, 'demande');
      // Another device was faster: there is no space any more, hence no session.
      if (!fait) throw sessionFinie();
      return c.json(fait, 200);
    });
}

/**
 * What was done at the counter can be undone for some days, so that somebody who took another's space there has taken
 * nothing: he must not be able to erase it meanwhile. Art. 12 of the RGPD leaves a month.
 */
async function exigerAdresseEtablie(commune: Commune, usager: string): Promise<void> {
  const { moteur, horloge, config } = commune;
  const recent = await moteur.lireUn(retablissementRecent, { usager, maintenant: horloge.maintenant() });
  if (!recent) return;
  const jour = enToutesLettres(jourLocal(recent.annulable_jusqua, config.fuseau));
  throw new Probleme(
    'transition-interdite',
    'Pas encore',
    `L’adresse de votre espace vient d’être changée au guichet de la mairie. Par précaution, il ne peut être effacé qu’après le ${jour}.`,
  );
}
