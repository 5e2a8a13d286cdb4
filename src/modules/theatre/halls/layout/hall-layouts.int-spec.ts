import { type ConnectedDatabase, connectDatabase } from '../../../../../test/support/connected-database.js';
import { createTestDatabase, type TestDatabase } from '../../../../../test/support/test-database.js';
import { aHall } from '../../../../../test/support/theatre.js';
import { NotFoundError } from '../../../../platform/errors/index.js';
import { HallLayouts } from './hall-layouts.js';
import { SeatsRepository } from './seats.repository.js';

describe('the layouts of halls', () => {
  let database: TestDatabase;
  let connected: ConnectedDatabase;
  let seats: SeatsRepository;
  let layouts: HallLayouts;
  beforeAll(async () => {
    database = await createTestDatabase();
    connected = await connectDatabase(database.url);
  });
  beforeEach(() => {
    seats = new SeatsRepository(connected.database);
    layouts = new HallLayouts(seats);
  });
  afterAll(async () => {
    await connected.close();
    await database.drop();
  });

  it('are row by row from the screen, each row from left to right, without retired seats', async () => {
    const hall = await aHall({ database }, { rows: 2, perRow: 3 });
    await database.query('UPDATE seats SET position = 5 - position WHERE hall_id = $1', [hall.id]);
    await database.query('UPDATE seats SET retired_at = now() WHERE id = $1', [hall.seat('B2')]);

    const layout = await layouts.of(hall.id, 1);

    expect(layout.seats.map(({ row, number }) => `${row}${number}`)).toEqual(['A3', 'A2', 'A1', 'B3', 'B1']);
    expect(layout.seats[0]).toEqual({
      id: hall.seat('A3'),
      row: 'A',
      number: 3,
      category: 'standard',
      accessible: false,
      companion: false,
      rowPosition: 0,
      position: 3,
      gapBefore: 0,
    });
  });

  it('are read once as long as nobody asks for a later version', async () => {
    const hall = await aHall({ database });
    const reads = jest.spyOn(seats, 'layoutOf');
    const first = await layouts.of(hall.id, 1);
    expect(await layouts.of(hall.id, 1)).toBe(first);
    expect(reads).toHaveBeenCalledTimes(1);

    await database.query('UPDATE halls SET layout_version = 2 WHERE id = $1', [hall.id]);
    const second = await layouts.of(hall.id, 2);

    expect(second.version).toBe(2);
    expect(await layouts.of(hall.id, 1)).toBe(second);
    expect(reads).toHaveBeenCalledTimes(2);
  });

  it('are empty for a hall without seats, and there for no hall that never was', async () => {
    const hall = await aHall({ database }, { rows: 0 });

    expect((await layouts.of(hall.id, 1)).seats).toEqual([]);
    await expect(layouts.of(2_000_000_000, 1)).rejects.toThrow(NotFoundError);
  });
});
