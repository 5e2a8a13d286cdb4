import { disputeStatusOf, isNews, refundStatusOf } from './gateway-words.policy.js';

describe('What the gateway says', () => {
  it.each([
    ['pending', 'pending'],
    ['requires_action', 'pending'],
    ['succeeded', 'succeeded'],
    ['failed', 'failed'],
    ['canceled', 'failed'],
  ] as const)('of a refund: %s is %s', (status, ours) => {
    expect(refundStatusOf({ status })).toBe(ours);
  });

  it.each([
    ['needs_response', 'open'],
    ['warning_under_review', 'open'],
    ['something_new', 'open'],
    ['won', 'won'],
    ['warning_closed', 'won'],
    ['lost', 'lost'],
  ])('of a dispute: %s is %s', (word, ours) => {
    expect(disputeStatusOf(word)).toBe(ours);
  });

  it.each([
    ['pending', 'succeeded', true],
    ['succeeded', 'failed', true],
    ['succeeded', 'pending', false],
    ['failed', 'succeeded', false],
    ['failed', 'failed', false],
  ] as const)('goes on from %s to %s: %s', (known, told, news) => {
    expect(isNews(known, told, true)).toBe(news);
  });

  it('may be that a refund which we gave up on is there after all', () => {
    expect(isNews('failed', 'succeeded', false)).toBe(true);
    expect(isNews('failed', 'failed', false)).toBe(false);
  });
});
