import { css } from 'lit';
import { baseStyles } from '../ui/base.styles.ts';
import { statistiquesStyles } from '../ui/statistiques/statistiques.styles.ts';

export const chiffresStyles = [
  baseStyles,
  statistiquesStyles,
  css`
    .contenu {
      container-type: inline-size;
    }
  `,
];
