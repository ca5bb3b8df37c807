import { html, nothing, type TemplateResult } from 'lit';
import { msg, str } from '@lit/localize';
import type { Evenement, Suivi } from '#contract/schemas/demande.ts';
import { LIBELLES_DECISION } from '#contract/vocabulaire.ts';
import { instant } from '../chronologie.ts';
import { encart } from '../encart.ts';

type Decision = Extract<Evenement, { type: 'decision' }>;

/** The decision that stands: the last one, unless the request was taken up again since. */
export function decisionEnVigueur({ evenements, statut }: Suivi): Decision | undefined {
  if (!['traitee', 'refusee', 'transmise'].includes(statut)) return undefined;
  return evenements.findLast((evenement): evenement is Decision => evenement.type === 'decision');
}

/** What was decided, by whom, and for a refusal how to appeal (CRPA L211-2, L111-2; CJA R421-5). Its letter is with the papers. */
export function vueDecision(
  suivi: Suivi,
  fuseau: string,
  nouveau: (evenement: Evenement) => unknown,
): TemplateResult | typeof nothing {
  const decision = decisionEnVigueur(suivi);
  if (!decision) return nothing;
  const { sens, texte, recours, organisme, contact } = decision.donnees;
  const { auteur, le, rang } = decision;
  return html`<section class="pile" aria-labelledby="titre-decision" data-rang=${rang ?? nothing}>
    <h3 id="titre-decision">${LIBELLES_DECISION[sens]} ${nouveau(decision)}</h3>
    <p class="auteur"><b>${auteur.nom ?? suivi.service.nom}</b> ${instant(le, fuseau)}</p>
    ${organisme ? html`<p>${msg(str`Transmise à\u00a0: ${organisme}`)}${contact ? html`<br />${contact}` : nothing}</p>` : nothing}
    ${encart(sens === 'refus' ? 'error' : sens === 'acceptation' ? 'ok' : 'info', html`<p class="corps">${texte}</p>`)}
    ${
      recours
        ? html`<h4>${msg('Si vous n’êtes pas d’accord')}</h4>
            <p class="corps">${recours}</p>`
        : nothing
    }
  </section>`;
}
