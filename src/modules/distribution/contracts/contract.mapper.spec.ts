import type { RentalContract } from './contract.js';
import { toContractResponse } from './contract.mapper.js';

const contract: RentalContract = {
  id: 3,
  version: 1,
  distributor: { id: 4, name: 'Nordlicht', paymentDays: 14 },
  movie: { id: 5, uuid: '0d8ae6b3-3b6f-4b8e-8f3c-2f9c8f1f6b11', name: 'Heat', year: 1995 },
  cinema: null,
  hallType: null,
  format: null,
  startsOn: '2026-11-19',
  endsOn: '2026-11-26',
  weeklyShares: [6000, 5050],
  minimumGuarantee: 500_000,
  taxIncluded: true,
  taxPercent: 700,
  houseCosts: 0,
  reference: null,
  notes: null,
};
const statusAt = (time: string, timeZone?: string): string => {
  const cinema = timeZone === undefined ? null : { id: 1, name: 'Ours', timeZone };
  return toContractResponse({ ...contract, cinema }, { currency: 'usd', now: new Date(time) }).status;
};

describe('a contract as it goes out', () => {
  it.each([
    ['2026-11-18T23:59:59Z', 'upcoming'],
    ['2026-11-19T00:00:00Z', 'running'],
    ['2026-11-26T23:59:59Z', 'running'],
    ['2026-11-27T00:00:00Z', 'over'],
  ])('at %s is %s', (time, status) => {
    expect(statusAt(time)).toBe(status);
  });

  it('begins and ends with the days of its cinema', () => {
    expect(statusAt('2026-11-18T15:00:00Z', 'Asia/Tokyo')).toBe('running');
    expect(statusAt('2026-11-26T15:00:00Z', 'Asia/Tokyo')).toBe('over');
    expect(statusAt('2026-11-27T04:59:59Z', 'America/New_York')).toBe('running');
  });

  it('tells amounts and percentages as decimals, and counts the week that is shorter', () => {
    expect(toContractResponse(contract, { currency: 'usd', now: new Date() })).toMatchObject({
      weekly_shares: ['60.00', '50.50'],
      minimum_guarantee: '5000.00',
      tax_percent: '7.00',
      weeks: 2,
      cinema: null,
    });
  });
});
