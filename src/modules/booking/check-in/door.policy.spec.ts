import { doorAt } from './door.policy.js';

const SCREENING = { startsAt: new Date('2026-11-21T17:30:00Z'), endsAt: new Date('2026-11-21T20:20:00Z') };
const TIMES = { checkInOpens: 3_600_000, checkInCloses: 1_800_000 };

it.each([
  ['2026-11-21T16:29:59.999Z', 'early', '2026-11-21T16:30:00.000Z'],
  ['2026-11-21T16:30:00.000Z', 'open', undefined],
  ['2026-11-21T20:50:00.000Z', 'open', undefined],
  ['2026-11-21T20:50:00.001Z', 'over', '2026-11-21T20:50:00.000Z'],
])('at %s the door is: %s', (moment, state, limit) => {
  const door = doorAt(SCREENING, TIMES, new Date(moment));

  expect([door.state, 'limit' in door ? door.limit.toISOString() : undefined]).toEqual([state, limit]);
});
