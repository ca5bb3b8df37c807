import type { Context } from 'hono';
import type { Commune, EnvCommune } from '../communes/commune.ts';
import { lireSession } from '../identite/sessions/exiger.ts';
import type { TableSessionOuverte } from '../identite/tables.ts';
import { manqueA, signatureDe } from '../mandats/droit.ts';
import { phraseManque } from '../mandats/phrases.ts';
import { mandatParId } from '../mandats/store.ts';
import { Probleme } from '../socle/erreurs/probleme.ts';
import type { Limiteur } from '../socle/http/limites.ts';
import { codeEstJuste } from './code-suivi.ts';
import { demandeParNumero } from './store.ts';
import { USAGER, type Acteur } from './evenements.ts';
import { exigerNumero, numeroInconnu } from './trouver.ts';
import type { TableDemande } from './tables.ts';

/** Brakes on guessing: wrong numbers and wrong codes of one address, wrong codes on one number. */
export interface Freins {
  parAdresse: Limiteur;
  parNumero: Limiteur;
}

/** A demande, whether the caller may see and do everything of it, and as whom. */
export interface Ouverte {
  demande: TableDemande;
  entiere: boolean;
  acteur: Acteur;
  /** What to say to a helper who may not: his mandate has ended, or never covered it. */
  refus?: Probleme;
}

/**
 * A demande by its number, and whether the caller holds its code, owns it, or has a mandate for it. A wrong guess costs
 * a point, to the address and, for a code, to the number.
 * @param saisie.code `undefined`: the number alone, or a session
 * @throws Probleme `numero-mal-tape`, `numero-inconnu`, `code-faux`, `trop-de-tentatives`, `session-finie`
 */
export async function ouvrirDemande(
  c: Context<EnvCommune>,
  saisie: { numero: string; code: string | undefined; adresse: string },
  freins: Freins,
): Promise<Ouverte> {
  const { commune } = c.var;
  const session = await lireSession(c, 'usager', 'aidant');
  const numero = exigerNumero(saisie.numero);
  const cleNumero = `${commune.slug} ${numero}`;
  await freins.parAdresse.verifier(saisie.adresse);
  if (saisie.code !== undefined) await freins.parNumero.verifier(cleNumero);
  const demande = await commune.moteur.lireUn(demandeParNumero, { numero });
  if (!demande) {
    await freins.parAdresse.compter(saisie.adresse);
    throw numeroInconnu();
  }
  if (demande.archivee_le !== null) throw archivee();
  const acteur = session && (await acteurDeSession(commune, session, demande));
  if (acteur && !(acteur instanceof Probleme)) return { demande, entiere: true, acteur };
  if (saisie.code === undefined) {
    return { demande, entiere: false, acteur: USAGER, ...(acteur && { refus: acteur }) };
  }
  if (!codeEstJuste(commune.secret, demande.id, saisie.code)) {
    await freins.parAdresse.compter(saisie.adresse);
    await freins.parNumero.compter(cleNumero);
    throw new Probleme(
      'code-faux',
      'Code faux',
      'Ce code ne va pas avec ce numéro. Il a 6 lettres ou chiffres et se trouve sur votre accusé de réception.',
      { erreurs: [{ chemin: 'code', code: 'code-faux', message: 'Vérifiez le code.' }] },
    );
  }
  return { demande, entiere: true, acteur: USAGER };
}

const archivee = (): Probleme =>
  new Probleme(
    'demande-archivee',
    'Demande archivée',
    'Cette demande est terminée depuis longtemps : elle n’est plus affichée ici. Pour la consulter, écrivez à la mairie avec son numéro.',
  );

/** A citizen acts on his own requests, a helper on those of a mandate that holds; a helper is told why not. */
async function acteurDeSession(
  commune: Commune,
  { role, sujet }: TableSessionOuverte,
  demande: TableDemande,
): Promise<Acteur | Probleme | undefined> {
  if (role === 'usager') return demande.usager === sujet ? USAGER : undefined;
  const mandat =
    demande.mandat === null ? undefined : await commune.moteur.lireUn(mandatParId, { id: demande.mandat });
  // Of somebody else's mandate, a helper learns nothing: not even that there is one.
  const manque = mandat ? manqueA(commune, mandat, { aidant: sujet, demarche: demande.demarche }) : 'autre';
  return mandat && manque === undefined
    ? { role: 'aidant', nom: signatureDe(mandat) }
    : new Probleme('mandat-requis', 'Mandat demandé', phraseManque(manque!));
}

/** For acts that need the code, or a session. */
export function exigerEntiere({ demande, entiere, refus }: Ouverte): TableDemande {
  if (entiere) return demande;
  if (refus) throw refus;
  throw new Probleme(
    'session-requise',
    'Code demandé',
    'Donnez le code de 6 lettres ou chiffres qui accompagne votre numéro, ou connectez-vous.',
  );
}
