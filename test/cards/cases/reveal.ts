// The password in its dialog. What is shown here opens nothing: it is spelled, not kept.
import { revealCard, revealData, type Revealed } from '../../../cards/reveal.ts';
import type { CardCase } from '../case.ts';
import { laptop, minutes, nine } from '../cast.ts';

const revealed: Revealed = { account: 'mds-admin', password: 'Abcd-2345-Efgh-6789', device: laptop.name, until: nine + minutes(80) };

export const card: CardCase = {
  name: 'reveal',
  data: (context) => revealData(context, revealed),
  states: {
    '': (context) => revealCard(context, revealed),
    'of-any-characters': (context) => revealCard(context, { ...revealed, password: '*a_[B](c)`~{{d}}$' }),
  },
};
