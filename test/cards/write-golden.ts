// Writes the golden files anew, and takes away those that no card has any more: node test/cards/write-golden.ts
import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { cardCases, printed, shownOf } from './case.ts';

const golden = new URL('golden/', import.meta.url);
const shown = (await cardCases()).flatMap(shownOf);
for (const { file, card } of shown) writeFileSync(new URL(file, golden), printed(card));
const kept = new Set(shown.map(({ file }) => file));
for (const file of readdirSync(golden)) if (!kept.has(file)) rmSync(new URL(file, golden));
