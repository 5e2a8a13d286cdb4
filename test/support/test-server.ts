import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The database that every test database is a copy of. */
export const TEMPLATE = 'cinema_test_template';

/** The server that the set-up of the run started; workers inherit its address. */
export function testServerUrl(): string {
  const url = process.env['CINEMA_TEST_SERVER_URL'];
  if (url === undefined)
    throw new Error('The test database server is not running: start tests with npm test or npx jest.');
  return url;
}

export const temporaryDirectory = (): Promise<string> => mkdtemp(join(tmpdir(), 'online-cinema-test-'));
