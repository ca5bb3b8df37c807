/** Gives a file to the browser to save. */
export function enregistrer(contenu: Blob, nom: string): void {
  const adresse = URL.createObjectURL(contenu);
  const lien = document.createElement('a');
  lien.href = adresse;
  lien.download = nom;
  lien.click();
  // Some browsers read it after the click.
  setTimeout(() => URL.revokeObjectURL(adresse), 60_000);
}
