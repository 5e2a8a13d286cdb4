import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';

const DIST = join(__dirname, '../../dist/src');

/** A process of the built program. */
export interface Program {
  readonly child: ChildProcess;
  /** Everything that it has written so far, to both outputs. */
  readonly output: () => string;
  /** What it has written to its standard output. */
  readonly answer: () => string;
  /** Resolves with the exit code, or null after a signal. */
  readonly ended: Promise<number | null>;
}

/**
 * Runs an entry of the build (`main`, `cli`, `worker`) with these settings and no others.
 * @param input what it reads from its standard input
 */
export function runProgram(
  entry: string,
  words: readonly string[],
  settings: Readonly<Record<string, string>>,
  input = '',
): Program {
  const child = spawn(process.execPath, [join(DIST, `${entry}.js`), ...words], {
    env: {
      PATH: process.env['PATH'],
      HOME: process.env['HOME'],
      MAIL_PORT: '0',
      MAIL_SMTP_PORT: '0',
      STRIPE_PORT: '0',
      TELEGRAM_PORT: '0',
      ...settings,
    },
    cwd: '/',
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  child.stdin.end(input);
  const parts: string[] = [];
  const answers: string[] = [];
  child.stdout.on('data', (part: Buffer) => answers.push(part.toString()));
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (part: Buffer) => parts.push(part.toString()));
  return {
    child,
    output: () => parts.join(''),
    answer: () => answers.join(''),
    ended: once(child, 'close').then(([code]) => code as number | null),
  };
}

/** Waits until the program says that it is ready. */
export async function untilReady(program: Program): Promise<void> {
  while (!program.output().includes('is ready')) {
    if (program.child.exitCode !== null)
      throw new Error(`The program ended instead of getting ready:\n${program.output()}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}
