import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { FirstAdminService } from '../modules/accounts/index.js';
import { SettingsError } from '../platform/config/index.js';
import { EmbeddedPostgresError } from '../platform/database/embedded/index.js';
import { DomainError } from '../platform/errors/index.js';
import { withApplication } from './with-application.js';

/**
 * `users create-admin`: makes somebody an administrator whom nobody signed in could make one.
 * @returns the exit code: 0 when the account was entered, 1 when not
 */
export async function createAdmin(email: string): Promise<0 | 1> {
  const password = await readPassword();
  try {
    const id = await withApplication((app) =>
      app.get(FirstAdminService, { strict: false }).create(email, password),
    );
    process.stdout.write(`${email} is an administrator (account ${id}).\n`);
    return 0;
  } catch (error) {
    const isForPeople = [DomainError, SettingsError, EmbeddedPostgresError].some(
      (type) => error instanceof type,
    );
    if (!isForPeople || !(error instanceof Error)) throw error;
    process.stderr.write(`${error.message}\n`);
    return 1;
  }
}

/** The first line of the standard input. On a terminal it is asked for, and not shown while it is typed. */
async function readPassword(): Promise<string> {
  const isTerminal = process.stdin.isTTY;
  if (isTerminal) process.stderr.write('Password: ');
  const silence = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input: process.stdin, output: silence, terminal: isTerminal });
  try {
    for await (const line of lines) return line;
    return '';
  } finally {
    lines.close();
    if (isTerminal) process.stderr.write('\n');
  }
}
