import { declarer } from './declarer.ts';

declarer('webkit');
