import { aMovie } from '../../../../test/support/factories.js';
import { createTestApp, type TestApp } from '../../../../test/support/test-app.js';
import { DemoTheatreService } from '../../theatre/index.js';
import { DemoContractsService } from './demo-contracts.service.js';
import { DEMO_DISTRIBUTORS } from './demo-distributors.js';

let app: TestApp;
beforeEach(async () => {
  app = await createTestApp({ environment: { RUN_WORKER: 'off' } });
  for (const time of [95, 110, 133, 170]) await aMovie(app, { time });
});
afterEach(() => app.close());

const total = async (path: string): Promise<number> =>
  ((await app.as('moderator').get(path).expect(200)).body as { total_items: number }).total_items;

describe('the contracts of the default start', () => {
  it('cover all that is on the programme, however often it starts', async () => {
    await app.get(DemoTheatreService).fill();
    expect(await total('/rental-contracts/problems')).toBeGreaterThan(0);
    const demo = app.get(DemoContractsService);
    await Promise.all([demo.fill(), demo.fill()]);

    expect(await total('/rental-contracts/problems')).toBe(0);
    expect(await total('/distributors')).toBe(DEMO_DISTRIBUTORS.length);
    expect(await total('/rental-contracts')).toBe(9);
  });

  it('are not made again when moderators have deleted them', async () => {
    await app.get(DemoTheatreService).fill();
    await app.get(DemoContractsService).fill();
    await app.database.query('UPDATE rental_contracts SET deleted_at = now()');
    await app.database.query('UPDATE distributors SET deleted_at = now()');
    await app.get(DemoContractsService).fill();

    expect(await total('/rental-contracts')).toBe(0);
  });

  it('are made for no other cinemas', async () => {
    await app.get(DemoContractsService).fill();

    expect(await total('/distributors')).toBe(0);
  });
});
