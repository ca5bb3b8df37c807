import { definir } from '../core/definir.ts';
import { ConnexionUsager } from './connexion-usager.ts';

definir('connexion-usager', ConnexionUsager);

declare global {
  interface HTMLElementTagNameMap {
    'connexion-usager': ConnexionUsager;
  }
}
