import { html, nothing } from 'lit';
import { msg } from '@lit/localize';
import type { DemandeAgent } from '#contract/schemas/agent.ts';
import type { Evenement } from '#contract/schemas/demande.ts';
import { iconeFait } from '../ui/icones/communes.ts';
import { iconeMessage } from '../ui/icones/dossier.ts';
import { rangsAnnules } from './rangs-annules.ts';

/** What the town tells the citizen, and that he may or may not have read. */
const DITS: readonly Evenement['type'][] = ['message', 'complement-demande', 'complement-annule', 'decision'];

/** `undefined`: nothing that a citizen reads, or nothing known of it. */
export function vuPar(
  { luJusqua, annulableJusqua }: DemandeAgent,
  evenement: Evenement,
): boolean | undefined {
  const { rang, type, auteur, visibilite } = evenement;
  if (rang === undefined || auteur.role !== 'agent' || visibilite === 'interne' || !DITS.includes(type))
    return undefined;
  // A decision that can still be taken back has not been told.
  if (type === 'decision' && annulableJusqua !== null) return undefined;
  return rang <= luJusqua;
}

/** Has the citizen seen the last word of the town? */
export function dernierMot(demande: DemandeAgent): unknown {
  const annules = rangsAnnules(demande.evenements);
  const dernier = demande.evenements.findLast(
    (e) => vuPar(demande, e) !== undefined && !annules.has(e.rang!),
  );
  if (!dernier) return nothing;
  return html`<span class="muet"
    >${
      vuPar(demande, dernier)
        ? html`${iconeFait()} ${msg('Dernier message vu par le demandeur')}`
        : html`${iconeMessage()} ${msg('Dernier message pas encore vu')}`
    }</span
  >`;
}
