import { actOnPage, fillCart, orderWith } from '../support/shop.js';
import { aMoment, FULL, soon, TEST_MS, times, upTo } from './extent.js';
import { type Afterwards, API_STEPS, type KillStep, WORKER_STEPS } from './kill-steps.js';
import { type Part, ProgramShop } from './program-shop.js';

jest.setTimeout(TEST_MS);

let shop: ProgramShop;
beforeAll(async () => {
  shop = await ProgramShop.open();
});
afterAll(() => shop.close());

const KILLED: readonly (readonly Part[])[] = [['main', 'worker'], ['worker'], ['main']];

/** Each step with a kill of its own; in a hurry, orders at all steps of a process with one kill. */
const kills = (steps: readonly KillStep[]): [string, readonly KillStep[]][] =>
  FULL ? steps.map((step) => [step.name, [step]]) : [['with orders at every step', steps]];

const killAt = async (part: Part, steps: readonly KillStep[]): Promise<void> => {
  const afterwards: Afterwards[] = [];
  try {
    for (const step of steps) afterwards.push(await step.reach(shop, await shop.customer()));
    await shop.kill(part);
  } finally {
    await shop.goOn();
  }
  await shop.restart(part);
  for (const goesOn of afterwards) await goesOn();
  await shop.auditor.expectSound();
};

describe('The API, killed', () => {
  it.each(kills(API_STEPS))('%s, goes on where it was', (_name, steps) => killAt('main', steps));
});

describe('The worker, killed', () => {
  it.each(kills(WORKER_STEPS))('%s, goes on where it was', (_name, steps) => killAt('worker', steps));
});

describe('API and worker, killed at any time', () => {
  /** Orders, pays, and now and then gives back, trying each step until somebody answers. */
  const shopping = async (): Promise<void> => {
    const customer = await shop.customer();
    await soon(() => fillCart(shop, customer));
    const order = (path: string, key: string) =>
      soon(async () => {
        const answer = await customer.client.post(path).set('idempotency-key', `${key}-${customer.id}`);
        expect([200, 201]).toContain(answer.status);
        return answer.body as { id: number; checkout_url: string };
      });
    const { id } = await order('/orders', 'order');
    const { checkout_url } = await order(`/orders/${id}/checkout`, 'checkout');
    await actOnPage(checkout_url, 'paid');
    await soon(() => orderWith(customer, id, { status: 'paid' }));
    if (Math.random() < 0.3) await order(`/orders/${id}/refund`, 'refund');
  };

  it('go on where they were', async () => {
    for (let round = 0; round < times(1, 20); round += 1) {
      const parts = KILLED[round % KILLED.length] ?? [];
      const customers = Promise.all(upTo(times(3, 6)).map(shopping));
      await aMoment(2_000);
      await Promise.all(parts.map((part) => shop.kill(part)));
      await Promise.all(parts.map((part) => shop.restart(part)));
      await customers;
    }
    await shop.auditor.expectSound();
  });
});
