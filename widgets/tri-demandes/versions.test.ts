import { accessible, contient, egal, jusqua } from '../../test/fixtures/affirmer.ts';
import { repondreProbleme } from '../../test/fixtures/faux-fetch.ts';
import { lignes } from '../../test/fixtures/lignes.ts';
import { ouvrirDossier, ouvrirPoste } from '../../test/fixtures/poste-agent.ts';

const NUMERO = lignes[0]!.numero;
const comparaison = {
  code: 'acte-naissance',
  de: 1,
  a: 3,
  differences: [
    { quoi: 'Résumé', question: '', avant: 'Ancien résumé', apres: 'Nouveau résumé' },
    { quoi: 'Question ajoutée', question: 'Nom de la mère', avant: null, apres: null },
  ],
};

describe('tri-demandes: a file of an older version', () => {
  afterEach(() => document.body.replaceChildren());

  it('says nothing when the form is today’s', async () => {
    const poste = await ouvrirPoste();
    await ouvrirDossier(poste, NUMERO);
    egal(poste.aBouton('Voir ce qui a changé'), false);
  });

  it('tells what changed since, when asked, and closes it again', async () => {
    const poste = await ouvrirPoste();
    poste.serveur.demande(NUMERO)!.versionOfferte = 3;
    await ouvrirDossier(poste, NUMERO);
    contient(poste.texte(), 'Déposée avec la version 2 du formulaire');
    poste.serveur.repondre(/GET agent.demarches/, repondreProbleme('acces-refuse'));
    poste.bouton('Voir ce qui a changé').click();
    await jusqua(() => poste.un('.dossier [role=alert]'));
    poste.serveur.repondre(/GET agent.demarches/, Response.json(comparaison));
    poste.bouton('Voir ce qui a changé').click();
    await jusqua(() => poste.texte().includes('Nouveau résumé'));
    contient(poste.texte(), '« Nom de la mère » : Question ajoutée');
    await accessible(poste.element);
    poste.bouton('Voir ce qui a changé').click();
    await jusqua(() => !poste.texte().includes('Nouveau résumé'));
  });

  it('says when the démarche is offered no more', async () => {
    const poste = await ouvrirPoste();
    poste.serveur.demande(NUMERO)!.versionOfferte = null;
    await ouvrirDossier(poste, NUMERO);
    contient(poste.texte(), 'ne propose plus cette démarche');
  });
});
