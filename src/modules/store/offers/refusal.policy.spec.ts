import type { OfferRow } from './movie-offers.repository.js';
import { ageAt, refusalOf } from './refusal.policy.js';

const NOW = new Date('2026-11-21T12:00:00Z');

const film = (facts: Partial<OfferRow> = {}): OfferRow => ({
  movieId: 1,
  uuid: '0d8ae6b3-3b6f-4b8e-8f3c-2f9c8f1f6b11',
  title: 'Heat',
  year: 1995,
  price: 999,
  genres: null,
  poster: null,
  deleted: false,
  withdrawn: false,
  saleFrom: null,
  saleUntil: null,
  countries: null,
  minAge: null,
  purchased: false,
  openOrderId: null,
  country: null,
  dateOfBirth: null,
  ...facts,
});

describe('whether somebody can buy a film', () => {
  it.each<[string, Partial<OfferRow>, string | null]>([
    ['one that is simply sold', {}, null],
    ['one that was deleted', { deleted: true, purchased: true }, 'deleted'],
    ['one that they own', { purchased: true, withdrawn: true }, 'already-purchased'],
    ['one in an order of theirs', { openOrderId: 7 }, 'in-open-order'],
    ['one that was withdrawn', { withdrawn: true }, 'withdrawn'],
    ['one before its first day', { saleFrom: new Date('2026-11-21T12:00:00.001Z') }, 'not-on-sale-yet'],
    ['one at the moment its sale begins', { saleFrom: NOW }, null],
    ['one at the moment its sale ends', { saleUntil: NOW }, 'sale-ended'],
    ['one a moment before its sale ends', { saleUntil: new Date('2026-11-21T12:00:00.001Z') }, null],
    ['one sold in their country', { countries: ['DE', 'UA'], country: 'UA' }, null],
    ['one sold elsewhere', { countries: ['DE'], country: 'UA' }, 'region-locked'],
    ['one sold in some countries, when theirs is unknown', { countries: ['DE'] }, 'region-locked'],
    ['one sold nowhere', { countries: [], country: 'DE' }, 'region-locked'],
    ['one for older people', { minAge: 18, dateOfBirth: '2008-11-22' }, 'too-young'],
    ['one on the day they become old enough', { minAge: 18, dateOfBirth: '2008-11-21' }, null],
    ['one with a minimum age, when theirs is unknown', { minAge: 18 }, null],
  ])('%s', (_what, facts, refusal) => {
    expect(refusalOf(film(facts), NOW)).toBe(refusal);
  });

  it('counts years by the calendar', () => {
    expect(ageAt(NOW, '2000-11-21')).toBe(26);
    expect(ageAt(NOW, '2000-11-22')).toBe(25);
    expect(ageAt(new Date('2025-02-28T00:00:00Z'), '2004-02-29')).toBe(20);
    expect(ageAt(new Date('2025-03-01T00:00:00Z'), '2004-02-29')).toBe(21);
  });
});
