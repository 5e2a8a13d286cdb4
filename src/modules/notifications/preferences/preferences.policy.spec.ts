import { noticeKind } from '../../../platform/notices/index.js';
import { type SaidOfKind, wishOf } from './preferences.policy.js';

const WORDS = { label: '', title: () => '', body: () => '' };
noticeKind('usual', WORDS);
noticeKind('mailed', { ...WORDS, mailed: true });
noticeKind('unmailed', { ...WORDS, mailed: false });

const NOTHING: SaidOfKind = { in_app: null, mail: null, telegram: null };
const said = (kind: string, words: Partial<SaidOfKind>, unsubscribed = false) => ({
  unsubscribed,
  kinds: new Map([[kind, { ...NOTHING, ...words }]]),
});

describe('What somebody wants to hear of', () => {
  it.each([
    ['usual', true],
    ['mailed', true],
    ['unmailed', false],
  ])('is %s in the application, and by mail: %s, as long as they say nothing', (kind, mail) => {
    expect(wishOf(kind, { unsubscribed: false, kinds: new Map() })).toEqual({
      in_app: true,
      mail,
      telegram: false,
    });
  });

  it('is what they say, way by way', () => {
    expect(wishOf('unmailed', said('unmailed', { mail: true, telegram: true }))).toEqual({
      in_app: true,
      mail: true,
      telegram: true,
    });
    expect(wishOf('usual', said('usual', { in_app: false }))).toMatchObject({
      in_app: false,
      mail: true,
    });
  });

  it('is no mail once they unsubscribed, except for what they ask for by name', () => {
    expect(wishOf('usual', said('x', {}, true))).toMatchObject({ in_app: true, mail: false });
    expect(wishOf('usual', said('usual', { mail: true }, true))).toMatchObject({
      mail: true,
    });
  });
});
