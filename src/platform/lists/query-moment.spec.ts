import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import { QueryMoment, requireSpan } from './query-moment.js';

class Span {
  @QueryMoment('from', { description: '' })
  from?: Date;

  @QueryMoment('to', { description: '' })
  to?: Date;
}

const read = (query: object): Span => plainToInstance(Span, query);

describe('a span of time in a query', () => {
  it.each([
    ['2026-11-21', '2026-11-21T00:00:00.000Z', '2026-11-22T00:00:00.000Z'],
    ['2028-02-29', '2028-02-29T00:00:00.000Z', '2028-03-01T00:00:00.000Z'],
    ['2026-11-21T18:30:00Z', '2026-11-21T18:30:00.000Z', '2026-11-21T18:30:00.001Z'],
    ['2026-11-21T18:30Z', '2026-11-21T18:30:00.000Z', '2026-11-21T18:30:00.001Z'],
    ['2026-11-21T18:30:00.25+02:00', '2026-11-21T16:30:00.250Z', '2026-11-21T16:30:00.251Z'],
    ['2026-11-21T18:30:00 02:00', '2026-11-21T16:30:00.000Z', '2026-11-21T16:30:00.001Z'],
    ['1900-01-01', '1900-01-01T00:00:00.000Z', '1900-01-02T00:00:00.000Z'],
    ['2999-12-31T23:59:59-23:59', '3000-01-01T23:58:59.000Z', '3000-01-01T23:58:59.001Z'],
  ])('%s begins at %s, and is over at %s', (text, from, to) => {
    const span = read({ from: text, to: text });

    expect(validateSync(span)).toEqual([]);
    expect([span.from?.toISOString(), span.to?.toISOString()]).toEqual([from, to]);
    expect(() => requireSpan('', span.from, span.to)).not.toThrow();
  });

  it.each([
    '',
    'yesterday',
    '2026',
    '2026-11',
    '2026-13-01',
    '2026-02-30',
    '2027-02-29',
    '0000-01-01',
    '1899-12-31',
    '3000-01-01',
    '+12026-01-01',
    '2026-11-21T18:00:00',
    '2026-11-21T24:00:00Z',
    '2026-11-21T18:60:00Z',
    '2026-11-21T18:00:00+25:00',
    '2026-11-21 18:00:00Z',
    '2026-11-21Z',
    '1763712000000',
    ['2026-11-21', '2026-11-22'],
    { gte: '2026-11-21' },
  ])('does not begin or end at %j', (text) => {
    const errors = validateSync(read({ from: text, to: text }));

    expect(errors.map((error) => error.property)).toEqual(['from', 'to']);
    expect(Object.values(errors[0]?.constraints ?? {})[0]).toContain('must be a date (2026-11-21)');
  });

  it('may be open at both ends', () => {
    expect(read({})).toEqual({});
    expect(() => requireSpan('', undefined, new Date())).not.toThrow();
    expect(() => requireSpan('', new Date(), undefined)).not.toThrow();
  });

  it('does not end before it begins', () => {
    const { from, to } = read({ from: '2026-11-22', to: '2026-11-21' });

    expect(() => requireSpan('created_', from, to)).toThrow('created_from must not be later than created_to');
  });
});
