import { MovieStatsService } from '../modules/catalogue/index.js';
import { SettingsError } from '../platform/config/index.js';
import { EmbeddedPostgresError } from '../platform/database/embedded/index.js';
import { withApplication } from './with-application.js';

/**
 * `catalogue rebuild-stats`: makes the counters of films what counting the rows says.
 * @returns the exit code: 0 when that was done, whether something was wrong or not; 1 when not
 */
export async function rebuildStats(): Promise<0 | 1> {
  try {
    const { films, wrong } = await withApplication((app) =>
      app.get(MovieStatsService, { strict: false }).rebuild(),
    );
    process.stdout.write(`Counted ${films} films; ${wrong} had counters that were wrong.\n`);
    return 0;
  } catch (error) {
    if (!(error instanceof SettingsError) && !(error instanceof EmbeddedPostgresError)) throw error;
    process.stderr.write(`${error.message}\n`);
    return 1;
  }
}
