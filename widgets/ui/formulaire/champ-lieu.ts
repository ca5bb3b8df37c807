import { html, nothing, type TemplateResult } from 'lit';
import { msg, str } from '@lit/localize';
import type { Lieu } from '#contract/formulaire.ts';
import { champ, controleTexte, type Cadre } from '../champs.ts';
import { iconeFait } from '../icones/communes.ts';
import { iconeLocaliser } from '../icones/formulaire.ts';
import type { Saisie } from './saisie.ts';

/** A place: an address or a landmark in words, and the position of the device when the citizen gives it. */
export function champLieu(cadre: Cadre, chemin: string, saisie: Saisie): TemplateResult {
  const lieu = (saisie.lire(chemin) ?? {}) as Partial<Lieu>;
  const aide =
    cadre.aide ?? msg('Une adresse ou un repère, par exemple\u00a0: 12 rue du Port, devant l’école.');
  const complet = { ...cadre, aide };
  return champ(
    complet,
    html`<div class="pile">
      ${controleTexte({
        ...complet,
        autocomplete: 'off',
        valeur: lieu.libelle ?? '',
        surSaisie: (libelle) => saisie.changer(chemin, { ...lieu, libelle }),
      })}
      ${
        lieu.lat === undefined
          ? html`<button type="button" class="bouton" @click=${() => localiser(chemin, saisie)}>
              ${iconeLocaliser()}${msg('Utiliser ma position')}
            </button>`
          : html`<p class="position">
              ${iconeFait()} ${msg(str`Position ajoutée, à ${Math.round(lieu.precision ?? 0)} m près.`)}
              <button
                type="button"
                class="bouton lien"
                @click=${() => saisie.changer(chemin, sansPosition(lieu))}
              >
                ${msg('Retirer la position')}
              </button>
            </p>`
      }
      ${saisie.lire(`${chemin}.refus`) ? html`<p class="muet">${phraseEchec()}</p>` : nothing}
    </div>`,
  );
}

const phraseEchec = () => msg('Votre position n’est pas disponible. Écrivez l’adresse ou un repère.');

const sansPosition = ({ libelle }: Partial<Lieu>) => ({ libelle: libelle === maPosition() ? '' : libelle });

const maPosition = () => msg('Ma position');

function localiser(chemin: string, saisie: Saisie): void {
  const actuel = () => (saisie.lire(chemin) ?? {}) as Partial<Lieu>;
  const echec = () => {
    saisie.changer(chemin, { ...actuel(), refus: true });
    saisie.annoncer(phraseEchec());
  };
  // Absent on plain http, refused by the page's policy or by the citizen: words always remain.
  if (!navigator.geolocation) return echec();
  saisie.annoncer(msg('Recherche de votre position…'));
  navigator.geolocation.getCurrentPosition(
    ({ coords: { latitude, longitude, accuracy } }) => {
      const libelle = actuel().libelle || maPosition();
      saisie.changer(chemin, {
        libelle,
        lat: arrondir(latitude),
        lon: arrondir(longitude),
        precision: Math.round(accuracy),
      });
      saisie.annoncer(msg('Position ajoutée.'));
    },
    echec,
    { enableHighAccuracy: true, timeout: 15_000 },
  );
}

/** Six decimals: ten centimetres. */
const arrondir = (degres: number) => Math.round(degres * 1e6) / 1e6;
