import { aMovie } from '../../../../test/support/factories.js';
import { createTestApp, type TestApp } from '../../../../test/support/test-app.js';
import { Invariants } from '../../../platform/invariants/index.js';
import { DemoTheatreService } from '../../theatre/index.js';
import { DEMO_MENU } from './demo-menu.js';
import { DemoMenuService } from './demo-menu.service.js';

let app: TestApp;
beforeEach(async () => {
  app = await createTestApp({ environment: { RUN_WORKER: 'off' } });
  await aMovie(app, { time: 110 });
});
afterEach(async () => {
  const broken = (await app.get(Invariants).check()).filter((checked) => checked.broken.length > 0);
  expect(broken).toEqual([]);
  await app.close();
});

const menu = async (query = ''): Promise<{ total_items: number; items: { id: number }[] }> =>
  (await app.as().get(`/concessions?per_page=100${query}`).expect(200)).body as never;

describe('the menus of the default start', () => {
  it('have a dozen things and two combos in each cinema, however often it starts', async () => {
    await app.get(DemoTheatreService).fill();
    await Promise.all([app.get(DemoMenuService).fill(), app.get(DemoMenuService).fill()]);

    expect(DEMO_MENU.length).toBeGreaterThanOrEqual(14);
    expect((await menu()).total_items).toBe(2 * DEMO_MENU.length);
    const combos = await menu('&category=combo&available=true');
    expect(combos.items).toHaveLength(4);
    expect(combos.items).toMatchObject(
      combos.items.map(() => ({ combo_of: expect.arrayContaining([expect.anything()]) })),
    );
  });

  it('are not written again when moderators have emptied them', async () => {
    await app.get(DemoTheatreService).fill();
    await app.get(DemoMenuService).fill();
    await app.database.query('UPDATE concession_items SET deleted_at = now()');
    await app.database.query('DELETE FROM concession_parts');
    await app.get(DemoMenuService).fill();
    expect((await menu()).total_items).toBe(0);
  });

  it('are written for no other cinemas', async () => {
    await app.database.query(
      `INSERT INTO cinemas (name, address, time_zone) VALUES ('Ours', 'Here 1', 'Europe/Kyiv')`,
    );
    await app.get(DemoMenuService).fill();
    expect((await menu()).total_items).toBe(0);
  });
});
