import { html, type TemplateResult } from 'lit';
import { msg } from '@lit/localize';

/** Commands on one request. */
export type CommandeDossier = 'repondre' | 'noter' | 'completer' | 'decider' | 'statut' | 'prendre';

export type Commande =
  | CommandeDossier
  | 'suivante'
  | 'precedente'
  | 'premiere'
  | 'derniere'
  | 'chercher'
  | 'retour'
  | 'saisir'
  | 'aide';

const TOUCHES: Record<string, Commande> = {
  j: 'suivante',
  k: 'precedente',
  '/': 'chercher',
  Escape: 'retour',
  r: 'repondre',
  n: 'noter',
  p: 'completer',
  d: 'decider',
  s: 'statut',
  a: 'prendre',
  c: 'saisir',
  '?': 'aide',
};

/** Keys that belong to the rows only: elsewhere they scroll or press. */
const TOUCHES_LIGNE: Record<string, Commande> = {
  ArrowDown: 'suivante',
  ArrowUp: 'precedente',
  Home: 'premiere',
  End: 'derniere',
};

/**
 * The command of a key pressed inside the widget, or `undefined`: never while somebody types, never with
 * Ctrl, Alt or Cmd, which belong to the browser and to screen readers (WCAG 2.1.4).
 */
export function commande(evenement: KeyboardEvent): Commande | undefined {
  if (evenement.defaultPrevented || evenement.ctrlKey || evenement.altKey || evenement.metaKey)
    return undefined;
  const [cible] = evenement.composedPath();
  if (!(cible instanceof Element)) return undefined;
  const surLigne = cible.closest('[role="option"]') !== null;
  if (surLigne && TOUCHES_LIGNE[evenement.key]) return TOUCHES_LIGNE[evenement.key];
  if (estSaisie(cible) && evenement.key !== 'Escape') return undefined;
  return TOUCHES[evenement.key];
}

function estSaisie(cible: Element): boolean {
  if (cible.matches('textarea, select') || (cible as HTMLElement).isContentEditable) return true;
  return cible.matches('input') && !/^(checkbox|radio|button|file)$/.test((cible as HTMLInputElement).type);
}

/** The list of the keys, in a dialog that « ? » opens. */
export function listeRaccourcis(fermer: () => void): TemplateResult {
  const lignes: [touches: string[], effet: string][] = [
    [['↓', 'j'], msg('Demande suivante')],
    [['↑', 'k'], msg('Demande précédente')],
    [['Entrée'], msg('Ouvrir la demande')],
    [['Échap'], msg('Revenir à la file')],
    [['/'], msg('Chercher')],
    [['r'], msg('Répondre au demandeur')],
    [['n'], msg('Écrire une note interne')],
    [['p'], msg('Demander un complément ou une pièce')],
    [['d'], msg('Décider : accepter, refuser, transmettre')],
    [['s'], msg('Changer le statut')],
    [['a'], msg('M’affecter la demande')],
    [['c'], msg('Saisir une demande reçue autrement')],
    [['Ctrl + Entrée'], msg('Envoyer ce que j’écris')],
    [['?'], msg('Montrer cette liste')],
  ];
  return html`<div class="pile">
    <h2 id="titre-raccourcis">${msg('Raccourcis du clavier')}</h2>
    <dl class="touches">
      ${lignes.map(
        ([touches, effet]) =>
          html`<div>
            <dt>${touches.map((touche) => html`<kbd>${touche}</kbd> `)}</dt>
            <dd>${effet}</dd>
          </div>`,
      )}
    </dl>
    <p><button class="bouton" @click=${fermer}>${msg('Fermer')}</button></p>
  </div>`;
}
