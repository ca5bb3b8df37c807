/** Answers by mail: what the operator's mail server hands in, and what becomes of it. */
import * as z from 'zod';
import { DemandeAgent, Incident } from '#contract/schemas/agent.ts';
import { lire, ouvrirBanc, URL_BANC } from './banc.ts';
import { acte, PERSONNE } from './reponses.ts';

const JETON = 'un-jeton-de-seize-lettres';
const AGENT = 'agent@port-aubier.example';
export const LUI = PERSONNE['demandeur-courriel'];
const env = { PARVIS_COURRIEL_REPONSES: 'reponse@guichet.example.fr', PARVIS_JETON_COURRIELS: JETON };

/** A request with its receipt sent, an agent, and the door of the operator's mail server. */
export async function ouvrirEchange(options: { env?: Record<string, string> } = {}) {
  const banc = await ouvrirBanc({ env: { ...env, ...options.env } });
  const { numero, code } = await banc.deposer('acte-naissance', acte());
  const poste = await banc.connecter(AGENT);
  await banc.jobs();
  const adresse = banc.boite.recus.find(({ a }) => a === LUI)!.repondreA!;
  const remettre = (brut: string | Buffer, entetes: Record<string, string> = {}) =>
    banc.app.request(`${URL_BANC}/courriels/entrants`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${JETON}`, 'Content-Type': 'message/rfc822', ...entetes },
      body: brut as string,
    });
  const voir = async () => lire(DemandeAgent, await banc.get(`agent/demandes/${numero}`, { poste }));
  const messages = async () => (await voir()).evenements.filter((e) => e.type === 'message');
  const incidents = async () => {
    const liste = z.strictObject({ incidents: z.array(Incident) });
    return (await lire(liste, await banc.get('agent/incidents', { poste }))).incidents;
  };
  const fin = () => banc[Symbol.asyncDispose]();
  return {
    banc,
    numero,
    code,
    poste,
    adresse,
    remettre,
    voir,
    messages,
    incidents,
    [Symbol.asyncDispose]: fin,
  };
}
/** A mail as it comes in, from the citizen unless `tetes` says otherwise. */
export const mail = (a: string, corps: string, tetes: Record<string, string> = {}): string =>
  Object.entries({ From: LUI, To: a, Subject: 'Re', 'Message-ID': '<m1@exemple.fr>', ...tetes })
    .map(([nom, valeur]) => `${nom}: ${valeur}`)
    .join('\r\n') + `\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n${corps}\r\n`;
