import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

const PLACES = ['/usr/bin/chromium', '/usr/bin/google-chrome'];
const QUIET = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Whether this machine has a Chromium to drive. Without one, `what` is said to be left out. */
export function chromiumIsInstalled(what: string): boolean {
  const installed = chromiumPath() !== undefined;
  if (!installed) process.stdout.write(`NOT RUN, chromium is not installed: ${what}\n`);
  return installed;
}

export function startChromium(): Promise<Browser> {
  const executablePath = chromiumPath();
  if (executablePath === undefined) throw new Error('There is no Chromium.');
  return chromium.launch({ executablePath, args: QUIET, headless: true });
}

function chromiumPath(): string | undefined {
  return PLACES.find((path) => existsSync(path));
}
