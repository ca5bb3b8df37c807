import { definir } from '../core/definir.ts';
import { SignalerProbleme } from './signaler-probleme.ts';

definir('signaler-probleme', SignalerProbleme);

declare global {
  interface HTMLElementTagNameMap {
    'signaler-probleme': SignalerProbleme;
  }
}
