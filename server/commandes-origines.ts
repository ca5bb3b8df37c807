import {
  ajouterOrigine,
  lireOrigine,
  listerOrigines,
  oublierOrigine,
  type Public,
} from './communes/origines.ts';
import type { Registre } from './communes/registre.ts';

interface Demande {
  verbe: string | undefined;
  slug: string;
  origine: string | undefined;
  /** The agents' list instead of the citizens'. */
  agents: boolean;
}

const LISTES: Record<Public, string> = { habitants: 'origines', agents: 'originesAgents' };

/**
 * `commune origine lister|ajouter|retirer <slug> [origin] [--agents]`: the sites that may show a commune's widgets.
 * What is added here is kept beside `commune.yaml`, so that an import does not forget it.
 * @returns the exit code, or `undefined` when there is no such command
 */
export async function commanderOrigines(
  registre: Registre,
  { verbe, slug, origine, agents }: Demande,
  maintenant: number,
  dire: (ligne: string) => void,
): Promise<number | undefined> {
  if (verbe !== 'lister' && !(origine && (verbe === 'ajouter' || verbe === 'retirer'))) return undefined;
  const commune = await registre.commune(slug);
  if (!commune) {
    dire(`${slug}: no such commune`);
    return 1;
  }
  const connues = await listerOrigines(commune.moteur);
  if (verbe === 'lister') {
    for (const { origine: une, pour, ajoutee } of connues)
      dire(`${LISTES[pour].padEnd(14)}  ${une}  (${ajoutee ? 'by command' : 'commune.yaml'})`);
    if (connues.length === 0) dire(`${slug}: no site may show its widgets yet`);
    return 0;
  }
  const voulue = { origine: '', pour: (agents ? 'agents' : 'habitants') as Public };
  try {
    voulue.origine = lireOrigine(origine!);
  } catch (erreur) {
    dire((erreur as Error).message);
    return 1;
  }
  const connue = connues.find((une) => une.origine === voulue.origine && une.pour === voulue.pour);
  const nom = `${slug} ${LISTES[voulue.pour]}: ${voulue.origine}`;
  if (verbe === 'ajouter') {
    if (connue) {
      dire(`${nom} was there already`);
      return 0;
    }
    await ajouterOrigine(commune.moteur, voulue, maintenant);
    dire(`${nom} added; a running server takes it within 2 s. Imports of commune.yaml keep it.`);
    if (voulue.origine.startsWith('http:') && !/\/\/(localhost|127\.)/.test(voulue.origine))
      dire('Careful: over http:, anybody on the way reads and changes what is typed. Prefer https:.');
    return 0;
  }
  if (!connue?.ajoutee) {
    dire(connue ? `${nom} comes from commune.yaml: remove it there, then import` : `${nom} is not there`);
    return 1;
  }
  await oublierOrigine(commune.moteur, voulue);
  dire(`${nom} removed; a running server knows within 2 s.`);
  return 0;
}
