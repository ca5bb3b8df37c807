import { assurerContraste, enHexa, pireContraste } from '#contract/contraste.ts';
import { estSombre, lireCouleur, type Rvb } from '#contract/couleurs.ts';

/** What the page may set as `--parvis-…`. */
const COULEURS = ['brand', 'ink', 'muted', 'paper', 'stone', 'line', 'line-strong', 'focus'];
const FONDS = ['paper', 'stone', 'ok-fond', 'warn-fond', 'error-fond'];
/** WCAG 1.4.3 for what is read, 1.4.11 for what shows a control or its focus. */
const SEUILS: Record<string, number> = {
  ink: 4.5,
  muted: 4.5,
  brand: 4.5,
  ok: 4.5,
  warn: 4.5,
  error: 4.5,
  'line-strong': 3,
  focus: 3,
};

type Lire = (couleur: string) => Rvb | undefined;

/**
 * Makes every pair of colours reach its ratio on the page's own ground and with the page's own colours: what is no
 * colour, or a dark paper on a light page, is left out; what is too weak is moved towards black or white. The
 * webmaster is told each time.
 * @param fondPage the page's ground behind the widget, as the browser writes it; empty when there is none
 */
export function corrigerCouleurs(
  racine: HTMLElement,
  fondPage: string,
  avertir: (phrase: string) => void,
): void {
  const sonde = document.createElement('span');
  racine.parentNode!.append(sonde);
  const lire = lecteur(sonde);
  const fond = fondPage ? lire(fondPage) : undefined;
  if (fond) racine.classList.toggle('sombre', estSombre(fond));
  ecarter(racine, lire, avertir);
  relever(racine, lire, fond, avertir);
  sonde.remove();
}

const voulue = (racine: HTMLElement, nom: string): string =>
  getComputedStyle(racine).getPropertyValue(`--parvis-${nom}`).trim();

/** Colours that cannot serve give way to the kit's. */
function ecarter(racine: HTMLElement, lire: Lire, avertir: (phrase: string) => void): void {
  const sombre = racine.classList.contains('sombre');
  for (const nom of COULEURS) {
    const valeur = voulue(racine, nom);
    if (!valeur) continue;
    const couleur = lire(valeur);
    const papier = nom === 'paper' || nom === 'stone';
    if (couleur && !(papier && estSombre(couleur) !== sombre)) continue;
    // `initial` is no value: the fallback of `var()` is taken.
    racine.style.setProperty(`--parvis-${nom}`, 'initial');
    avertir(
      couleur
        ? `--parvis-${nom} : ${valeur} est ${sombre ? 'clair sur une page sombre' : 'sombre sur une page claire'} ; le fond du kit est utilisé à la place.`
        : `--parvis-${nom} : « ${valeur} » n’est pas une couleur ; celle du kit est utilisée à la place.`,
    );
  }
}

function relever(
  racine: HTMLElement,
  lire: Lire,
  fond: Rvb | undefined,
  avertir: (phrase: string) => void,
): void {
  const jeton = (nom: string): Rvb | undefined =>
    lire(getComputedStyle(racine).getPropertyValue(`--_${nom}`));
  const fonds = [fond, ...FONDS.map(jeton)].filter((rvb) => rvb !== undefined);
  for (const [nom, seuil] of Object.entries(SEUILS)) {
    const couleur = jeton(nom);
    if (!couleur) continue;
    // The text of a button stands on the brand.
    const dessous = nom === 'brand' ? [...fonds, jeton('on-brand')!] : fonds;
    const opaque = lireCouleur(getComputedStyle(racine).getPropertyValue(`--_${nom}`)) !== undefined;
    if (opaque && pireContraste(couleur, dessous) >= seuil) continue;
    const sure = enHexa(assurerContraste(couleur, dessous, seuil));
    racine.style.setProperty(`--_${nom}`, sure);
    const valeur = voulue(racine, nom);
    if (valeur && pireContraste(couleur, dessous) < seuil)
      avertir(
        `--parvis-${nom} : ${valeur} se lit mal (moins de ${String(seuil).replace('.', ',')}:1) ; ${sure} est utilisée à la place.`,
      );
  }
}

/** Reads any colour the browser knows, as it would be seen on white (on black when the page is dark). */
function lecteur(sonde: HTMLElement): Lire {
  return (texte) => {
    sonde.style.color = '';
    sonde.style.color = texte;
    if (!sonde.style.color) return undefined;
    // One notation for all; a browser without `color-mix` keeps its own.
    sonde.style.color = `color-mix(in srgb, ${texte}, ${texte})`;
    const { color, colorScheme } = getComputedStyle(sonde);
    const srgb = /^color\(srgb ([-\d.e]+) ([-\d.e]+) ([-\d.e]+)(?: \/ ([\d.e]+))?\)$/.exec(color);
    const nombres = srgb
      ? srgb.slice(1, 4).map((part) => Number(part) * 255)
      : color.match(/[\d.]+/g)?.map(Number);
    if (!nombres || nombres.length < 3) return undefined;
    const alpha = srgb ? Number(srgb[4] ?? 1) : (nombres[3] ?? 1);
    const dessous = colorScheme.startsWith('dark') ? 0 : 255;
    return nombres
      .slice(0, 3)
      .map((canal) =>
        Math.min(255, Math.max(0, Math.round(canal * alpha + dessous * (1 - alpha)))),
      ) as unknown as Rvb;
  };
}
