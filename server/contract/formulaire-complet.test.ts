import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { formulaireComplet, type Coordonnees } from './formulaire-complet.ts';
import { reprendre } from './reprendre.ts';
import { valider } from './valider.ts';
import { verifierFormulaire } from './verifier-formulaire.ts';

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

describe('earlier answers offered as the filer’s own', () => {
  const avecReprise = {
    identite: 'requis',
    courriel: 'requis',
    telephone: 'absent',
    adresse: 'absent',
    reprise: { prenom: 'prenoms', nom: 'nom', si: { champ: 'lien', egal: 'elle-meme' } },
  } as const;
  const dit = { lien: 'elle-meme', prenoms: 'Jeanne Marie', nom: 'Roy' };

  it('when they are about the filer', () => {
    assert.deepEqual(reprendre(avecReprise, dit), {
      'demandeur-prenom': 'Jeanne Marie',
      'demandeur-nom': 'Roy',
    });
    assert.deepEqual(reprendre(avecReprise, { ...dit, lien: 'conjoint' }), {});
    assert.deepEqual(reprendre({ ...avecReprise, reprise: undefined }, dit), {});
  });

  it('never over what was typed', () => {
    assert.deepEqual(reprendre(avecReprise, { ...dit, 'demandeur-nom': 'Roy-Vidal' }), {
      'demandeur-prenom': 'Jeanne Marie',
    });
  });

  it('are text fields of the form, or the definition is refused', () => {
    const etapes = [
      { id: 'e', titre: 'E', champs: [{ type: 'case', id: 'prenoms', libelle: 'x' } as const] },
    ];
    assert.deepEqual(
      verifierFormulaire({ etapes, coordonnees: avecReprise }).map(({ chemin }) => chemin),
      ['coordonnees.reprise.prenom', 'coordonnees.reprise.nom', 'coordonnees.reprise.si'],
    );
  });
});
