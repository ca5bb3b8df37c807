import { definir } from '../../core/definir.ts';
import { ParvisFormulaire } from './formulaire.ts';

definir('parvis-formulaire', ParvisFormulaire);

declare global {
  interface HTMLElementTagNameMap {
    'parvis-formulaire': ParvisFormulaire;
  }
}
