import { createRequire } from 'node:module';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';

/** A password to be hashed at a cost, or compared with a hash. */
export type HashingTask =
  { readonly password: string; readonly cost: number } | { readonly password: string; readonly hash: string };

/** On Linux the thread gives way to all others: /proc tells its number, by which its priority can be lowered. */
const PROGRAM = `
const { parentPort, workerData } = require('node:worker_threads');
const bcrypt = require(workerData);
try {
  const [, , thread] = require('node:fs').readlinkSync('/proc/thread-self').split('/');
  require('node:os').setPriority(Number(thread), 19);
} catch {}
parentPort.on('message', ({ password, cost, hash }) => {
  parentPort.postMessage(
    hash === undefined ? bcrypt.hashSync(password, cost) : bcrypt.compareSync(password, hash),
  );
});`;

/** A thread that does nothing but bcrypt, one task at a time; it ends with the process. */
export class HashingThread {
  private worker: Worker | undefined;

  /** The hash, or whether password and hash belong together. The next task may come when this one is done. */
  run(task: HashingTask): Promise<string | boolean> {
    const worker = (this.worker ??= start());
    return new Promise((resolve, reject) => {
      const fail = (error: Error): void => {
        this.worker = undefined;
        reject(error);
      };
      worker.once('error', fail);
      worker.once('message', (result: string | boolean) => {
        worker.off('error', fail);
        worker.unref();
        resolve(result);
      });
      worker.ref();
      worker.postMessage(task);
    });
  }

  async stop(): Promise<void> {
    await this.worker?.terminate();
    this.worker = undefined;
  }
}

function start(): Worker {
  const bcrypt = createRequire(join(import.meta.dirname, 'hashing-thread.js')).resolve('bcrypt');
  return new Worker(PROGRAM, { eval: true, workerData: bcrypt });
}
