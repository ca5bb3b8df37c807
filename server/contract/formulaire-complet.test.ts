import assert from 'node:assert/strict';
import { it } from 'node:test';
import { formulaireComplet, type Coordonnees } from './formulaire-complet.ts';
import { valider } from './valider.ts';

const coordonnees: Coordonnees = {
  identite: 'requis',
  courriel: 'requis',
  telephone: 'facultatif',
  adresse: 'absent',
};

it('asks who files last, and the e-mail only where it can be read', () => {
  const manquants = (canal: 'web' | 'guichet', demande = coordonnees): string[] =>
    valider(
      formulaireComplet({ etapes: [], coordonnees: demande }, canal),
      {},
      { aujourdhui: '2026-11-22' },
    ).erreurs.map(({ chemin }) => chemin);
  assert.deepEqual(manquants('web'), ['demandeur-prenom', 'demandeur-nom', 'demandeur-courriel']);
  assert.deepEqual(manquants('guichet'), ['demandeur-prenom', 'demandeur-nom']);
  assert.deepEqual(manquants('guichet', { ...coordonnees, identite: 'facultatif', telephone: 'requis' }), [
    'demandeur-telephone',
  ]);
});
