/** A citizen with a space and an open session, and what he does with his documents. */
import assert from 'node:assert/strict';
import type { Reponses } from '#contract/formulaire.ts';
import type { Televersement } from '#contract/schemas/demande.ts';
import { AccesDocuments, Document, MesDocuments } from '#contract/schemas/document.ts';
import { demandeParNumero } from '../../server/demandes/store.ts';
import { trouverOuCreer } from '../../server/identite/comptes.ts';
import { pdf } from '../../server/socle/fichiers/exemples.test-util.ts';
import { lire, ouvrirSessionDe, type Appel, type Banc } from './banc.ts';
import type { Poste } from './poste.ts';
import { acte, terrasse } from './reponses.ts';

export const OCTETS = { 'Content-Type': 'application/octet-stream' };

export async function ouvrirEspace(banc: Banc, courriel: string): Promise<{ poste: Poste; usager: string }> {
  const commune = await banc.commune();
  const { usager, instructions } = await trouverOuCreer(commune, { moyen: 'courriel', valeur: courriel });
  await commune.moteur.commit(instructions);
  return { usager, poste: await ouvrirSessionDe(banc, { role: 'usager', sujet: usager }) };
}
export const envoyer = (
  banc: Banc,
  poste: Poste,
  nom: string,
  octets: Uint8Array,
  suite = '',
  a: Appel = {},
) =>
  banc.appel('POST', `usager/documents?nom=${encodeURIComponent(nom)}${suite}`, {
    poste,
    brut: new Blob([octets as Uint8Array<ArrayBuffer>]),
    ...a,
    entetes: { ...OCTETS, ...a.entetes },
  });
export const ajouter = async (banc: Banc, poste: Poste, nom: string, octets: Uint8Array, suite = '') =>
  lire(Document, await envoyer(banc, poste, nom, octets, suite), 201);
export const mesDocuments = async (banc: Banc, poste: Poste) =>
  lire(MesDocuments, await banc.get('usager/documents', { poste }));
export const journal = async (banc: Banc, poste: Poste) =>
  (await lire(AccesDocuments, await banc.get('usager/documents/acces', { poste }))).acces;
export const contenu = async (banc: Banc, poste: Poste, id: string) => {
  const reponse = await banc.get(`usager/documents/${id}/contenu`, { poste });
  assert.equal(reponse.status, 200);
  return Buffer.from(await reponse.arrayBuffer());
};
export const pdfDe = (texte: string): Buffer => Buffer.concat([pdf(), Buffer.from(`%${texte}\n%%EOF\n`)]);

/** Files a request in his name: with the paper as a piece, or without any. */
export async function deposerAvec(
  banc: Banc,
  poste: Poste,
  piece?: Televersement,
): Promise<{ numero: string; id: string }> {
  const [demarche, reponses]: [string, Reponses] = piece
    ? ['terrasse', terrasse(piece, await banc.televerser('assurance.pdf', pdf()))]
    : ['acte-naissance', acte()];
  const { numero } = await banc.deposer(demarche, reponses, { poste });
  const demande = await (await banc.commune()).moteur.lireUn(demandeParNumero, { numero });
  return { numero, id: demande!.id };
}
