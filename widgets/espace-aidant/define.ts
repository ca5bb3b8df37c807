import { definir } from '../core/definir.ts';
import { EspaceAidant } from './espace-aidant.ts';

definir('espace-aidant', EspaceAidant);

declare global {
  interface HTMLElementTagNameMap {
    'espace-aidant': EspaceAidant;
  }
}
