import type { LigneDemande, PageFile } from '#contract/schemas/agent.ts';
import type { DemarchePubliee } from '#contract/schemas/demarche.ts';
import type { AgentConfigure } from '#contract/schemas/commune.ts';
import type { FiltreFile } from '#contract/schemas/agent.ts';
import { lireNumero } from '#contract/numero.ts';
import type * as z from 'zod';
import { serviceDe, type Commune } from '../communes/commune.ts';
import { lireComplement, lireImplicite } from '../demandes/lire.ts';
import { demandeParNumero } from '../demandes/store.ts';
import { SANS_ECHEANCE } from '../demandes/tables.ts';
import { nomDe } from '../agents/agent.ts';
import { deposantsDe } from '../mandats/deposants.ts';
import { Probleme } from '../socle/erreurs/probleme.ts';
import { pageDeFile, rechercherFile, type LigneFile, type ParametresFile } from './file-store.ts';
import { expressionFts, indexer } from './recherche.ts';

type Filtre = z.output<typeof FiltreFile>;

/**
 * A page of the queue of an agent: the demandes of his services, by deadline or newest first.
 * @throws Probleme `acces-refuse` for a service that is not his, `saisie-invalide` for a broken cursor
 */
export async function listerFile(commune: Commune, agent: AgentConfigure, filtre: Filtre): Promise<PageFile> {
  const services = servicesVoulus(agent, filtre.service);
  const affectee = (filtre.affectation === 'moi' ? agent.courriel : filtre.affectation)?.toLowerCase();
  if (filtre.q) return rechercher(commune, { services, affectee }, filtre, filtre.q);
  const curseur = filtre.curseur === undefined ? undefined : lireCurseur(filtre.curseur, 2);
  const parStatut = estUnStatut(filtre.statut);
  const parametres: ParametresFile = {
    clos: estFiltreClos(filtre.statut),
    limite: filtre.limite + 1,
    statut: filtre.statut,
    ...(filtre.canal && { canal: filtre.canal }),
    ...(filtre.demarche && { demarche: filtre.demarche }),
    ...(affectee && { agent: affectee }),
    ...(curseur && { apresEcheance: curseur[0]!, apresId: curseur[1]! }),
  };
  for (const [i, service] of services.entries()) parametres[`service${i}`] = service;
  const requete = pageDeFile({
    services: services.length,
    statut: parStatut,
    canal: filtre.canal !== undefined,
    demarche: filtre.demarche !== undefined,
    affectation: affectee === undefined ? 'toutes' : affectee === 'personne' ? 'personne' : 'agent',
    tri: filtre.tri,
    suite: curseur !== undefined,
  });
  const lignes = await commune.moteur.lire(requete, parametres);
  return paginer(commune, lignes, filtre.limite, ({ echeance, id }) => [echeance, id]);
}

const CLOSES: readonly string[] = ['closes', 'traitee', 'refusee', 'retiree'];
const estUnStatut = (statut: Filtre['statut']): boolean => statut !== 'ouvertes' && statut !== 'closes';
const estFiltreClos = (statut: Filtre['statut']): 0 | 1 => (CLOSES.includes(statut) ? 1 : 0);

function servicesVoulus(agent: AgentConfigure, voulu: string | undefined): readonly string[] {
  if (voulu === undefined) return agent.services;
  if (agent.services.includes(voulu)) return [voulu];
  throw new Probleme('acces-refuse', 'Accès refusé', 'Vous ne faites pas partie de ce service.');
}

async function rechercher(
  commune: Commune,
  { services, affectee }: { services: readonly string[]; affectee: string | undefined },
  filtre: Filtre,
  q: string,
): Promise<PageFile> {
  const numero = lireNumero(q);
  if ('numero' in numero) {
    const demande = await commune.moteur.lireUn(demandeParNumero, numero);
    const visible = demande !== undefined && services.includes(demande.service);
    return { demandes: visible ? [await voirLigne(commune, demande)] : [], suivant: null };
  }
  const mots = expressionFts(q);
  if (!mots) return { demandes: [], suivant: null };
  // What was filed a moment ago is found too.
  await indexer(commune);
  const lignes = await commune.moteur.lire(rechercherFile, {
    mots,
    services: JSON.stringify(services),
    clos: estFiltreClos(filtre.statut),
    statut: estUnStatut(filtre.statut) ? filtre.statut : null,
    canal: filtre.canal ?? null,
    demarche: filtre.demarche ?? null,
    agent: affectee ?? null,
    avant: filtre.curseur === undefined ? Number.MAX_SAFE_INTEGER : Number(lireCurseur(filtre.curseur, 1)[0]),
    limite: filtre.limite + 1,
  });
  return paginer(commune, lignes, filtre.limite, ({ doc }) => [String(doc)]);
}

async function paginer<L extends LigneFile>(
  commune: Commune,
  lignes: readonly L[],
  limite: number,
  cle: (ligne: L) => string[],
): Promise<PageFile> {
  const page = lignes.slice(0, limite);
  const demandes: LigneDemande[] = [];
  const deposants = await deposantsDe(commune, page);
  // Without a promise for each row: nearly always every version is known.
  for (const ligne of page) {
    const { demarche, demarche_version } = ligne;
    const connue = commune.catalogue.connue(demarche, demarche_version);
    demandes.push(
      decrire(
        commune,
        connue ?? (await commune.catalogue.version(demarche, demarche_version)),
        ligne,
        deposants.get(ligne.id),
      ),
    );
  }
  const derniere = page.at(-1);
  return {
    demandes,
    suivant: lignes.length > limite && derniere ? ecrireCurseur(cle(derniere)) : null,
  };
}

const ecrireCurseur = (cle: readonly string[]): string =>
  Buffer.from(JSON.stringify(cle)).toString('base64url');

function lireCurseur(curseur: string, taille: number): string[] {
  try {
    const cle: unknown = JSON.parse(Buffer.from(curseur, 'base64url').toString());
    if (Array.isArray(cle) && cle.length === taille && cle.every((partie) => typeof partie === 'string'))
      return cle;
  } catch {
    // Told below like any other broken cursor.
  }
  throw new Probleme(
    'saisie-invalide',
    'Page inconnue',
    'Cette page de la file n’existe plus. Rechargez la file.',
    {
      erreurs: [{ chemin: 'curseur', code: 'curseur', message: 'Rechargez la file.' }],
    },
  );
}

/** A row of the queue as the API shows it. */
export async function voirLigne(commune: Commune, ligne: LigneFile): Promise<LigneDemande> {
  const demarche = await commune.catalogue.version(ligne.demarche, ligne.demarche_version);
  return decrire(commune, demarche, ligne, (await deposantsDe(commune, [ligne])).get(ligne.id));
}

function decrire(
  { config }: Commune,
  demarche: DemarchePubliee,
  ligne: LigneFile,
  deposeePar: string | undefined,
): LigneDemande {
  const affectee = ligne.affectee_a;
  const agent = affectee && config.agents.find(({ courriel }) => courriel === affectee);
  return {
    numero: ligne.numero,
    version: ligne.rang,
    demarche: ligne.demarche,
    titre: demarche.titre,
    genre: ligne.genre,
    statut: ligne.statut,
    service: { code: ligne.service, nom: serviceDe(config, ligne.service).nom },
    canal: ligne.canal,
    recueLe: new Date(ligne.recue_le).toISOString(),
    majLe: new Date(ligne.maj_le).toISOString(),
    echeance: ligne.echeance === SANS_ECHEANCE ? null : ligne.echeance,
    affecteeA: affectee ? { courriel: affectee, nom: agent ? nomDe(agent) : affectee } : null,
    demandeur: ligne.demandeur_nom,
    ...(deposeePar !== undefined && { deposeePar }),
    objet: ligne.objet,
    reponseAttendue: ligne.reponse_attendue === 1,
    implicite: lireImplicite(ligne),
    complementAvantLe: lireComplement(ligne)?.avantLe ?? null,
    satisfaction: ligne.satisfaction,
  };
}
