import { definir } from '../core/definir.ts';
import { MesDemandes } from './mes-demandes.ts';

definir('mes-demandes', MesDemandes);

declare global {
  interface HTMLElementTagNameMap {
    'mes-demandes': MesDemandes;
  }
}
