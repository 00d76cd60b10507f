// The drawings of the page, as strokes on a grid of 20 by 20.
const strokes = {
  app: 'M3.5 4.5h13v8.5h-13zM7.5 16.5h5M10 13v3.5',
  attach: 'M14.5 9.5l-5.2 5.2a3 3 0 0 1-4.2-4.2l6-6a2 2 0 0 1 2.8 2.8l-5.7 5.7a1 1 0 0 1-1.4-1.4l5-5',
  arrow: 'M10 4v12M5 11l5 5 5-5',
  channel: 'M5 3.5h10a1.5 1.5 0 0 1 1.5 1.5v10a1.5 1.5 0 0 1-1.5 1.5H5A1.5 1.5 0 0 1 3.5 15V5A1.5 1.5 0 0 1 5 3.5zM6.5 7.5h7M6.5 10.5h7M6.5 13.5h4',
  clock: 'M10 3a7 7 0 1 1 0 14 7 7 0 0 1 0-14zM10 6v4.2l2.8 1.6',
  close: 'M5 5l10 10M15 5L5 15',
  contrast: 'M10 3a7 7 0 1 1 0 14zM10 3a7 7 0 1 0 0 14M10 6h4M10 9h6.5M10 12h6.5M10 15h3.5',
  dark: 'M16.5 12A7 7 0 0 1 8 3.5 7 7 0 1 0 16.5 12z',
  light: 'M10 6.5a3.5 3.5 0 1 1 0 7 3.5 3.5 0 0 1 0-7zM10 2v1.5M10 16.5V18M2 10h1.5M16.5 10H18M4.3 4.3l1.1 1.1M14.6 14.6l1.1 1.1M4.3 15.7l1.1-1.1M14.6 5.4l1.1-1.1',
  more: 'M4.5 10h.1M10 10h.1M15.5 10h.1',
  reply: 'M8 5L3.5 9.5 8 14M4 9.5h7a5 5 0 0 1 5 5v1',
  search: 'M9 3.5a5.5 5.5 0 1 1 0 11 5.5 5.5 0 0 1 0-11zM13 13l4 4',
  send: 'M3.5 4l13.5 6-13.5 6 2-6zM5.5 10H11',
  shield: 'M10 2.5l6 2v5c0 3.8-2.5 6.6-6 8-3.5-1.4-6-4.2-6-8v-5zM10 6.5v4M10 13v.5',
} as const;
export type IconName = keyof typeof strokes;

const svg = 'http://www.w3.org/2000/svg';

/** A decorative drawing in the colour of the text: what it stands for must be said beside it. */
export function icon(name: IconName): SVGElement {
  const drawing = document.createElementNS(svg, 'svg');
  drawing.setAttribute('viewBox', '0 0 20 20');
  drawing.setAttribute('class', 'icon');
  drawing.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS(svg, 'path');
  path.setAttribute('d', strokes[name]);
  drawing.append(path);
  return drawing;
}
