import { definir } from '../core/definir.ts';
import { StatistiquesDemandes } from './statistiques-demandes.ts';

definir('statistiques-demandes', StatistiquesDemandes);

declare global {
  interface HTMLElementTagNameMap {
    'statistiques-demandes': StatistiquesDemandes;
  }
}
