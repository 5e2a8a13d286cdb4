import { DEFAULT_PRICE_RULE, parsePriceRule, type PricedFacts, PriceRuleError } from './price-rule.js';

const film = (facts: Partial<PricedFacts>): PricedFacts => ({
  year: 2000,
  imdb: 7,
  votes: 1000,
  time: 100,
  ...facts,
});

describe('A price rule', () => {
  it('can be one price for all', () => {
    expect(parsePriceRule('fixed:9.99')(film({}))).toBe(999);
    expect(parsePriceRule('fixed:0')(film({}))).toBe(0);
    expect(parsePriceRule(' else : 0.5 ')(film({}))).toBe(50);
  });

  it('takes the first condition that holds', () => {
    const price = parsePriceRule(
      'imdb>=8.5:12.99, year>2014:9.99, votes<100:0, time=90:10000, time<=60:1, else:6.99',
    );
    expect(price(film({ imdb: 8.5, year: 2020 }))).toBe(1299);
    expect(price(film({ imdb: 8.4, year: 2015 }))).toBe(999);
    expect(price(film({ year: 2014, votes: 99 }))).toBe(0);
    expect(price(film({ votes: 100, time: 90 }))).toBe(1_000_000);
    expect(price(film({ time: 60 }))).toBe(100);
    expect(price(film({ time: 61 }))).toBe(699);
  });

  it('has a default that prices every film', () => {
    const price = parsePriceRule(DEFAULT_PRICE_RULE);
    expect([price(film({ imdb: 9 })), price(film({ year: 2015 })), price(film({}))]).toEqual([
      1299, 999, 699,
    ]);
  });

  it.each([
    ['', 1, 'a condition, a colon and a price'],
    ['9.99', 1, 'a condition, a colon and a price'],
    ['year>=2000:1:2,else:1', 1, 'a condition, a colon and a price'],
    ['fixed:0.49', 1, '0 or an amount from 0.50 to 10000'],
    ['fixed:10000.01', 1, '0 or an amount from 0.50 to 10000'],
    ['fixed:1.999', 1, '0 or an amount from 0.50 to 10000'],
    ['fixed:-1', 1, '0 or an amount from 0.50 to 10000'],
    ['fixed:1,else:2', 1, 'stands alone'],
    ['year>=2000:1,fixed:1', 2, 'stands alone'],
    ['else:1,year>=2000:2', 1, 'must be the last part'],
    ['year>=2000:1', 1, 'must be else:PRICE'],
    ['year>=2000:2,', 2, 'a condition, a colon and a price'],
    ['year>=2000:1,genre=Drama:2,else:1', 2, 'year, imdb, votes or time'],
    ['year=>2000:1,else:1', 1, 'year, imdb, votes or time'],
    ['imdb>=1e3:1,else:1', 1, 'year, imdb, votes or time'],
    ['constructor>=1:1,else:1', 1, 'year, imdb, votes or time'],
  ])('%j is refused, naming part %d', (rule, part, reason) => {
    const parse = () => parsePriceRule(rule);
    expect(parse).toThrow(PriceRuleError);
    expect(parse).toThrow(new RegExp(`^part ${part} .*${reason}`));
  });

  it('cannot have any number of parts', () => {
    expect(() => parsePriceRule('year=1:1,'.repeat(60) + 'else:1')).toThrow(/at most 50/);
  });
});
