/** Gives `blob` to the browser as a file named `nom`. */
export function enregistrer(blob: Blob, nom: string): void {
  const lien = document.createElement('a');
  lien.href = URL.createObjectURL(blob);
  lien.download = nom;
  lien.click();
  // The browser has taken the address by the next task.
  setTimeout(() => URL.revokeObjectURL(lien.href), 10_000);
}
