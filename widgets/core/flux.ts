import { ErreurApi, ErreurReseau } from './erreurs.ts';

export interface MessageFlux {
  type: string;
  id: string;
  donnees: string;
}

/** Server-sent events over fetch, which can carry an `Authorization` header where EventSource cannot. */
export async function* lireFlux(reponse: Response): AsyncGenerator<MessageFlux> {
  if (!reponse.ok || !reponse.body) {
    throw new ErreurApi(reponse.status, await reponse.json().catch(() => ({})));
  }
  const lecteur = reponse.body.pipeThrough(new TextDecoderStream()).getReader();
  let reste = '';
  let id = '';
  try {
    for (;;) {
      const { done, value } = await lecteur.read();
      if (done) return;
      const blocs = (reste + value).split(/\r?\n\r?\n/);
      reste = blocs.pop() ?? '';
      for (const bloc of blocs) {
        const message = lireBloc(bloc);
        id = message.id ?? id;
        if (message.donnees !== undefined) yield { type: message.type, id, donnees: message.donnees };
      }
    }
  } catch (cause) {
    if (cause instanceof DOMException && cause.name === 'AbortError') throw cause;
    throw new ErreurReseau('Le fil des nouvelles est coupé.', { cause });
  } finally {
    void lecteur.cancel().catch(() => undefined);
  }
}

function lireBloc(bloc: string): { type: string; id?: string; donnees?: string } {
  const message: { type: string; id?: string; donnees?: string } = { type: 'message' };
  for (const ligne of bloc.split(/\r?\n/)) {
    const [, champ, valeur = ''] = /^(\w+): ?(.*)$/.exec(ligne) ?? [];
    if (champ === 'event') message.type = valeur;
    else if (champ === 'id') message.id = valeur;
    else if (champ === 'data')
      message.donnees = (message.donnees === undefined ? '' : `${message.donnees}\n`) + valeur;
  }
  return message;
}
