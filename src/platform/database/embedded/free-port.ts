import { createServer } from 'node:net';

const usual = 5433;
const tried = 20;

/** The first free port among the wished ones and those from 5433 on; any free one when all of those are taken. */
export async function choosePort(wished: readonly (number | undefined)[]): Promise<number> {
  const range = Array.from({ length: tried }, (_, index) => usual + index);
  for (const port of [...wished, ...range]) {
    if (port !== undefined && (await isFree(port))) return port;
  }
  return anyFreePort();
}

/** Whether nothing listens on a port of the loopback address. */
export async function isFree(port: number): Promise<boolean> {
  return (await tryListening(port)) !== undefined;
}

async function anyFreePort(): Promise<number> {
  const port = await tryListening(0);
  if (port === undefined) throw new Error('No port is free on 127.0.0.1.');
  return port;
}

function tryListening(port: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(undefined));
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => {
      const address = server.address();
      const bound = typeof address === 'object' ? address?.port : undefined;
      server.close(() => resolve(bound));
    });
  });
}
