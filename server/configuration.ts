import * as z from 'zod';
import { lireAdresseClamd } from './socle/virus/clamd.ts';

const booleen = z
  .enum(['0', '1'])
  .default('0')
  .transform((valeur) => valeur === '1');

const Environnement = z.object({
  /** Port that the server listens on. */
  PORT: z.coerce.number().int().min(0).max(65535).default(8787),
  /** Address that it listens on. */
  PARVIS_HOTE: z.string().default('127.0.0.1'),
  /** Folder of all data. */
  PARVIS_DATA: z.string().min(1).default('.donnees'),
  /** Folder of the backups. Default: `sauvegardes` in that of the data. */
  PARVIS_SAUVEGARDES: z.string().min(1).optional(),
  /** Public address, as browsers see it. Default: this machine's. */
  PARVIS_URL: z
    .url()
    .transform((url) => url.replace(/\/+$/, ''))
    .optional(),
  /** `smtp://user:password@host:587`. Only a demonstration, which keeps its mails, starts without. */
  SMTP_URL: z.url().optional(),
  /** Address that mails come from. */
  PARVIS_COURRIEL: z.email().default('ne-pas-repondre@parvis.invalid'),
  /** Mailbox that receives answers by mail, its tagged addresses (`reponse+…@`) too. Without it they go to the service. */
  PARVIS_COURRIEL_REPONSES: z.email().optional(),
  /** What the operator's mail server shows to hand in mails: `POST /courriels/entrants`. */
  PARVIS_JETON_COURRIELS: z.string().min(16).optional(),
  /** Gateway of text messages: `POST {"a": "0639981234", "texte": "…"}`. Without it nobody agrees by phone. */
  PARVIS_SMS_URL: z.url({ protocol: /^https?$/ }).optional(),
  /** Sent to the gateway as `Authorization: Bearer`. */
  PARVIS_SMS_JETON: z.string().min(1).optional(),
  /** 1: the caller's address is the last `X-Forwarded-For`. Only behind one's own proxy. */
  PARVIS_PROXY: booleen,
  /** Megabytes of one file. */
  PARVIS_FICHIER_MO: z.coerce.number().min(1).max(200).default(10),
  /** Folder of the files being checked, plain for that time. Default: `temporaires` in the data; better in memory. */
  PARVIS_TEMPORAIRES: z.string().min(1).optional(),
  /** Key that wraps the citizens' own: 32 bytes in base64 or hex; older ones may follow. */
  PARVIS_CLE_MAITRE: z.string().optional(),
  /** A file that holds it, older ones on further lines. Default: `cle-maitre` in the data, made at the first start. */
  PARVIS_CLE_MAITRE_FICHIER: z.string().min(1).optional(),
  /** ClamAV's daemon: `tcp://host:3310` or `unix:/path`. Without it, no file is scanned. */
  PARVIS_CLAMD: z
    .string()
    .transform((texte, contexte) => {
      const adresse = lireAdresseClamd(texte);
      if (adresse) return adresse;
      contexte.addIssue({ code: 'custom', message: 'tcp://host:port or unix:/path' });
      return z.NEVER;
    })
    .optional(),
  /** Seconds during which an agent may take a decision back: its mail waits for that. 0: at once, for good. */
  PARVIS_ANNULATION: z.coerce.number().int().min(0).max(3600).default(60),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('info'),
});

export type Configuration = z.output<typeof Environnement>;

/**
 * Reads the environment.
 * @throws Error naming every variable that is wrong
 */
export function lireEnvironnement(env: Readonly<Record<string, string | undefined>>): Configuration {
  const presentes = Object.fromEntries(Object.entries(env).filter(([, valeur]) => valeur !== ''));
  const lu = Environnement.safeParse(presentes);
  if (!lu.success) {
    const fautes = lu.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
    throw new Error(`Environment not valid.\n${fautes.join('\n')}`);
  }
  return lu.data;
}
