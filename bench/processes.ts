import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

const DIST = join(import.meta.dirname, '..');

/** The options that a command of package.json runs Node with: what is measured is what is run. */
function nodeOptions(command: 'start' | 'start:worker' | 'cli'): string[] {
  const { scripts } = JSON.parse(readFileSync(join(DIST, '../package.json'), 'utf8')) as {
    scripts: Record<string, string>;
  };
  return scripts[command]?.match(/--\S+/g) ?? [];
}

/** A server under measurement. */
export interface Server {
  readonly url: string;
  /** The most memory that it has held so far, in MB (Linux). */
  peakMemory(): Promise<number>;
  stop(): Promise<void>;
}

/** The program itself, as `npm start` with a database of one's own runs it. */
export async function startApi(
  databaseUrl: string,
  port: number,
  settings: Record<string, string>,
): Promise<Server> {
  const child = spawn(process.execPath, [...nodeOptions('start'), join(DIST, 'src/main.js')], {
    env: { ...process.env, DATABASE_URL: databaseUrl, PORT: String(port), HOST: '127.0.0.1', ...settings },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const url = `http://127.0.0.1:${port}`;
  for (;;) {
    const ready = await fetch(`${url}/health/live`).catch(() => undefined);
    if (ready?.ok) return server(child, url);
    if (child.exitCode !== null) throw new Error('The API did not start.');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** The program without HTTP, as `npm run start:worker` runs it. */
export function startWorker(
  databaseUrl: string,
  settings: Record<string, string>,
): Pick<Server, 'peakMemory' | 'stop'> {
  const child = spawn(process.execPath, [...nodeOptions('start:worker'), join(DIST, 'src/worker.js')], {
    env: { ...process.env, DATABASE_URL: databaseUrl, ...settings },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  return server(child, '');
}

/** A plain twin. */
export async function startTwin(databaseUrl: string, port: number, script = 'twin.js'): Promise<Server> {
  const child = spawn(process.execPath, [join(DIST, 'bench', script), databaseUrl, String(port)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(child.stdout, 'data');
  return server(child, `http://127.0.0.1:${port}`);
}

/** Runs a command of the CLI to its end; resolves with its time in seconds and its peak memory in MB. */
export async function runCli(
  databaseUrl: string,
  ...words: readonly string[]
): Promise<{ seconds: number; peakMemory: number }> {
  const started = performance.now();
  const child = spawn(process.execPath, [...nodeOptions('cli'), join(DIST, 'src/cli.js'), ...words], {
    env: { ...process.env, DATABASE_URL: databaseUrl },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  let peakMemory = 0;
  const watch = setInterval(() => {
    void peakOf(child).then((now) => (peakMemory = Math.max(peakMemory, now)));
  }, 100);
  const [code] = (await once(child, 'exit')) as [number | null];
  clearInterval(watch);
  if (code !== 0) throw new Error(`${words.join(' ')} ended with code ${code}.`);
  return { seconds: (performance.now() - started) / 1000, peakMemory };
}

function server(child: ChildProcess, url: string): Server {
  return {
    url,
    peakMemory: () => peakOf(child),
    stop: async () => {
      child.kill('SIGTERM');
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
    },
  };
}

async function peakOf(child: ChildProcess): Promise<number> {
  const status = await readFile(`/proc/${child.pid}/status`, 'utf8').catch(() => '');
  return Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024;
}
