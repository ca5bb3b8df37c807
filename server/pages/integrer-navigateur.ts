/**
 * The webmaster's page in the browser. The server draws the page for its choices, with or without this script: here,
 * a choice only fetches it again and swaps what changed.
 */
import { analyser } from './integrer-analyse.ts';
import { locale, type Attendu, type Constat } from './integrer-constat.ts';

const main = document.querySelector('main')!;
const { serveur = '', commune = '', attributs = '{}', versions = '' } = main.dataset;
const trouver = <E extends HTMLElement>(id: string): E => document.getElementById(id) as E;
const formulaire = trouver<HTMLFormElement>('choix');

let demande = 0;
async function actualiser(): Promise<void> {
  const numero = (demande += 1);
  const parametres = new URLSearchParams(new FormData(formulaire) as never);
  const adresse = `${formulaire.action}?${parametres}`;
  const reponse = await fetch(adresse);
  const page = new DOMParser().parseFromString(await reponse.text(), 'text/html');
  if (!reponse.ok || numero !== demande) return;
  history.replaceState(null, '', adresse);
  const neuf = (id: string): HTMLElement => document.importNode(page.getElementById(id)!, true);
  const options = neuf('options');
  if (options.dataset['composant'] !== trouver('options').dataset['composant'])
    trouver('options').replaceChildren(...options.childNodes);
  trouver('options').dataset['composant'] = options.dataset['composant'];
  trouver('resultat').replaceChildren(...neuf('resultat').childNodes);
  const apercu = neuf('apercu');
  if (apercu.dataset['cle'] !== trouver('apercu').dataset['cle'])
    trouver('apercu').replaceChildren(...apercu.childNodes);
  trouver('apercu').dataset['cle'] = apercu.dataset['cle'];
  preparer();
}

function preparer(): void {
  for (const bouton of document.querySelectorAll<HTMLButtonElement>('.copier')) bouton.hidden = false;
  for (const zone of document.querySelectorAll<HTMLTextAreaElement>('textarea[readonly]')) {
    zone.addEventListener('focus', () => zone.select());
    const bord = zone.offsetHeight - zone.clientHeight;
    zone.style.setProperty('height', '0');
    zone.style.setProperty('height', `${zone.scrollHeight + bord}px`);
  }
  const donnees = new FormData(formulaire);
  const element = trouver('apercu').firstElementChild as HTMLElement | null;
  if (donnees.get('perso')) element?.style.setProperty('--parvis-brand', String(donnees.get('couleur')));
  else element?.style.removeProperty('--parvis-brand');
  // Put back, it reads the page's colours again.
  if (element && element.localName !== 'tri-demandes') trouver('apercu').prepend(element);
}

formulaire.addEventListener('submit', (evenement) => {
  evenement.preventDefault();
  void actualiser();
});
formulaire.addEventListener('input', ({ target }) => {
  if (target instanceof HTMLInputElement && target.type === 'color')
    formulaire.querySelector<HTMLInputElement>('[name=perso]')!.checked = true;
  void actualiser();
});
addEventListener('resize', preparer);

document.addEventListener('click', ({ target }) => {
  const bouton = target instanceof Element ? target.closest<HTMLElement>('[data-copier]') : null;
  if (bouton) void copier(bouton, trouver<HTMLTextAreaElement>(bouton.dataset['copier']!));
});

async function copier(bouton: HTMLElement, zone: HTMLTextAreaElement): Promise<void> {
  const annonce = trouver('annonce');
  annonce.textContent = '';
  try {
    await navigator.clipboard.writeText(zone.value);
    annonce.textContent = 'Extrait copié.';
    bouton.classList.add('fait');
    setTimeout(() => bouton.classList.remove('fait'), 2000);
  } catch {
    // No permission, or no secure context: the text is selected, the keys remain.
    zone.focus();
    zone.select();
    annonce.textContent = 'Le navigateur refuse la copie. Le texte est sélectionné : faites Ctrl + C.';
  }
}

const controle = trouver<HTMLFormElement>('controle');
controle.hidden = false;
controle.addEventListener('submit', (evenement) => {
  evenement.preventDefault();
  void verifier();
});

async function verifier(): Promise<void> {
  const saisie = trouver<HTMLInputElement>('page').value.trim();
  const source = trouver<HTMLTextAreaElement>('source').value.trim();
  const page = lirePage(saisie);
  const attendu: Attendu = {
    serveur,
    commune,
    attributs: JSON.parse(attributs),
    versions: versions.split(' '),
    page,
  };
  const constats: Constat[] = [];
  if (saisie && !page)
    constats.push({
      niveau: 'erreur',
      phrase: 'Cette adresse ne se lit pas.',
      faire: 'Écrivez-la en entier, par exemple https://www.ville.fr/demarches.',
    });
  if (page) constats.push(...(await verifierOrigine(page, /tri-demandes/.test(source))));
  if (source) constats.push(...analyser(source, attendu));
  if (!saisie && !source)
    constats.push({
      niveau: 'attention',
      phrase: 'Il n’y a rien à vérifier.',
      faire: 'Donnez l’adresse de votre page, ou collez son code.',
    });
  montrer(constats, Boolean(source));
}

function lirePage(saisie: string): URL | undefined {
  const entiere = /^[a-z]+:\/\//i.test(saisie) ? saisie : `https://${saisie}`;
  if (!saisie || !URL.canParse(entiere)) return undefined;
  const url = new URL(entiere);
  return /^https?:$/.test(url.protocol) ? url : undefined;
}

async function verifierOrigine(page: URL, agents: boolean): Promise<Constat[]> {
  const constats: Constat[] = [];
  const chemin = `/c/${commune}/api/v1/origines?origine=${encodeURIComponent(page.origin)}`;
  try {
    const reponse = await fetch(chemin);
    const etat = await reponse.json();
    if (!reponse.ok) constats.push({ niveau: 'attention', phrase: etat.detail });
    else if (etat[agents ? 'agents' : 'habitants'])
      constats.push({ niveau: 'bon', phrase: `${page.origin} est dans la liste de la commune.` });
    else
      constats.push({
        niveau: 'erreur',
        phrase: `${page.origin} n’est pas dans la liste${agents ? ' des sites d’agents' : ''} de la commune.`,
        faire: `Demandez à qui exploite le serveur de taper : npm run parvis -- commune origine ajouter ${commune} ${page.origin}${agents ? ' --agents' : ''}`,
      });
  } catch {
    constats.push({
      niveau: 'attention',
      phrase: 'La liste de la commune n’a pas pu être lue.',
      faire: 'Vérifiez votre connexion, puis recommencez.',
    });
  }
  const securise = new URL(serveur).protocol === 'https:';
  if (page.protocol === 'https:' && !securise && !locale(new URL(serveur).hostname))
    constats.push({
      niveau: 'erreur',
      phrase: 'Votre page est en https, ce serveur en http : le navigateur bloque le script.',
      faire: 'Demandez à la commune l’adresse https du serveur.',
    });
  if (page.protocol === 'http:' && !locale(page.hostname))
    constats.push({
      niveau: 'attention',
      phrase: 'Votre page est en http : ce que tapent les habitants peut être lu en chemin.',
      faire: 'Passez votre site en https.',
    });
  return constats;
}

const MOTS = { erreur: 'À corriger', attention: 'Attention', bon: 'Bon' };

function montrer(constats: readonly Constat[], complet: boolean): void {
  const zone = trouver('constats');
  const fautes = constats.filter(({ niveau }) => niveau === 'erreur').length;
  const titre = creer(
    'h3',
    fautes > 1
      ? `${fautes} points à corriger`
      : fautes === 1
        ? '1 point à corriger'
        : constats.some(({ niveau }) => niveau === 'bon')
          ? 'Rien à corriger'
          : 'Résultat',
  );
  const liste = creer('ul');
  for (const { niveau, phrase, faire } of constats) {
    const ligne = creer('li');
    ligne.className = niveau;
    ligne.append(creer('strong', MOTS[niveau]), creer('p', phrase));
    if (faire) ligne.append(creer('p', faire));
    liste.append(ligne);
  }
  const limite = creer(
    'p',
    complet
      ? 'Ce que l’analyse ne voit pas : les en-têtes de votre serveur (CSP), les bloqueurs de publicité, et ce qu’un script change après le chargement. Si le composant manque encore, ouvrez la console du navigateur : ses messages commencent par « [parvis] ».'
      : 'Collez aussi le code de la page pour vérifier le script et le composant.',
  );
  limite.className = 'discret';
  zone.replaceChildren(titre, liste, limite);
  zone.focus();
}

function creer(nom: string, texte = ''): HTMLElement {
  const element = document.createElement(nom);
  element.textContent = texte;
  return element;
}

preparer();
