// Which class of problem goes where, and what is suggested to staff.
import assert from 'node:assert/strict';
import { categories } from '../../support/category.ts';
import { destinations, needsCaseNumber, routes, suggestedRoute } from '../../support/routing.ts';
import { oneOf, table } from '../kit/table.ts';

const roads = table(`
              destination        case-number
    service   operations         no
    hardware  vendor             yes
    microsoft microsoft-support  yes
    provider  provider           no
    security  operations         no
`);

const suggestions = table(`
                        unknown   ok        failing
    windows             provider  provider  hardware
    microsoft-365-apps  provider  provider  hardware
    browser             provider  provider  hardware
    device              hardware  hardware  hardware
    infrastructure      provider  provider  hardware
    line-of-business    provider  provider  hardware
    security            security  security  security
    other               provider  provider  hardware
`);

describe('routing', () => {
  it('knows a destination for every class of problem', () => {
    assert.deepEqual(roads.rows, routes);
  });

  for (const { row, column, says } of roads.cells) {
    const route = oneOf(routes, row);
    if (column === 'destination') {
      it(`sends ${route} problems to ${says}`, () => assert.equal(destinations[route], says));
    } else {
      it(`${says === 'yes' ? 'asks' : 'does not ask'} for a contact and case number of ${route} problems`, () => {
        assert.equal(needsCaseNumber(route), says === 'yes');
      });
    }
  }

  it('has a suggestion for every category', () => {
    assert.deepEqual(suggestions.rows, categories);
  });

  for (const { row, column, says } of suggestions.cells) {
    it(`suggests ${says} for ${row} when the device is ${column}`, () => {
      const device = column === 'ok' || column === 'failing' ? { hardware: column } as const : undefined;
      assert.equal(suggestedRoute(oneOf(categories, row), device), says);
    });
  }
});
