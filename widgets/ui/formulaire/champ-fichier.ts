import { html, nothing, type TemplateResult } from 'lit';
import { msg, str } from '@lit/localize';
import type { ChampFichier, FichierJoint } from '#contract/formulaire.ts';
import { champGroupe, decritPar, type Cadre } from '../champs.ts';
import { iconeErreur } from '../icones/communes.ts';
import { iconeDocument, iconePhoto, iconeSupprimer, iconeTrombone } from '../icones/formulaire.ts';
import type { Saisie } from './saisie.ts';
import { poids, TAILLE_MAX } from '../poids.ts';
import type { Envoi, Televersements } from './televersements.ts';

const PIECES = '.pdf,.jpg,.jpeg,.png,.heic,.odt,.docx';

/** Files: chosen, sent at once with their progress, sent again or removed. */
export function champFichier(
  champ: ChampFichier,
  cadre: Cadre,
  chemin: string,
  saisie: Saisie,
): TemplateResult {
  const { televersements } = saisie;
  const joints = televersements.joints(chemin);
  const envois = televersements.de(chemin);
  const max = champ.max ?? 1;
  const photos = champ.accepte === 'photos';
  const limite = photos
    ? msg(str`${max} photo(s) au plus. Ne montrez ni visage ni plaque d’immatriculation.`)
    : msg(str`PDF, photo, ODT ou DOCX, ${poids(TAILLE_MAX)} au plus. ${max} fichier(s) au plus.`);
  const phrase = max > 1 ? limite.replaceAll('(s)', 's') : limite.replaceAll('(s)', '');
  // A definition that asks for photos says itself how many and of what.
  const aide = cadre.aide && (photos ? cadre.aide : `${cadre.aide} ${phrase}`);
  const complet = { ...cadre, aide: aide || phrase };
  const id = `${cadre.id}-choisir`;
  const retirer = (rang: number) => {
    const nom = joints[rang]!.nom;
    saisie.changer(chemin, joints.toSpliced(rang, 1));
    saisie.annoncer(msg(str`Le fichier ${nom} est retiré.`));
  };
  const choisir = (evenement: Event) => {
    const entree = evenement.target as HTMLInputElement;
    televersements.ajouter(champ, chemin, [...(entree.files ?? [])]);
    // The same file may be chosen again after a removal.
    entree.value = '';
  };
  return champGroupe(
    complet,
    html`${
      joints.length + envois.length
        ? html`<ul class="fichiers" role="list">
            ${joints.map(
              (joint, rang) =>
                html`<li>
                  ${iconeDocument()}<span class="nom"
                    >${joint.nom}
                    <span class="muet">${poids(joint.taille)}</span>${aGarder(joint, televersements)}</span
                  >
                  <button type="button" class="bouton lien" @click=${() => retirer(rang)}>
                    ${iconeSupprimer()}${msg('Retirer')}<span class="cache"> ${joint.nom}</span>
                  </button>
                </li>`,
            )}
            ${envois.map((envoi) => ligneEnvoi(envoi, saisie))}
          </ul>`
        : nothing
    }
    ${
      joints.length + envois.length < max
        ? html`<div class="actions">
            <input
              class="cache"
              type="file"
              id=${id}
              ?multiple=${max > 1}
              accept=${photos ? 'image/*' : PIECES}
              aria-describedby=${decritPar(complet)}
              @change=${choisir}
            /><label class="bouton" for=${id}
              >${photos ? iconePhoto() : iconeTrombone()}${
                photos ? msg('Ajouter une photo') : msg('Ajouter un fichier')
              }<span class="cache"> ${cadre.libelle}</span></label
            >${
              televersements.espace && !photos
                ? html` <button
                    type="button"
                    class="bouton prendre"
                    @click=${(evenement: Event) =>
                      void televersements.prendre(champ, chemin, evenement.currentTarget as Element)}
                  >
                    ${iconeDocument()}${msg('Prendre dans Mes documents')}<span class="cache">
                      ${cadre.libelle}</span
                    >
                  </button>`
                : nothing
            }
          </div>`
        : nothing
    }`,
  );
}

/** Offered once the file has arrived, to who is signed in. */
function aGarder(joint: FichierJoint, televersements: Televersements): unknown {
  const etat = televersements.gardable(joint.id);
  if (!etat) return nothing;
  if (etat === 'fait') return html`<br /><span class="muet petit">${msg('Gardé dans Mes documents')}</span>`;
  return html`<br /><button
      type="button"
      class="bouton lien petit"
      aria-disabled=${etat === 'envoi' ? 'true' : nothing}
      @click=${() => void televersements.garder(joint)}
    >
      ${msg('Garder aussi dans Mes documents')}<span class="cache"> ${joint.nom}</span>
    </button>`;
}

function ligneEnvoi(envoi: Envoi, { televersements }: Saisie): TemplateResult {
  const { nom, echec, part } = envoi;
  const retirer = html`<button
    type="button"
    class="bouton lien"
    @click=${() => televersements.abandonner(envoi)}
  >
    ${msg('Retirer')}<span class="cache"> ${nom}</span>
  </button>`;
  if (echec === undefined) {
    return html`<li>
      ${iconeDocument()}<span class="nom"
        >${nom}<progress max="1" .value=${part} aria-label=${msg(str`Envoi de ${nom}`)}></progress></span
      >${retirer}
    </li>`;
  }
  return html`<li class="rate">
    ${iconeErreur()}<span class="nom">${nom}<br /><b>${echec}</b></span>
    <span class="gestes"
      ><button type="button" class="bouton lien" @click=${() => televersements.relancer(envoi)}>
        ${msg('Renvoyer')}<span class="cache"> ${nom}</span></button
      >${retirer}</span
    >
  </li>`;
}
