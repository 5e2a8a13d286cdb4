import { spawn } from 'node:child_process';
import type { Account } from './account.js';

/** What a program said and how it ended. */
export interface Outcome {
  /** Exit code; null when a signal ended it. */
  readonly code: number | null;
  readonly output: string;
}

/**
 * The whole environment of what is started here: nothing of ours, so that neither secrets nor PG* variables travel
 * along. The locale is named because macOS makes the server fail without one.
 */
export const plainEnvironment: NodeJS.ProcessEnv = {
  LC_ALL: 'C',
  TZ: 'UTC',
  PATH: '/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin',
};

/** Who a program runs as, in the words of `spawn`; for the current user, nothing. */
export function identityOf(account: Account | undefined): { uid?: number; gid?: number } {
  return account === undefined ? {} : { uid: account.uid, gid: account.gid };
}

/**
 * Runs a program to its end.
 * @throws Error with the operating system's code when it cannot be started
 */
export function runProgram(file: string, args: readonly string[], account?: Account): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, {
      cwd: '/',
      env: plainEnvironment,
      stdio: ['ignore', 'pipe', 'pipe'],
      ...identityOf(account),
    });
    const said: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => said.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => said.push(chunk));
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, output: Buffer.concat(said).toString().trim() }));
  });
}
