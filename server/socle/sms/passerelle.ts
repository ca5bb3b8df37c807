/** Sends text messages. */
export interface Passerelle {
  /**
   * Resolves when the gateway has taken charge of it.
   * @param sms.id stable name of this message: sent again after a failure, it is the same one
   * @param sms.a as it is dialled in the country, or `+` and the country's code; digits only
   * @throws ErreurSms
   */
  envoyer(sms: { id: string; a: string; texte: string }): Promise<void>;
}

/** `message` is French, fit to be shown to the staff, and holds no personal data. */
export class ErreurSms extends Error {
  override readonly name = 'ErreurSms';
  /** True: sending it again would fail again. */
  readonly definitif: boolean;

  constructor(message: string, { definitif, cause }: { definitif: boolean; cause?: unknown }) {
    super(message, { cause });
    this.definitif = definitif;
  }
}

const DELAI_MS = 10_000;

/**
 * Any HTTP gateway that takes `POST {"a": "0639981234", "texte": "…"}`, or a few lines of adapter before the
 * operator's own. Any 2xx is « taken charge of »; 408, 429 and 5xx are tried again.
 */
export function creerPasserelle({ url, jeton }: { url: string; jeton?: string | undefined }): Passerelle {
  return {
    async envoyer({ id, a, texte }) {
      const reponse = await fetch(url, {
        method: 'POST',
        headers: {
          'Content-Type': 'application/json',
          'Idempotency-Key': id,
          ...(jeton !== undefined && { Authorization: `Bearer ${jeton}` }),
        },
        body: JSON.stringify({ a, texte }),
        // The token goes to the address that was configured, and nowhere else.
        redirect: 'error',
        signal: AbortSignal.timeout(DELAI_MS),
      }).catch((cause: unknown) => {
        throw new ErreurSms('La passerelle de SMS ne répond pas.', { definitif: false, cause });
      });
      await reponse.body?.cancel();
      if (reponse.ok) return;
      const passagere = reponse.status >= 500 || [408, 429].includes(reponse.status);
      throw new ErreurSms(`La passerelle de SMS refuse\u00a0: erreur ${reponse.status}.`, {
        definitif: !passagere,
      });
    },
  };
}
