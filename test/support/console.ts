import type { Group } from '../../src/platform/auth/index.js';
import { TEST_PASSWORD, testEmail } from './test-accounts.js';
import type { TestApp } from './test-app.js';

/** Where the console of a test application thinks that it is. */
export const CONSOLE_ORIGIN = 'http://cinema.example';

/** Posts to the console as a page of its own would. */
export const postToConsole = (app: TestApp, path: string, cookie?: string, origin = CONSOLE_ORIGIN) => {
  const request = app.as().post(path).set('origin', origin);
  return cookie === undefined ? request : request.set('cookie', cookie);
};

export const signInToConsole = (app: TestApp, email: string, password: string = TEST_PASSWORD) =>
  postToConsole(app, '/docs/sign-in').send({ email, password });

/** The cookie, as a browser sends it back. */
export async function consoleCookie(app: TestApp, group: Group): Promise<string> {
  const answer = await signInToConsole(app, testEmail(group)).expect(204);
  return cookieOf(answer.headers);
}

/** Name and value of the one cookie that an answer sets. */
export function cookieOf(headers: Record<string, unknown>): string {
  const [first] = headers['set-cookie'] as [string];
  return first.split(';', 1)[0] ?? '';
}
