import type { CinemaContent } from '../cinemas/cinemas.repository.js';
import type { HallContent } from '../halls/halls.repository.js';
import type { PriceRule } from '../price-lists/price-rule.js';

/** A cinema of the default start. */
export interface DemoHouse {
  readonly cinema: CinemaContent;
  readonly halls: readonly (HallContent & { readonly layout: string })[];
  readonly prices: readonly PriceRule[];
}

const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7];
const GREAT_HALL = `
A-C: __ssssss_ssssss__
D-H: _sssssss_sssssss_

I-K: _ccccccc_ccccccc_
L: s*s+_ccccc_ccccc_s+s*
M: pppppp__pppppp`;
const MIDDLE_HALL = `
A-B: _ssssssss_
C-F: ssssssssss

G-H: cccccccccc
I: s*s+____s+s*`;
const SMALL_HALL = `
A-D: ssss_ssss
E: s*s+_s+s*
F-G: cccc_cccc`;
const LOUNGE = `
A: pp_pp_pp_pp
B: pp_pp_pp_pp
C-D: ll_ll_ll_ll
E: ll_p*p+_ll`;
const SHAKING_HALL = `
A-C: ssss__ssss
D-G: cccc__cccc
H: s*s+____s+s*`;

/** Two cinemas in two time zones, with three halls each. */
export const DEMO_HOUSES: readonly DemoHouse[] = [
  {
    cinema: {
      name: 'Lichtspielhaus am Park',
      address: 'Kastanienweg 7, 10435 Berlin',
      timeZone: 'Europe/Berlin',
      latitude: 52.5396,
      longitude: 13.4127,
      openingHours: EVERY_DAY.map((weekday) => ({ weekday, opens: '10:30', closes: '01:30' })),
    },
    halls: [
      { name: 'Saal 1', type: 'imax', cleaningMinutes: 20, layout: GREAT_HALL },
      { name: 'Saal 2', type: 'standard', cleaningMinutes: 15, layout: MIDDLE_HALL },
      { name: 'Lounge', type: 'vip', cleaningMinutes: 20, layout: LOUNGE },
    ],
    prices: [
      { hall_type: 'imax', factor: '1.3' },
      { hall_type: 'vip', factor: '1.5' },
      { seat_category: 'comfort', factor: '1.15' },
      { seat_category: 'premium', factor: '1.4' },
      { seat_category: 'loveseat', factor: '1.3' },
      { weekdays: [2], factor: '0.8' },
      { weekdays: [5, 6], from: '17:00', until: '03:00', factor: '1.1' },
      { audience: 'child', factor: '0.65' },
      { audience: 'student', factor: '0.8' },
      { audience: 'senior', factor: '0.8' },
    ],
  },
  {
    cinema: {
      name: 'Harbor Street Cinema',
      address: '214 Harbor Street, New York, NY 10038',
      timeZone: 'America/New_York',
      latitude: 40.7069,
      longitude: -74.0031,
      openingHours: EVERY_DAY.map((weekday) => ({ weekday, opens: '10:30', closes: '01:30' })),
    },
    halls: [
      { name: 'Main Hall', type: 'standard', cleaningMinutes: 15, layout: GREAT_HALL },
      { name: 'Motion Hall', type: '4dx', cleaningMinutes: 25, layout: SHAKING_HALL },
      { name: 'Studio', type: 'standard', cleaningMinutes: 15, layout: SMALL_HALL },
    ],
    prices: [
      { until: '16:00', price: '9.00' },
      { hall_type: '4dx', factor: '1.6' },
      { seat_category: 'comfort', factor: '1.2' },
      { seat_category: 'premium', factor: '1.5' },
      { audience: 'child', factor: '0.7' },
      { audience: 'senior', factor: '0.75' },
    ],
  },
];
