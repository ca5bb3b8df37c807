import { msg } from '@lit/localize';

/** Where the answers of a guest are, at the foot of the form; `undefined`: where they always are. */
export function gardeInvite({
  partage,
  refuse = false,
}: {
  partage: boolean;
  /** The device has refused. */
  refuse?: boolean;
}): string | undefined {
  if (partage) return msg('Rien n’est gardé sur cet appareil\u00a0: terminez avant de fermer la page.');
  if (refuse)
    return msg('Cet appareil refuse de garder vos réponses\u00a0: terminez avant de fermer la page.');
  return undefined;
}

/** The town keeps a file that nobody files for a day: it is said where a draft holds one. */
export const gardeFichiers = (reponses: unknown): string =>
  contientFichier(reponses)
    ? msg(
        ' Les photos et les fichiers joints, eux, ne sont gardés qu’un jour\u00a0: après, il faut les remettre.',
      )
    : '';

const contientFichier = (valeur: unknown): boolean =>
  typeof valeur === 'object' &&
  valeur !== null &&
  ('taille' in valeur || Object.values(valeur).some(contientFichier));
