import { definir } from '../../core/definir.ts';
import { ParvisConnexion } from './connexion.ts';

definir('parvis-connexion', ParvisConnexion);

declare global {
  interface HTMLElementTagNameMap {
    'parvis-connexion': ParvisConnexion;
  }
}
