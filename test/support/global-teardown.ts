import { rm } from 'node:fs/promises';

/** Stops the server of the run and removes its data. */
export default async function globalTeardown(): Promise<void> {
  const running = globalThis.testDatabaseServer;
  if (!running) return;
  await running.server.stop();
  await rm(running.directory, { recursive: true, force: true });
}
