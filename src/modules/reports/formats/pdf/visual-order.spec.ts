import { inVisualOrder } from './visual-order.js';

describe('The order of words on paper', () => {
  it('is that of the text where it is read from the left', () => {
    expect(inVisualOrder('Waltz with Bashir (2008)')).toEqual(['Waltz with Bashir (2008)']);
    expect(inVisualOrder('Directed by ארי פולמן')).toEqual(['Directed', 'by', 'ארי', 'פולמן']);
  });

  it('is turned where the text is read from the right, but not within words of other scripts', () => {
    expect(inVisualOrder('ואלס עם באשיר (2008)')).toEqual(['(2008)', 'באשיר', 'עם', 'ואלס']);
    expect(inVisualOrder('סרט The Band Visit חדש')).toEqual(['חדש', 'The', 'Band', 'Visit', 'סרט']);
  });
});
