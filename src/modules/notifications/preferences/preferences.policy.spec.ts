import { type SaidOfKind, wishOf } from './preferences.policy.js';

const NOTHING: SaidOfKind = { in_app: null, mail: null, telegram: null };
const said = (kind: string, words: Partial<SaidOfKind>, unsubscribed = false) => ({
  unsubscribed,
  kinds: new Map([[kind, { ...NOTHING, ...words }]]),
});

describe('What somebody wants to hear of', () => {
  it.each([
    ['comment-reply', true],
    ['comment-moderated', true],
    ['comment-like', false],
  ])('is %s in the application, and by mail: %s, as long as they say nothing', (kind, mail) => {
    expect(wishOf(kind, { unsubscribed: false, kinds: new Map() })).toEqual({
      in_app: true,
      mail,
      telegram: false,
    });
  });

  it('is what they say, way by way', () => {
    expect(wishOf('comment-like', said('comment-like', { mail: true, telegram: true }))).toEqual({
      in_app: true,
      mail: true,
      telegram: true,
    });
    expect(wishOf('comment-reply', said('comment-reply', { in_app: false }))).toMatchObject({
      in_app: false,
      mail: true,
    });
  });

  it('is no mail once they unsubscribed, except for what they ask for by name', () => {
    expect(wishOf('comment-reply', said('x', {}, true))).toMatchObject({ in_app: true, mail: false });
    expect(wishOf('comment-reply', said('comment-reply', { mail: true }, true))).toMatchObject({
      mail: true,
    });
  });
});
