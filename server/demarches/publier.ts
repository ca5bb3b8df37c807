import { createHash } from 'node:crypto';
import type { Demarche } from '#contract/schemas/demarche.ts';
import { ecrire, type Instruction, type Moteur } from '../socle/db/moteur.ts';
import {
  derniereVersion,
  insererVersion,
  offrirVersion,
  retirerDuCatalogue,
  viderCatalogue,
} from './store.ts';

export interface Publication {
  code: string;
  version: number;
  nouvelle: boolean;
}

/**
 * What to commit so that the commune offers exactly `demarches`. A definition that differs from the last
 * published one becomes the next version; older versions stay for the demandes filed under them.
 */
export async function publierDemarches(
  moteur: Moteur,
  demarches: readonly Demarche[],
  maintenant: number,
): Promise<{ instructions: Instruction[]; publications: Publication[] }> {
  const { instructions, publications } = await publierPlusieurs(moteur, demarches, maintenant);
  return { instructions: [ecrire(viderCatalogue, {}), ...instructions], publications };
}

/** The same for one démarche; what else the commune offers stays as it is. */
export async function publierDemarche(
  moteur: Moteur,
  demarche: Demarche,
  maintenant: number,
): Promise<{ instructions: Instruction[]; publication: Publication }> {
  const { instructions, publications } = await publierPlusieurs(moteur, [demarche], maintenant);
  const ancienne = ecrire(retirerDuCatalogue, { code: demarche.code });
  return { instructions: [ancienne, ...instructions], publication: publications[0]! };
}

async function publierPlusieurs(
  moteur: Moteur,
  demarches: readonly Demarche[],
  maintenant: number,
): Promise<{ instructions: Instruction[]; publications: Publication[] }> {
  const instructions: Instruction[] = [];
  const publications: Publication[] = [];
  for (const demarche of demarches) {
    const definition = JSON.stringify(demarche);
    const empreinte = createHash('sha256').update(definition).digest('hex');
    const derniere = await moteur.lireUn(derniereVersion, { code: demarche.code });
    const nouvelle = derniere?.empreinte !== empreinte;
    const version = (derniere?.version ?? 0) + (nouvelle ? 1 : 0);
    const { code } = demarche;
    if (nouvelle) {
      instructions.push(
        ecrire(insererVersion, { code, version, definition, empreinte, publiee_le: maintenant }),
      );
    }
    instructions.push(ecrire(offrirVersion, { code, version }));
    publications.push({ code, version, nouvelle });
  }
  return { instructions, publications };
}
