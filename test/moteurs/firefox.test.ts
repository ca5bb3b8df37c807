import { declarer } from './declarer.ts';

declarer('firefox');
