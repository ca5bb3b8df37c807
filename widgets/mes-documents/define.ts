import { definir } from '../core/definir.ts';
import { MesDocuments } from './mes-documents.ts';

definir('mes-documents', MesDocuments);

declare global {
  interface HTMLElementTagNameMap {
    'mes-documents': MesDocuments;
  }
}
