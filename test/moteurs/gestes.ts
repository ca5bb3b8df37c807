/** What a person does, told once for the three engines. */
import { creerTemoin } from '../hotes/temoin.ts';
import type { Fenetre } from './moteurs.ts';

const PATIENCE = 25_000;

/** Asks again until the answer is neither false, null nor undefined. */
export async function jusque<T>(
  quoi: string,
  demande: () => Promise<T>,
  patience = PATIENCE,
): Promise<Exclude<T, false | null | undefined>> {
  const limite = performance.now() + patience;
  for (;;) {
    let dernier: unknown;
    try {
      const valeur = await demande();
      if (valeur !== null && valeur !== undefined && valeur !== false)
        return valeur as Exclude<T, false | null | undefined>;
    } catch (erreur) {
      dernier = erreur;
    }
    if (performance.now() > limite) throw new Error(`never: ${quoi}`, { cause: dernier });
    await new Promise((suite) => setTimeout(suite, 40));
  }
}

export interface Cible {
  bouton?: string;
  champ?: string;
  css?: string;
}

const nom = (cible: Cible) => cible.bouton ?? cible.champ ?? cible.css ?? '';

/** Runs in the page: middle of the target once it has stopped moving. */
async function placer(cible: Cible): Promise<[number, number] | undefined> {
  const { bouton, champ, css } = cible;
  const chercher = () =>
    bouton ? __t.bouton(bouton) : champ ? __t.champ(champ) : css ? __t.trouver(css) : undefined;
  const element = chercher();
  if (!element || element.matches(':disabled')) return undefined;
  const un = __t.viser(element);
  await new Promise((suite) => setTimeout(suite, 30));
  if (chercher() !== element) return undefined;
  const deux = __t.viser(element);
  return un[0] === deux[0] && un[1] === deux[1] ? deux : undefined;
}

export async function cliquer(fenetre: Fenetre, cible: Cible): Promise<void> {
  const [x, y] = await jusque(nom(cible), () => fenetre.evaluer(placer, cible));
  await fenetre.cliquerEn(x, y);
}

export async function remplir(fenetre: Fenetre, champ: string, texte: string): Promise<void> {
  await cliquer(fenetre, { champ });
  await fenetre.taper(texte);
}

/** Waits for these words in a widget. */
export const lire = (fenetre: Fenetre, mots: string): Promise<string> => lireUn(fenetre, mots);

/** Waits for one of these. */
export async function lireUn(fenetre: Fenetre, ...choix: string[]): Promise<string> {
  try {
    return await jusque(choix.join(' or '), async () => {
      const texte = await fenetre.evaluer(() => __t.texte());
      return choix.some((mots) => texte.includes(mots)) && texte;
    });
  } catch (erreur) {
    const vu = await fenetre.evaluer(() => [
      location.href,
      __t.texte().slice(0, 1500),
      ...__t.erreurs,
      ...__t.violations,
      ...__t.avertissements,
    ]);
    throw new Error(`never read « ${choix.join(' » or « ')} ». Seen:\n${vu.join('\n')}`, { cause: erreur });
  }
}

/** A function for the frame, which has no witness of its own: one is made at its first use. */
function avecTemoin<A extends unknown[], T>(acte: (...args: A) => T): (...args: A) => T {
  const source = `(...args) => { globalThis.__t ??= (${String(creerTemoin)})(); return (${String(acte)})(...args); }`;
  return Object.assign((() => undefined) as unknown as (...args: A) => T, { toString: () => source });
}

/** For a page of the server, which has no witness; asked again after each navigation. */
export const poserTemoin = (fenetre: Fenetre): Promise<void> => fenetre.evaluer(avecTemoin(() => undefined));

/** The same gestures in the agents' frame: its place in the page is added. */
export function dansCadre(fenetre: Fenetre) {
  const cliquerLa = async (cible: Cible): Promise<void> => {
    const [dx, dy] = await jusque('the frame', () =>
      fenetre.evaluer(() => {
        const cadre = __t.trouver('iframe');
        if (!cadre) return undefined;
        const { x, y } = cadre.getBoundingClientRect();
        return [x + cadre.clientLeft, y + cadre.clientTop] as const;
      }),
    );
    const [x, y] = await jusque(nom(cible), () => fenetre.dansCadre(avecTemoin(placer), cible));
    await fenetre.cliquerEn(dx + x, dy + y);
  };
  return {
    cliquer: cliquerLa,
    async remplir(champ: string, texte: string): Promise<void> {
      await cliquerLa({ champ });
      await fenetre.taper(texte);
    },
    lire: (mots: string): Promise<string> =>
      jusque(`« ${mots} » to be read in the frame`, async () => {
        const texte = await fenetre.dansCadre(avecTemoin(() => __t.texte()));
        return texte.includes(mots) && texte;
      }),
    evaluer: <T, A extends unknown[]>(acte: (...args: A) => T | Promise<T>, ...args: A) =>
      fenetre.dansCadre(avecTemoin(acte), ...args),
  };
}
