import { svg, type TemplateResult } from 'lit';
import { dessin } from './dessin.ts';

const iconeActe = (): TemplateResult =>
  dessin(
    svg`<path d="M15 12h-5M15 8h-5M19 17V5a2 2 0 0 0-2-2H4M8 21h12a2 2 0 0 0 2-2v-1a1 1 0 0 0-1-1H11a1 1 0 0 0-1 1v1a2 2 0 1 1-4 0V5a2 2 0 1 0-4 0v2a1 1 0 0 0 1 1h3"/>`,
  );
const iconeTerrasse = (): TemplateResult =>
  dessin(
    svg`<path d="M15 21v-5a1 1 0 0 0-1-1h-4a1 1 0 0 0-1 1v5M17.8 10.3a1.1 1.1 0 0 0-1.5 0 2.5 2.5 0 0 1-3.5 0 1.1 1.1 0 0 0-1.5 0 2.5 2.5 0 0 1-3.5 0 1.1 1.1 0 0 0-1.5 0 2.5 2.5 0 0 1-3.8-3.2l2.9-4.2A2 2 0 0 1 7 2h10a2 2 0 0 1 1.7 .9l2.9 4.2a2.5 2.5 0 0 1-3.8 3.2M4 10.9V19a2 2 0 0 0 2 2h12a2 2 0 0 0 2-2v-8.1"/>`,
  );
const iconeCantine = (): TemplateResult =>
  dessin(
    svg`<path d="M3 2v7c0 1.1 .9 2 2 2h4a2 2 0 0 0 2-2V2M7 2v20M21 15V2a5 5 0 0 0-5 5v6c0 1.1 .9 2 2 2h3Zm0 0v7"/>`,
  );
const iconeVoirie = (): TemplateResult =>
  dessin(
    svg`<path d="M17 14v7M7 14v7M17 3v3M7 3v3M10 14 2.3 6.3M14 6l7.7 7.7M8 6l8 8"/><rect x="2" y="6" width="20" height="8" rx="1"/>`,
  );
const iconeEclairage = (): TemplateResult =>
  dessin(
    svg`<path d="M15 14c.2-1 .7-1.7 1.5-2.5 1-.9 1.5-2.2 1.5-3.5A6 6 0 0 0 6 8c0 1 .2 2.2 1.5 3.5 .7 .7 1.3 1.5 1.5 2.5M9 18h6M10 22h4"/>`,
  );
const iconeProprete = (): TemplateResult =>
  dessin(
    svg`<path d="M16 22l-1-4M19 14a1 1 0 0 0 1-1v-1a2 2 0 0 0-2-2h-3a1 1 0 0 1-1-1V4a2 2 0 0 0-4 0v5a1 1 0 0 1-1 1H6a2 2 0 0 0-2 2v1a1 1 0 0 0 1 1M19 14H5l-2 6.8A1 1 0 0 0 4 22h16a1 1 0 0 0 1-1.2zM8 22l1-4"/>`,
  );
const iconeEspacesVerts = (): TemplateResult =>
  dessin(
    svg`<path d="M10 10v.2A3 3 0 0 1 8.9 16H5a3 3 0 0 1-1-5.8V10a3 3 0 0 1 6 0ZM7 16v6M13 19v3M12 19h8.3a1 1 0 0 0 .7-1.7L18 14h.3a1 1 0 0 0 .7-1.7L16 9h.2a1 1 0 0 0 .8-1.7L13 3l-1.4 1.5"/>`,
  );
const iconeStationnement = (): TemplateResult =>
  dessin(
    svg`<path d="M19 17h2c.6 0 1-.4 1-1v-3c0-.9-.7-1.7-1.5-1.9C18.7 10.6 16 10 16 10s-1.3-1.4-2.2-2.3c-.5-.4-1.1-.7-1.8-.7H5c-.6 0-1.1 .4-1.4 .9l-1.4 2.9A3.7 3.7 0 0 0 2 12v4c0 .6 .4 1 1 1h2M9 17h6"/><circle cx="7" cy="17" r="2"/><circle cx="17" cy="17" r="2"/>`,
  );
const iconeAutre = (): TemplateResult =>
  dessin(svg`<circle cx="12" cy="12" r="1"/><circle cx="19" cy="12" r="1"/><circle cx="5" cy="12" r="1"/>`);

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

/** The icon that a definition names (`icone`), or that its code ends with; three dots otherwise. */
export function iconeDemarche({ icone, code }: { icone?: string | undefined; code: string }): TemplateResult {
  return (ICONES[icone ?? ''] ?? ICONES[code.replace(/^signaler-/, '')] ?? iconeAutre)();
}
