import type { Hook } from '@hono/zod-openapi';
import * as z from 'zod';
import { Probleme } from '../erreurs/probleme.ts';

z.config(z.locales.fr());

/** What a schema refuses, as a problem that names each field by its dotted path. */
// One hook for every route's types.
// oxlint-disable-next-line typescript/no-explicit-any
export const validationFrancaise: Hook<any, any, any, any> = (resultat) => {
  if (!resultat.success) throw saisieInvalide(resultat.error.issues);
};

function saisieInvalide(issues: readonly z.core.$ZodIssue[]): Probleme {
  return new Probleme(
    'saisie-invalide',
    'Des réponses sont à corriger',
    'Corrigez les champs indiqués, puis envoyez de nouveau.',
    {
      erreurs: issues.map((issue) => ({
        chemin: issue.path.join('.'),
        code: issue.code,
        message: issue.message,
      })),
    },
  );
}
