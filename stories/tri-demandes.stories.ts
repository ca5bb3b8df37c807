import type { Meta, StoryObj } from '@storybook/web-components-vite';

import type { DemandeAgent } from '#contract/schemas/agent.ts';
import { jusqua } from '../test/fixtures/affirmer.ts';
import { agent } from '../test/fixtures/agents.ts';
import { completee, enAttente, pasReglee, refusee, tacite } from '../test/fixtures/conversations.ts';
import { demandeAgent, demandeDe } from '../test/fixtures/demandes-agent.ts';
import { acteNaissance } from '../test/fixtures/demarches.ts';
import { changerParCollegue } from '../test/fixtures/faux-agent.ts';
import { poserComplement } from '../test/fixtures/faux-conversation.ts';
import { creerDemande } from '../test/fixtures/faux-etat.ts';
import { type Etat, repondreProbleme } from '../test/fixtures/faux-fetch.ts';
import { lignes, lignesNombreuses } from '../test/fixtures/lignes.ts';
import { connecter, creerPoste, ouvrirDossier, type Poste } from '../test/fixtures/poste-agent.ts';
import { uuid } from '../test/fixtures/temps.ts';

const PREMIERE = lignes[0]!.numero;

/**
 * A story: the widget on a fake town, and what an agent does in it. `preparer` speaks of the server before the
 * widget does; the clock of the fixtures stands still.
 */
function histoire(
  jouer: (poste: Poste) => Promise<unknown> = () => Promise.resolve(),
  { depart, preparer }: { depart?: Partial<Etat>; preparer?: (poste: Poste) => void } = {},
): StoryObj {
  let poste: Poste;
  return {
    render: () => {
      poste = creerPoste(depart);
      poste.element.classList.add('histoire');
      preparer?.(poste);
      return poste.element;
    },
    play: async () => {
      await jusqua(() => poste.element.shadowRoot?.querySelector('form.connexion'));
      await jouer(poste);
    },
  };
}

async function lireFile(poste: Poste): Promise<void> {
  await connecter(poste);
  await jusqua(() => poste.lignes().length);
}

async function lireDossier(poste: Poste, numero = PREMIERE): Promise<void> {
  await lireFile(poste);
  await ouvrirDossier(poste, numero);
}

const outils = (poste: Poste, muet = false) => {
  let suivant = 90_000;
  return { nouvelId: () => uuid(suivant++), emettre: muet ? () => '' : poste.serveur.emettre };
};

/** The same state under the number and the names of another row, among the most urgent. */
function autre(rang: number, { ligne }: DemandeAgent): Pick<DemandeAgent, 'ligne'> {
  const { numero, objet, demandeur } = lignes[rang]!;
  return { ligne: { ...ligne, numero, objet, demandeur, echeance: '2026-11-20' } };
}

/** The town holds `demande` instead of the first one. */
const avec = (demande: DemandeAgent): Partial<Etat> => ({
  demandes: [demande, ...lignes.slice(1).map((l) => demandeDe(l))],
});

const meta: Meta = { title: 'tri-demandes', component: 'tri-demandes' };
export default meta;

/** As a city page holds it: a frame on the kit's own origin. Here the frame holds a sentence. */
export const Cadre: StoryObj = {
  render: () => {
    const { element } = creerPoste();
    element.direct = false;
    element.serveur =
      'data:text/html;charset=utf-8,<!doctype html><html lang=fr><title>Agents</title>Espace des agents';
    return element;
  },
};

/** Nobody is signed in. */
export const Connexion = histoire();

/** The six digits are asked, alike for an address that nobody has. */
export const Code = histoire(async (poste) => {
  await poste.remplir('courriel', agent.courriel);
  poste.bouton('Recevoir un code').click();
  await jusqua(() => poste.un('#code'));
});

/** Thirty requests, two hundred more behind them. */
export const File = histoire(lireFile, {
  depart: {
    demandes: [demandeAgent, ...[...lignes.slice(1), ...lignesNombreuses(200)].map((l) => demandeDe(l))],
  },
});

/** The rows are being read. */
export const Attente = histoire(
  async (poste) => {
    await connecter(poste);
    await jusqua(() => poste.un('.attente'));
  },
  { preparer: ({ serveur }) => void serveur.retenir('GET agent/demandes') },
);

export const Vide = histoire(
  async (poste) => {
    await connecter(poste);
    await jusqua(() => poste.texte().includes('Tout est traité'));
  },
  { depart: { demandes: [], incidents: [] } },
);

export const Erreur = histoire(
  async (poste) => {
    await connecter(poste);
    await jusqua(() => poste.aBouton('Réessayer'));
  },
  { preparer: ({ serveur }) => serveur.repondre('GET agent/demandes', repondreProbleme('incident-interne')) },
);

export const Filtres = histoire(async (poste) => {
  await lireFile(poste);
  poste.bouton('Filtres').click();
  await poste.remplir('filtre-affectation', 'moi');
  await jusqua(() => poste.lignes().length === 4);
});

/** What a row must not hide: silence that decided, pieces awaited or late, a report that is not solved. */
export const FileSignes: StoryObj = {
  name: 'File, signes',
  ...histoire(lireFile, {
    depart: {
      demandes: [
        tacite(),
        { ...enAttente(7), ...autre(1, enAttente(7)) },
        { ...enAttente(-4), ...autre(2, enAttente(-4)) },
        pasReglee(),
        ...lignesNombreuses(200).map((l) => demandeDe(l)),
      ],
      incidents: [],
    },
  }),
};

/** Two requests came in: nothing moves until the agent asks. */
export const Nouvelles = histoire(async (poste) => {
  await lireFile(poste);
  await jusqua(() => poste.serveur.flux.ecouteurs);
  for (let rang = 0; rang < 2; rang++)
    creerDemande(poste.serveur.etat, acteNaissance, {}, 'web', outils(poste));
  await jusqua(() => (void poste.avancer(), poste.aBouton('2 nouvelles demandes')));
});

export const DirectInterrompu: StoryObj = {
  name: 'Direct interrompu',
  ...histoire(async (poste) => {
    await lireFile(poste);
    await jusqua(() => poste.serveur.flux.ecouteurs);
    poste.serveur.flux.couper();
    await jusqua(() => poste.texte().includes('Direct interrompu'));
  }),
};

/** A mail that did not leave, with its cause. */
export const Incident = histoire(async (poste) => {
  await lireFile(poste);
  await jusqua(() => poste.aBouton('1 courriel'));
  poste.bouton('1 courriel').click();
});

/** Everything of a late request: answers, pieces, notes, mails sent and failed. */
export const Dossier = histoire((poste) => lireDossier(poste));

export const Reponse: StoryObj = {
  name: 'Réponse',
  ...histoire(async (poste) => {
    await lireDossier(poste);
    poste.bouton('Répondre').click();
    await poste.remplir('champ-reponse', 'Bonjour,\nvotre acte part ce soir par courrier.');
  }),
};

export const Note = histoire(async (poste) => {
  await lireDossier(poste);
  poste.bouton('Note interne').click();
  await poste.remplir('champ-note', 'Volume de 1961 rendu aux archives.');
});

/** A refusal needs its reason. */
export const Refus = histoire(async (poste) => {
  await lireDossier(poste);
  poste.bouton('Changer le statut').click();
  await poste.remplir('champ-statut', 'refusee');
});

export const Affectation = histoire(async (poste) => {
  await lireDossier(poste);
  poste.bouton('Affecter ou passer').click();
  await poste.remplir('champ-service', 'accueil');
});

/** Done, and undone in one press. */
export const Fait = histoire(async (poste) => {
  await lireDossier(poste, lignes[1]!.numero);
  poste.bouton('M’affecter').click();
  await jusqua(() => poste.aBouton('Annuler'));
});

/** A colleague was faster: what he did, the draft kept, one button to go on. */
export const Conflit = histoire(async (poste) => {
  await lireDossier(poste);
  poste.bouton('Changer le statut').click();
  await poste.remplir('champ-statut', 'refusee');
  await poste.remplir('champ-motif', 'La personne n’est pas née dans la commune.');
  const demande = poste.serveur.demande(PREMIERE)!;
  changerParCollegue(poste.serveur.etat, demande, 'transmise', outils(poste, true));
  poste.bouton('Refuser la demande').click();
  await jusqua(() => poste.texte().includes('Ce dossier a changé'));
});

/** The session ended in the middle of an answer: it waits behind. */
export const SessionFinie: StoryObj = {
  name: 'Session finie',
  ...histoire(async (poste) => {
    await lireDossier(poste);
    poste.bouton('Répondre').click();
    await poste.remplir('champ-reponse', 'Bonjour,');
    poste.serveur.finirSessions();
    poste.bouton('Envoyer la réponse').click();
    await jusqua(() => poste.un('dialog[open] form'));
  }),
};

/** A request that came by the counter, with the citizen's own form. */
export const Saisie = histoire(async (poste) => {
  await lireFile(poste);
  poste.bouton('Saisir une demande').click();
  await poste.remplir('saisie-demarche', 'acte-naissance');
  await jusqua(() =>
    poste.element.shadowRoot!.querySelector('parvis-formulaire')?.shadowRoot?.querySelector('h3'),
  );
});

export const Raccourcis = histoire(async (poste) => {
  await lireFile(poste);
  poste.bouton('Raccourcis').click();
  await jusqua(() => poste.un('dialog[open]'));
});

/** Filed with a form that has changed since: the file keeps its own version, the difference on demand. */
export const AncienneVersion = histoire(async (poste) => {
  poste.serveur.demande(PREMIERE)!.versionOfferte = 3;
  poste.serveur.repondre(
    /GET agent.demarches/,
    Response.json({
      code: 'acte-naissance',
      de: 2,
      a: 3,
      differences: [
        { quoi: 'Délai habituel', question: '', avant: 'Environ 10 jours', apres: 'Environ 5 jours' },
        { quoi: 'Question ajoutée', question: 'Nom de naissance de la mère', avant: null, apres: null },
        { quoi: 'Obligatoire', question: 'Combien d’exemplaires ?', avant: 'Oui', apres: 'Non' },
      ],
    }),
  );
  await lireDossier(poste);
  poste.bouton('Voir ce qui a changé').click();
  await jusqua(() => poste.texte().includes('Environ 5 jours'));
});

/** What is missing is ticked, said in a word, and read as the citizen will read it. */
export const Complement: StoryObj = {
  name: 'Complément',
  ...histoire(async (poste) => {
    await lireDossier(poste);
    await ouvrirComplement(poste);
  }),
};

async function ouvrirComplement(poste: Poste): Promise<void> {
  poste.bouton('Demander un complément').click();
  const case_ = await jusqua(() => poste.un('#demander-identite'));
  case_.click();
  await poste.remplir('precision-identite', 'Les deux côtés, lisibles.');
  await poste.remplir('champ-motif-complement', 'La copie jointe est coupée.');
}

/** Two agents ask at once: what the colleague asked is named, what was ticked is kept. */
export const ComplementConflit: StoryObj = {
  name: 'Complément, conflit',
  ...histoire(async (poste) => {
    await lireDossier(poste);
    await ouvrirComplement(poste);
    const voulu = { champs: [{ chemin: 'parents' }], motif: 'Il manque un nom.', avantLe: '2026-12-10' };
    poserComplement(poste.serveur.etat, poste.serveur.demande(PREMIERE)!, voulu, outils(poste, true));
    poste.bouton('Demander cet élément').click();
    await jusqua(() => poste.texte().includes('Ce dossier a changé'));
  }),
};

export const EnAttente: StoryObj = {
  name: 'En attente du demandeur',
  ...histoire((poste) => lireDossier(poste), { depart: avec(enAttente(7)) }),
};

/** The day has passed: one press asks again. */
export const ARelancer: StoryObj = {
  name: 'À relancer',
  ...histoire((poste) => lireDossier(poste), { depart: avec(enAttente(-4)) }),
};

/** Some of what is awaited no longer is. */
export const Renoncer: StoryObj = {
  name: 'Ne plus attendre',
  ...histoire(
    async (poste) => {
      await lireDossier(poste);
      poste.bouton('Ne plus attendre').click();
      await jusqua(() => poste.un('#champ-renoncer'));
    },
    { depart: avec(enAttente(7)) },
  ),
};

/** What is awaited came by the counter, a letter or a mail: the clock obeys the day that the agent gives. */
export const RecuAutrement: StoryObj = {
  name: 'Reçu autrement',
  ...histoire(
    async (poste) => {
      await lireDossier(poste);
      poste.bouton('Reçu autrement').click();
      await jusqua(() => poste.un('#champ-recu-le'));
    },
    { depart: avec(enAttente(7)) },
  ),
};

/** What came, field by field, before and after. */
export const ComplementRecu: StoryObj = {
  name: 'Complément reçu',
  ...histoire((poste) => lireDossier(poste), { depart: avec(completee()) }),
};

/** A refusal with its reasons; the letter is read first. */
export const Decision: StoryObj = {
  name: 'Décision',
  ...histoire(async (poste) => {
    await lireDossier(poste);
    poste.bouton('Décider').click();
    (await jusqua(() => poste.un('#champ-decision-refus'))).click();
    await poste.remplir('champ-lettre', 'La personne est née dans une autre commune.');
  }),
};

/** Passed on to the administration that is competent: what it does to the clock. */
export const Transmission = histoire(async (poste) => {
  await lireDossier(poste);
  poste.bouton('Décider').click();
  (await jusqua(() => poste.un('#champ-decision-transmission'))).click();
  await poste.remplir('champ-organisme', 'Mairie de Lyon 3e');
  (await jusqua(() => poste.un('#champ-competente'))).click();
});

/** Decided, and held for a minute: it can be taken back. */
export const DecisionEnSursis: StoryObj = {
  name: 'Décision, une minute pour annuler',
  ...histoire(async (poste) => {
    await lireDossier(poste);
    poste.bouton('Décider').click();
    (await jusqua(() => poste.un('#champ-decision-acceptation'))).click();
    await poste.remplir('champ-lettre', 'Votre acte est joint à cette lettre.');
    poste.bouton('Enregistrer l’accord').click();
    await jusqua(() => poste.aBouton('Annuler'));
  }),
};

/** Decided and gone: the letter is in the file. */
export const Refusee: StoryObj = {
  name: 'Refusée, sa lettre',
  ...histoire(
    async (poste) => {
      await connecter(poste);
      poste.bouton('Filtres').click();
      await poste.remplir('filtre-statut', 'closes');
      await jusqua(() => poste.ligne(PREMIERE));
      await ouvrirDossier(poste, PREMIERE);
    },
    { depart: avec(refusee()) },
  ),
};

/** Replies that the town keeps ready, searched, put at the cursor. */
export const ReponsesTypes: StoryObj = {
  name: 'Réponses types',
  ...histoire(async (poste) => {
    await lireDossier(poste);
    poste.bouton('Répondre').click();
    await poste.remplir('champ-reponse', 'Bonjour,');
    poste.bouton('Insérer une réponse type').click();
    await jusqua(() => poste.texte().includes('Acte prêt à retirer'));
  }),
};

/** Why it is due then: each step with its rule. */
export const Echeance: StoryObj = {
  name: 'Pourquoi cette échéance',
  ...histoire(
    async (poste) => {
      await lireDossier(poste);
      poste.bouton('Pourquoi cette échéance').click();
    },
    { depart: avec(enAttente(7)) },
  ),
};

/** Silence has decided. */
export const Tacite: StoryObj = {
  name: 'Décision tacite',
  ...histoire((poste) => lireDossier(poste), { depart: avec(tacite()) }),
};

/** Closed by the service, not solved says the citizen. */
export const PasRegle: StoryObj = {
  name: 'Pas réglé',
  ...histoire((poste) => lireDossier(poste, pasReglee().ligne.numero), {
    depart: { demandes: [pasReglee(), demandeAgent], incidents: [] },
  }),
};

/** The address is wrong: it is corrected, and what did not leave leaves. */
export const Adresse: StoryObj = {
  name: 'Corriger l’adresse',
  ...histoire(async (poste) => {
    await lireDossier(poste);
    poste.bouton('Corriger l’adresse').click();
    await poste.remplir('champ-adresse', 'jeanne.rousseau@exemple.com');
  }),
};

/** The figures of the agent's services, cut as he wants. */
export const Chiffres = histoire(async (poste) => {
  await lireFile(poste);
  poste.bouton('Chiffres').click();
  await jusqua(() => poste.texte().includes('Demandes reçues'));
});
