import type { Commune } from '../communes/commune.ts';
import { enToutesLettres } from '../echeances/dates.ts';
import { EchecDefinitif, type TypeDeJob } from '../socle/jobs/executant.ts';
import { composerCourriel, ErreurEnvoi, type Bloc, type Facteur } from '../socle/mail/mail.ts';
import { evenementDeMandat, mandatParId } from './store.ts';
import type { FinParQui, TableEvenementMandat, TableMandat } from './tables.ts';
import { codesDe } from './voir.ts';

/** What an act under a mandate was, said of the helper. */
export type ActeSousMandat = 'depot' | 'message' | 'complement' | 'retrait' | 'autre';

export interface DonneesUsage {
  acte: ActeSousMandat;
  numero: string;
  demarche: string;
  version: number;
}

const ACTES: Record<ActeSousMandat, string> = {
  depot: 'a déposé en votre nom',
  message: 'a écrit à la mairie en votre nom, au sujet de',
  complement: 'a répondu à la mairie en votre nom, au sujet de',
  retrait: 'a retiré en votre nom',
  autre: 'a agi en votre nom, au sujet de',
};

const FINS: Record<FinParQui, string> = {
  usager: 'Vous y avez mis fin.',
  aidant: 'Cette personne y a mis fin.',
  agent: 'La mairie y a mis fin.',
  ville: 'Cette personne n’est plus dans la liste des aidants de la commune.',
  date: 'Son dernier jour est passé.',
};

/** Tells the person that a mandate began, was used, or ended; and how to see it and end it. */
export function jobCourrielMandat(commune: Commune, facteur: Facteur): TypeDeJob {
  return {
    faire: async (donnees: { mandat: string; evenement: string }, { id }) => {
      const mandat = await commune.moteur.lireUn(mandatParId, { id: donnees.mandat });
      const evenement = await commune.moteur.lireUn(evenementDeMandat, { id: donnees.evenement });
      if (!mandat?.courriel || !evenement) return;
      const { objet, blocs } = await composer(commune, mandat, evenement);
      const { config } = commune;
      const { texte, html } = composerCourriel({
        entete: config.nom,
        blocs,
        pied: `${config.nom}. Ce courriel vous est envoyé parce que votre adresse a été donnée pour le mandat ${mandat.reference}.`,
      });
      try {
        await facteur.envoyer({ id, a: mandat.courriel, expediteur: config.nom, objet, texte, html });
      } catch (erreur) {
        if (erreur instanceof ErreurEnvoi && erreur.definitif) {
          throw new EchecDefinitif(erreur.message, { cause: erreur });
        }
        throw erreur;
      }
    },
  };
}

async function composer(
  commune: Commune,
  mandat: TableMandat,
  { type, donnees }: TableEvenementMandat,
): Promise<{ objet: string; blocs: Bloc[] }> {
  const aidant = `${mandat.aidant_nom} (${mandat.structure})`;
  if (type === 'fin') {
    const { par } = JSON.parse(donnees) as { par: FinParQui };
    return {
      objet: `${mandat.aidant_nom} ne peut plus agir en votre nom`,
      blocs: [
        { genre: 'titre', texte: 'Le mandat est terminé' },
        {
          genre: 'paragraphe',
          texte: `${aidant} ne peut plus faire de démarches en votre nom, ni voir celles qui ont été faites. ${FINS[par]}`,
        },
        { genre: 'faits', faits: [{ libelle: 'Mandat', valeur: mandat.reference, aCopier: true }] },
        { genre: 'paragraphe', texte: 'Vos demandes déjà envoyées continuent.' },
      ],
    };
  }
  if (type === 'usage') {
    const { acte, numero, demarche, version } = JSON.parse(donnees) as DonneesUsage;
    const { titre } = await commune.catalogue.version(demarche, version);
    return {
      objet: `${mandat.aidant_nom} ${acte === 'depot' ? 'a déposé une demande' : 'a agi'} en votre nom : ${numero}`,
      blocs: [
        { genre: 'titre', texte: 'Une démarche faite en votre nom' },
        { genre: 'paragraphe', texte: `${aidant} ${ACTES[acte]} «\u00a0${titre}\u00a0», ${numero}.` },
        ...commentFinir(commune, mandat),
      ],
    };
  }
  const offertes = await commune.catalogue.offertes();
  const titres = codesDe(mandat).map((code) => offertes.get(code)?.titre ?? code);
  return {
    objet: `${mandat.aidant_nom} peut faire des démarches en votre nom`,
    blocs: [
      { genre: 'titre', texte: 'Vous avez donné un mandat' },
      {
        genre: 'paragraphe',
        texte: `${aidant} peut maintenant faire des démarches en votre nom avec la mairie, et suivre celles-là.`,
      },
      {
        genre: 'faits',
        faits: [
          {
            libelle: 'Pour',
            valeur: titres.length > 0 ? titres.join('\n') : 'Toutes les démarches en ligne',
          },
          { libelle: 'Jusqu’au', valeur: enToutesLettres(mandat.jusquau) },
        ],
      },
      ...commentFinir(commune, mandat),
    ],
  };
}

/** The same words on the sheet, in the mails and on the receipt. */
export function commentFinir(
  { config, url }: Pick<Commune, 'config' | 'url'>,
  { reference }: Pick<TableMandat, 'reference'>,
): Bloc[] {
  const { telephone } = config.contact;
  return [
    { genre: 'titre', texte: 'Voir ce mandat, ou y mettre fin', sous: true },
    {
      genre: 'paragraphe',
      texte:
        'Vous pouvez le limiter ou y mettre fin quand vous voulez, sans dire pourquoi : dans votre espace, en vous connectant avec cette adresse, ' +
        `ou auprès de la mairie${telephone ? ` (${telephone})` : ''}, en donnant sa référence.`,
    },
    { genre: 'faits', faits: [{ libelle: 'Référence du mandat', valeur: reference, aCopier: true }] },
    {
      genre: 'bouton',
      libelle: 'Ouvrir mon espace',
      lien: config.pages.demarches ?? `${url}/p/mes-demarches`,
    },
  ];
}
