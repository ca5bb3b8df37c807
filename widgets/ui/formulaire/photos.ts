const COTE_MAX = 1600;

/**
 * A photo drawn again at 1600 px at most, as JPEG: lighter on a bad network, and without the place and the
 * device that its metadata tell. A picture that the browser cannot read (HEIC) goes as it is: the server
 * cleans it or refuses it.
 */
export async function reduirePhoto(fichier: File): Promise<File> {
  try {
    const image = await createImageBitmap(fichier, { imageOrientation: 'from-image' });
    const echelle = Math.min(1, COTE_MAX / Math.max(image.width, image.height));
    const toile = document.createElement('canvas');
    toile.width = Math.round(image.width * echelle);
    toile.height = Math.round(image.height * echelle);
    const dessin = toile.getContext('2d')!;
    // A transparent PNG becomes black otherwise.
    dessin.fillStyle = '#fff';
    dessin.fillRect(0, 0, toile.width, toile.height);
    dessin.drawImage(image, 0, 0, toile.width, toile.height);
    image.close();
    const blob = await new Promise<Blob | null>((suite) => toile.toBlob(suite, 'image/jpeg', 0.85));
    if (!blob) return fichier;
    return new File([blob], fichier.name.replace(/\.\w+$/, '') + '.jpg', { type: 'image/jpeg' });
  } catch {
    return fichier;
  }
}
