import { declarer } from './declarer.ts';

declarer('chromium');
