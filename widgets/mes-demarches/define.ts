import { definir } from '../core/definir.ts';
import { MesDemarches } from './mes-demarches.ts';

definir('mes-demarches', MesDemarches);

declare global {
  interface HTMLElementTagNameMap {
    'mes-demarches': MesDemarches;
  }
}
