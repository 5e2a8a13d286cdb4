/** How a series looks: told apart by those who do not see colours, and on grey paper, by brightness and by the dashes of lines. */
export interface SeriesStyle {
  readonly color: string;
  readonly dash?: readonly [dash: number, space: number];
}

const STYLES: readonly [SeriesStyle, ...SeriesStyle[]] = [
  { color: '#0B4F7D' },
  { color: '#E69F00', dash: [6, 2] },
  { color: '#2F9E82', dash: [2, 2] },
  { color: '#9CCBE6', dash: [9, 3] },
  { color: '#8C3B5F', dash: [4, 1.5] },
  { color: '#6B6B6B', dash: [1, 2] },
  { color: '#D9C64A', dash: [12, 2] },
  { color: '#1A1A1A', dash: [3, 4] },
];

export function styleOfSeries(index: number): SeriesStyle {
  return STYLES[index % STYLES.length] ?? STYLES[0];
}
