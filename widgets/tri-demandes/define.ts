import { definir } from '../core/definir.ts';
import { TriDemandes } from './tri-demandes.ts';

definir('tri-demandes', TriDemandes);

declare global {
  interface HTMLElementTagNameMap {
    'tri-demandes': TriDemandes;
  }
}
