// A question with many answers, one whose answers need telling apart, and one that is asked again.
import { questionCard, questionData, type AskedQuestion } from '../../../cards/question.ts';
import type { Say } from '../../../locales/say.ts';
import { primaryWord } from '../../../locales/words.ts';
import { categories } from '../../../support/category.ts';
import type { CardCase } from '../case.ts';
import { laptop } from '../cast.ts';

const category = (say: Say): AskedQuestion => ({
  text: say('report.category'),
  remark: say('report.begin', { words: 'Excel closes when I print', report: primaryWord('report', say.language), cancel: primaryWord('cancel', say.language) }),
  options: categories.map((one) => ({ label: say(`category.${one}`), value: say(`category.${one}`) })),
});
const device = (say: Say): AskedQuestion => ({
  text: say('report.device'),
  options: [
    { label: laptop.name, detail: laptop.model, value: laptop.name },
    { label: say('report.no-device'), value: say('report.no-device') },
  ],
});
const place = (say: Say): AskedQuestion => ({
  text: say('ask.place'),
  remark: say('ask.again', { cancel: primaryWord('cancel', say.language) }),
  options: [
    { label: 'T-1042', detail: 'Excel closes when I print the [monthly report](https://reports.example)', value: 'T-1042' },
    { label: say('option.place.new'), value: say('option.place.new') },
  ],
});

export const card: CardCase = {
  name: 'question',
  data: ({ say, ...context }) => questionData({ say, ...context }, place(say)),
  states: {
    'category': (context) => questionCard(context, category(context.say)),
    'device': (context) => questionCard(context, device(context.say)),
    'place': (context) => questionCard(context, place(context.say)),
  },
};
