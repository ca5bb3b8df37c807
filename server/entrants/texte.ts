/** Where a mail program starts to quote what it answers. Whole lines, as they are written in French and English. */
const DEBUTS: readonly RegExp[] = [
  /^-{2,}\s*(message d.origine|original message|message transféré)\s*-{2,}$/i,
  /^_{10,}$/,
];
/** « Le mar. 24 nov. 2026 à 10:12, Port-Aubier <…> a écrit : », on one line or on several. */
const ATTRIBUTION = /^(le|on)\b[^\n]{0,200}(\n[^\n]{0,200}){0,2}(a écrit|wrote)\s*:$/i;
/** Outlook: « De : … » then « Envoyé : … ». */
const DE = /^\*?(de|from)\s*:\*?\s+\S/i;
const ENVOYE = /^\*?(envoyé|sent|date)\s*:/i;
const SIGNATURE = /^-- ?$/;

/**
 * The words of an answer without the mail that it answers, nor the signature. Conservative: a quotation goes only
 * when all that follows it is quoted too (answers between the lines stay, with what they answer), and when nothing
 * would be left, everything stays.
 */
export function texteDeLaReponse(brut: string): string {
  const lignes = brut.replaceAll(/\r\n?/g, '\n').replaceAll('\u00a0', ' ').split('\n');
  const fin = Math.min(debutDuRappel(lignes), lignes.length);
  const garde = sansSignature(lignes.slice(0, fin)).join('\n').trim();
  return garde || brut.trim();
}

function debutDuRappel(lignes: readonly string[]): number {
  for (let i = 0; i < lignes.length; i++) {
    const ligne = lignes[i]!.trim();
    const reste = lignes.slice(i + 1);
    if (DEBUTS.some((debut) => debut.test(ligne))) return i;
    if (DE.test(ligne) && reste.slice(0, 2).some((suivante) => ENVOYE.test(suivante.trim()))) return i;
    for (let n = 1; n <= 3; n++) {
      const bloc = lignes
        .slice(i, i + n)
        .map((l) => l.trim())
        .join('\n');
      if (ATTRIBUTION.test(bloc) && toutCite(lignes.slice(i + n))) return i;
    }
    if (ligne.startsWith('>') && toutCite(lignes.slice(i))) return i;
  }
  return lignes.length;
}

/** Quoted, empty or a signature: nothing of the writer's own. */
function toutCite(lignes: readonly string[]): boolean {
  const signature = lignes.findIndex((ligne) => SIGNATURE.test(ligne));
  const corps = signature < 0 ? lignes : lignes.slice(0, signature);
  const pleines = corps.map((ligne) => ligne.trim()).filter(Boolean);
  return pleines.length > 0 && pleines.every((ligne) => ligne.startsWith('>'));
}

const SIGNATURE_MAX = 12;

/** RFC 3676, 4.3: what follows « -- » is a signature, if it is as short as one. */
function sansSignature(lignes: readonly string[]): readonly string[] {
  const i = lignes.findLastIndex((ligne) => SIGNATURE.test(ligne));
  return i >= 0 && lignes.length - i <= SIGNATURE_MAX ? lignes.slice(0, i) : lignes;
}
