// Which area of the organisation answers for which kind of problem.
import assert from 'node:assert/strict';
import { categories, focusOf, type Category } from '../../support/category.ts';

const focus: Readonly<Record<Category, string>> = {
  'windows': 'devices',
  'microsoft-365-apps': 'app-packaging',
  'browser': 'devices',
  'device': 'devices',
  'infrastructure': 'it-help-desk',
  'line-of-business': 'app-packaging',
  'security': 'security',
  'other': 'other',
};

describe('a category of problems', () => {
  for (const category of categories) {
    it(`${category} is answered for by the admin contact for ${focus[category]}`, () => {
      assert.equal(focusOf(category), focus[category]);
    });
  }
});
