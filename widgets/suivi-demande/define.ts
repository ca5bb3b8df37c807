import { definir } from '../core/definir.ts';
import { SuiviDemande } from './suivi-demande.ts';

definir('suivi-demande', SuiviDemande);

declare global {
  interface HTMLElementTagNameMap {
    'suivi-demande': SuiviDemande;
  }
}
