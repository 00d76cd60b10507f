// Every card in every state and language: as it was read and found good, valid for Teams, and in step with its template and sample.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import type { Spoken, Template } from '../../cards/frame.ts';
import { render } from '../../cards/render.ts';
import { cardCases, contextIn, printed, shownOf } from './case.ts';
import { schemaFaults } from './schema.ts';
import { breachesOf } from './teams.ts';

const cases = await cardCases();
const folder = new URL('../../cards/', import.meta.url);
const golden = new URL('golden/', import.meta.url);
const templateOf = (name: string): Template => JSON.parse(readFileSync(new URL(`${name}.template.json`, folder), 'utf8'));
const sampleOf = (name: string): Spoken => JSON.parse(readFileSync(new URL(`${name}.data.json`, folder), 'utf8'));

describe('cards', () => {
  it('are all under test', () => {
    const templates = readdirSync(folder).filter((file) => file.endsWith('.template.json')).map((file) => file.replace('.template.json', ''));
    assert.deepEqual(cases.map(({ name }) => name).toSorted(), templates.toSorted());
  });

  it('have no golden file too many', () => {
    assert.deepEqual(readdirSync(golden).toSorted(), cases.flatMap(shownOf).map(({ file }) => file).toSorted());
  });

  for (const one of cases) {
    describe(one.name, () => {
      it('is built with the data that its sample shows', () => {
        assert.deepEqual(JSON.parse(JSON.stringify(one.data(contextIn('en')))), sampleOf(one.name));
      });

      it('leaves nothing of its template unfilled', () => {
        assert.deepEqual(breachesOf(render(templateOf(one.name), sampleOf(one.name), { language: 'en', notice: 'Notice' })), []);
      });

      for (const { file, card } of shownOf(one)) {
        it(`looks as in ${file}, which Teams can show`, () => {
          assert.equal(printed(card), readFileSync(new URL(file, golden), 'utf8'));
          assert.deepEqual(schemaFaults(card), []);
          assert.deepEqual(breachesOf(card), []);
        });
      }
    });
  }
});
