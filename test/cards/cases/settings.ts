// The settings as an IT admin reads them, one changed in Teams.
import { settingsCard, settingsData } from '../../../cards/settings.ts';
import type { CardCase } from '../case.ts';
import { book, values } from '../settings-cast.ts';

export const card: CardCase = {
  name: 'settings',
  data: (context) => settingsData(context, { values, book }),
  states: { '': (context) => settingsCard(context, { values, book }) },
};
