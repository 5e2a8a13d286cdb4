import { Invariants } from '../platform/invariants/index.js';
import { withApplication } from './with-application.js';

/**
 * `invariants`: prints each invariant and the rows that break it.
 * @returns the exit code: 0 when all hold, 1 when not
 */
export async function checkInvariants(): Promise<0 | 1> {
  const checked = await withApplication((app) => app.get(Invariants, { strict: false }).check());
  for (const { name, broken } of checked) {
    process.stdout.write(`${broken.length === 0 ? 'holds ' : 'BROKEN'}  ${name}\n`);
    for (const row of broken) process.stdout.write(`          ${JSON.stringify(row)}\n`);
  }
  return checked.every(({ broken }) => broken.length === 0) ? 0 : 1;
}
