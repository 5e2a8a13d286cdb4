/**
 * Theatre: cinemas, halls and their seats, price lists, screenings, and what is taken of them.
 * Invariants: screenings do not overlap in a hall, cleaning included; a seat of a screening is taken at most once, and is a
 * seat of the screening's hall; held or sold seats of coming screenings are not retired.
 */
export {
  type FormerSeat,
  type OrderedSeat,
  OrderedSeatsRepository,
} from './allocations/ordered-seats.repository.js';
export {
  type HeldSeat,
  SeatAllocationsRepository,
  type SeatWish,
} from './allocations/seat-allocations.repository.js';
export { SEAT_CHANGES_CHANNEL, SeatChanges } from './allocations/seat-changes.js';
export { IsTimeZone } from './cinemas/time-zone.js';
export { DEMO_HOUSES } from './demo/demo-houses.js';
export { DemoTheatreService } from './demo/demo-theatre.service.js';
export {
  type Audience,
  AUDIENCES,
  HALL_TYPES,
  type HallLayout,
  type HallType,
  type Seat,
  SEAT_CATEGORIES,
  type SeatCategory,
} from './halls/hall.js';
export { HallLayouts } from './halls/layout/hall-layouts.js';
export { CalendarDate, IfGiven, MAX_ID, OneOf, TimeOfDay, Trimmed, WholeNumber } from './input-fields.js';
export { type PricedScreening, SeatPrices } from './price-lists/seat-prices.js';
export {
  boundsOfDay,
  daysAfter,
  isDate,
  localDateOf,
  localTimeOf,
  weekdayOf,
} from './screenings/local-time.policy.js';
export {
  SCREENING_FORMATS,
  type ScreeningFacts,
  type ScreeningFormat,
} from './screenings/screening-facts.js';
export { ScreeningFactsRepository } from './screenings/screening-facts.repository.js';
export { TheatreModule } from './theatre.module.js';
