import type { TemplateResult } from 'lit';
import {
  iconeActe,
  iconeAutre,
  iconeCantine,
  iconeDocument,
  iconeEclairage,
  iconeEspacesVerts,
  iconeProprete,
  iconeStationnement,
  iconeTerrasse,
  iconeVoirie,
} from './icones.ts';

const ICONES: Record<string, (() => TemplateResult) | undefined> = {
  acte: iconeActe,
  terrasse: iconeTerrasse,
  cantine: iconeCantine,
  voirie: iconeVoirie,
  eclairage: iconeEclairage,
  proprete: iconeProprete,
  'espaces-verts': iconeEspacesVerts,
  stationnement: iconeStationnement,
  autre: iconeAutre,
};

/** The icon that a définition names (`icone`), or that its code ends with; a sheet of paper otherwise. */
export function iconeDemarche({ icone, code }: { icone?: string | undefined; code: string }): TemplateResult {
  return (ICONES[icone ?? ''] ?? ICONES[code.replace(/^signaler-/, '')] ?? iconeDocument)();
}
