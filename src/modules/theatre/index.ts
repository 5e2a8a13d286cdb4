/**
 * Theatre: cinemas, halls and their seats, price lists, screenings, and what is taken of them.
 * Invariants: screenings do not overlap in a hall, cleaning included; a seat of a screening is taken at most once, and is a
 * seat of the screening's hall; held or sold seats of coming screenings are not retired.
 */
export { type Audience, AUDIENCES, type HallLayout, type Seat, type SeatCategory } from './halls/hall.js';
export type { ScreeningFacts } from './screenings/screening-facts.js';
export { ScreeningFactsRepository } from './screenings/screening-facts.repository.js';
export { TheatreModule } from './theatre.module.js';
