import { REPORT_FORMATS, REPORT_TYPES } from '../../../src/modules/reports/report-kind.js';
import { aReport } from '../../support/reports.js';
import { createTestApp, type TestApp } from '../../support/test-app.js';
import { aCinema } from '../../support/theatre.js';

let app: TestApp;
beforeAll(async () => {
  app = await createTestApp({ environment: { RATE_LIMIT_SCALE: '100' } });
});
afterAll(() => app.close());

describe('A report', () => {
  const every = REPORT_TYPES.flatMap((type) => REPORT_FORMATS.map((format) => [type, format] as const));

  it.each(every)('of the type %s is made as %s, also where nothing has happened', async (type, format) => {
    const { id: cinema_id } = await aCinema(app);
    const of = {
      all: await aReport(app, { type, format }),
      one: await aReport(app, { type, format, cinema_id }),
    };
    expect(of).toMatchObject({
      all: { status: 'completed', error: null, cinema: null },
      one: { status: 'completed', error: null, cinema: { id: cinema_id } },
    });
    const { headers } = await app.as('moderator').get(`/reports/${of.one.id}/file`).expect(200);
    expect(headers['content-disposition']).toBe(
      `attachment; filename="${type.replaceAll('_', '-')}-2026-10-01-2026-10-31.${format}"`,
    );
  });
});
