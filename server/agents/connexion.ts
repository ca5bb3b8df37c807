import { createHash, createHmac, randomBytes, randomInt, timingSafeEqual } from 'node:crypto';
import type { SessionAgent } from '#contract/schemas/agent.ts';
import type { AgentConfigure } from '#contract/schemas/commune.ts';
import type { Commune } from '../communes/commune.ts';
import { ecrire, garder, GardeManquee } from '../socle/db/moteur.ts';
import { Probleme } from '../socle/erreurs/probleme.ts';
import { HEURE, MINUTE } from '../socle/horloge/horloge.ts';
import { EchecDefinitif, type TypeDeJob } from '../socle/jobs/executant.ts';
import { composerCourriel, ErreurEnvoi, type Facteur } from '../socle/mail/mail.ts';
import { agentDe, voirAgent } from './agent.ts';
import { effacerCode, fermerSession, insererSession, poserCode, prendreEssai, sessionDe } from './store.ts';

const DUREE_CODE = 10 * MINUTE;
const ESSAIS_MAX = 5;
const DUREE_SESSION = 8 * HEURE;

/**
 * Plans the mail of a one-time code. Nothing tells the caller whether the address is listed: same answer, and the
 * same work (one commit) either way.
 */
export async function demanderCode(commune: Commune, courriel: string): Promise<void> {
  await commune.moteur.commit([
    commune.jobs.planifier('code-connexion', { courriel: courriel.trim().toLowerCase() }),
  ]);
  commune.jobs.reveiller();
}

/** The code is drawn when the mail is written, so it never waits in the database in clear. */
export function jobCodeConnexion(commune: Commune, facteur: Facteur): TypeDeJob {
  return {
    essaisMax: 3,
    faire: async ({ courriel }: { courriel: string }, job) => {
      const agent = agentDe(commune, courriel);
      // A code older than its validity helps nobody.
      if (!agent || commune.horloge.maintenant() - job.cree_le > DUREE_CODE) return;
      const code = String(randomInt(1_000_000)).padStart(6, '0');
      const expire_le = commune.horloge.maintenant() + DUREE_CODE;
      await commune.moteur.commit([
        ecrire(poserCode, {
          courriel: agent.courriel,
          code: sceller(commune, agent.courriel, code),
          expire_le,
        }),
      ]);
      const contenu = composerCourriel({
        entete: commune.config.nom,
        blocs: [
          { genre: 'titre', texte: 'Votre code de connexion' },
          { genre: 'faits', faits: [{ libelle: 'Code', valeur: code, aCopier: true }] },
          { genre: 'paragraphe', texte: 'Il sert une fois, pendant 10 minutes. Ne le donnez à personne.' },
        ],
        pied: 'Si vous n’avez rien demandé, ne faites rien : sans ce code, personne ne peut entrer.',
      });
      await facteur
        .envoyer({
          id: `${job.id}.${job.essais}`,
          a: agent.courriel,
          expediteur: commune.config.nom,
          objet: `${code} est votre code de connexion`,
          ...contenu,
        })
        .catch((erreur: unknown) => {
          if (erreur instanceof ErreurEnvoi && erreur.definitif) throw new EchecDefinitif(erreur.message);
          throw erreur;
        });
    },
  };
}

/**
 * Opens a session with the code of the mail. Five tries for a code, whoever makes them.
 * @throws Probleme `code-faux`: wrong, expired, used, or tried too often, in the same words
 */
export async function ouvrirSession(commune: Commune, courriel: string, code: string): Promise<SessionAgent> {
  const adresse = courriel.trim().toLowerCase();
  const maintenant = commune.horloge.maintenant();
  const [essais] = (await commune.moteur.commit([
    ecrire(prendreEssai, { courriel: adresse, maintenant, max: ESSAIS_MAX }),
  ])) as [{ code: string }[]];
  const agent = agentDe(commune, adresse);
  const attendu = essais[0]?.code ?? '';
  const scelle = sceller(commune, adresse, code);
  if (
    !agent ||
    attendu.length !== scelle.length ||
    !timingSafeEqual(Buffer.from(attendu), Buffer.from(scelle))
  ) {
    throw codeFaux();
  }
  const jeton = randomBytes(32).toString('base64url');
  const expire_le = maintenant + DUREE_SESSION;
  try {
    await commune.moteur.commit([
      // Guarded: of two that hold the same code at once, one enters.
      garder(effacerCode, { courriel: adresse, code: scelle }),
      ecrire(insererSession, { jeton: empreinte(jeton), courriel: adresse, cree_le: maintenant, expire_le }),
    ]);
  } catch (erreur) {
    if (erreur instanceof GardeManquee) throw codeFaux();
    throw erreur;
  }
  return { jeton, expireLe: new Date(expire_le).toISOString(), agent: voirAgent(commune, agent) };
}

function codeFaux(): Probleme {
  return new Probleme(
    'code-faux',
    'Code faux',
    'Ce code est faux, ou il n’est plus valable. Vérifiez-le, ou demandez-en un autre.',
    {
      erreurs: [{ chemin: 'code', code: 'code-faux', message: 'Vérifiez le code, ou demandez-en un autre.' }],
    },
  );
}

/**
 * The agent behind an `Authorization: Bearer` header.
 * @throws Probleme `session-requise` (401)
 */
export async function exigerAgent(
  commune: Commune,
  autorisation: string | undefined,
): Promise<AgentConfigure> {
  const jeton = /^Bearer ([\w-]{43})$/.exec(autorisation ?? '')?.[1];
  const session =
    jeton &&
    (await commune.moteur.lireUn(sessionDe, {
      jeton: empreinte(jeton),
      maintenant: commune.horloge.maintenant(),
    }));
  const agent = session ? agentDe(commune, session.courriel) : undefined;
  if (!agent) {
    throw new Probleme(
      'session-requise',
      'Connexion demandée',
      'Votre session est finie. Connectez-vous de nouveau : ce que vous avez écrit est gardé.',
    );
  }
  return agent;
}

export async function finirSession(commune: Commune, autorisation: string): Promise<void> {
  await commune.moteur.commit([
    ecrire(fermerSession, { jeton: empreinte(autorisation.slice('Bearer '.length)) }),
  ]);
}

const empreinte = (jeton: string): string => createHash('sha256').update(jeton).digest('base64url');

function sceller(commune: Commune, courriel: string, code: string): string {
  return createHmac('sha256', commune.secret)
    .update(`code-connexion ${courriel} ${code}`)
    .digest('base64url');
}
