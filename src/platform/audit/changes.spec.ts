import { changesOf } from './changes.js';

describe('what an audit entry says about a change', () => {
  it('is the changed members, before and after', () => {
    expect(
      changesOf({ name: 'Heat', year: 1995, stars: ['A'] }, { name: 'Heat', year: 1996, stars: ['B'] }),
    ).toEqual({
      before: { year: 1995, stars: ['A'] },
      after: { year: 1996, stars: ['B'] },
    });
  });

  it('tells null from nothing, and one order of a list from another', () => {
    expect(changesOf({ gross: null, stars: ['A', 'B'] }, { min_age: 12, stars: ['B', 'A'] })).toEqual({
      before: { gross: null, stars: ['A', 'B'] },
      after: { min_age: 12, stars: ['B', 'A'] },
    });
  });

  it('is nothing where nothing changed', () => {
    expect(
      changesOf({ stars: ['A'], since: new Date(0) }, { stars: ['A'], since: new Date(0) }),
    ).toBeUndefined();
  });
});
