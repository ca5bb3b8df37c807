import type { Commune } from '../communes/commune.ts';
import type { EntreeZip } from '../socle/zip/zip.ts';
import { noter } from './acces.ts';
import { blobsDe } from './cles.ts';
import { documentsDe } from './store.ts';
import type { TableDocument } from './tables.ts';
import { voirDocument } from './voir.ts';

/**
 * The papers of a citizen as entries of an archive; each is in the log once it is asked for. A paper that the antivirus
 * has not seen yet is named in a text instead.
 * @param prefixe folder in the archive, with its final `/`
 */
export async function* exporterDocuments(
  commune: Commune,
  usager: string,
  options: { prefixe?: string; description?: boolean } = {},
): AsyncGenerator<EntreeZip> {
  const { prefixe = '', description = false } = options;
  const documents = await commune.moteur.lire(documentsDe, { usager });
  const maintenant = commune.horloge.maintenant();
  if (description) {
    const json = JSON.stringify(documents.map(voirDocument), null, 2);
    yield { nom: `${prefixe}documents.json`, le: maintenant, ouvrir: async () => Buffer.from(json) };
  }
  for (const document of documents) {
    if (document.etat !== 'pret') continue;
    yield { nom: prefixe + document.nom, le: document.ajoute_le, ouvrir: () => ouvrir(commune, document) };
  }
  const attendus = documents.filter(({ etat }) => etat !== 'pret');
  if (attendus.length === 0) return;
  const phrases = [
    'Ces fichiers attendent l’antivirus. Revenez les chercher dans quelques minutes :',
    ...attendus.map(({ nom }) => `- ${nom}`),
    '',
  ];
  const contenu = Buffer.from(phrases.join('\n'));
  yield { nom: `${prefixe}fichiers en attente.txt`, le: maintenant, ouvrir: async () => contenu };
}

async function ouvrir(commune: Commune, document: TableDocument): Promise<ReadableStream<Uint8Array>> {
  const { flux } = await (await blobsDe(commune, document)).lire(document.cle);
  await commune.moteur.commit([noter(commune, document, 'archive')]);
  return flux;
}
