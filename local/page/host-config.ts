// How cards look in this Teams. Colours are CSS variables, so one configuration serves every theme and a change of theme redraws nothing.
import { HostConfig } from 'adaptivecards';

const ink = (name: string) => ({ default: `var(--${name})`, subtle: `var(--${name}-subtle, var(--${name}))` });
const foregroundColors = {
  default: ink('text'),
  dark: ink('text'),
  light: ink('text'),
  accent: ink('brand-text'),
  good: ink('good-text'),
  warning: ink('warning-text'),
  attention: ink('attention-text'),
};
const container = (name: string) => ({ backgroundColor: `var(--${name}-fill)`, borderColor: `var(--${name}-stroke)`, foregroundColors });

const type = (fontFamily: string) => ({
  fontFamily,
  fontSizes: { small: 12, default: 14, medium: 16, large: 18, extraLarge: 24 },
  fontWeights: { lighter: 400, default: 400, bolder: 600 },
});

/** Sizes and spacings of Teams, in pixels. */
export const hostConfig = new HostConfig({
  fontTypes: { default: type('inherit'), monospace: type('var(--mono)') },
  // The renderer cuts off what is higher than its line, and Noto Sans is 1.45 times as high as its size.
  lineHeights: { small: 17, default: 20, medium: 23, large: 26, extraLarge: 35 },
  spacing: { small: 4, default: 8, medium: 12, large: 16, extraLarge: 24, padding: 16 },
  separator: { lineThickness: 1, lineColor: 'var(--line)' },
  imageSizes: { small: 32, medium: 52, large: 100 },
  supportsInteractivity: true,
  containerStyles: {
    default: { ...container('card'), backgroundColor: 'transparent' },
    emphasis: container('emphasis'),
    accent: container('accent'),
    good: container('good'),
    attention: container('attention'),
    warning: container('warning'),
  },
  actions: {
    maxActions: 6,
    spacing: 'large',
    buttonSpacing: 8,
    actionsOrientation: 'horizontal',
    actionAlignment: 'left',
    allowTitleToWrap: true,
    showCard: { actionMode: 'inline', inlineTopMargin: 12, style: 'emphasis' },
  },
  inputs: {
    label: {
      inputSpacing: 'small',
      requiredInputs: { weight: 'bolder', suffix: ' *', suffixColor: 'attention' },
      optionalInputs: { weight: 'bolder' },
    },
    errorMessage: { color: 'attention', size: 'small' },
  },
  factSet: {
    title: { weight: 'bolder', wrap: true, maxWidth: 180 },
    value: { wrap: true },
    spacing: 16,
  },
  textBlock: { headingLevel: 3 },
  textStyles: { heading: { size: 'large', weight: 'bolder' }, columnHeader: { weight: 'bolder' } },
});
