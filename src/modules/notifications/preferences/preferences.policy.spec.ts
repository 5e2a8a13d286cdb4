import { noticeKind } from '../../../platform/notices/index.js';
import { isMailedApart, lockedWays, type SaidOfKind, wishOf } from './preferences.policy.js';

const WORDS = { label: '', title: () => '', body: () => '' };
noticeKind('usual', WORDS);
noticeKind('mailed', { ...WORDS, mailed: true });
noticeKind('unmailed', { ...WORDS, mailed: false });
noticeKind('pressing', { ...WORDS, mailed: false, telegram: true });
noticeKind('needed', { ...WORDS, mailed: 'as-it-happens' });

const NOTHING: SaidOfKind = { in_app: null, mail: null, telegram: null };
const said = (kind: string, words: Partial<SaidOfKind>, unsubscribed = false) => ({
  unsubscribed,
  kinds: new Map([[kind, { ...NOTHING, ...words }]]),
});

describe('What somebody wants to hear of', () => {
  it.each([
    ['usual', true, false],
    ['mailed', true, false],
    ['unmailed', false, false],
    ['pressing', false, true],
    ['needed', true, false],
  ])(
    'is %s in the application, and by mail: %s, by Telegram: %s, as long as they say nothing',
    (kind, mail, telegram) => {
      expect(wishOf(kind, { unsubscribed: false, kinds: new Map() })).toEqual({
        in_app: true,
        mail,
        telegram,
      });
    },
  );

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
    expect(wishOf('pressing', said('pressing', { telegram: false }))).toMatchObject({ telegram: false });
  });

  it('is no mail once they unsubscribed, except for what they ask for by name', () => {
    expect(wishOf('usual', said('x', {}, true))).toMatchObject({ in_app: true, mail: false });
    expect(wishOf('usual', said('usual', { mail: true }, true))).toMatchObject({
      mail: true,
    });
  });

  it('is mails that have to be sent in any case, and are sent apart', () => {
    expect(wishOf('needed', said('needed', { mail: false }, true))).toMatchObject({ mail: true });
    expect([lockedWays('needed'), lockedWays('usual')]).toEqual([['mail'], []]);
    expect([isMailedApart('needed'), isMailedApart('usual')]).toEqual([true, false]);
  });
});
