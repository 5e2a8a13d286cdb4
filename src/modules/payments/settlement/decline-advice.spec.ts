import { adviceFor } from './decline-advice.js';

describe('What to try next after a payment was declined', () => {
  it.each([
    ['insufficient_funds', /another card/],
    ['expired_card', /newer/],
    ['incorrect_cvc', /security code.*try again/],
    ['authentication_required', /steps of your bank/],
    ['processing_error', /few minutes/],
  ])('for %s names a way out', (code, advice) => {
    expect(adviceFor(code)).toMatch(advice);
  });

  it.each([['lost_card'], ['stolen_card'], ['fraudulent'], ['something_new'], ['toString'], [null]])(
    'for %p is the same as for an unknown reason: a thief learns nothing',
    (code) => {
      expect(adviceFor(code)).toBe(adviceFor('generic_decline'));
    },
  );
});
