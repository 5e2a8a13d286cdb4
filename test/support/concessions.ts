import { get, type ClientRequest } from 'node:http';
import type { ConcessionResponse } from '../../src/modules/concessions/menu/item.dto.js';
import type { PreorderResponse } from '../../src/modules/concessions/preorders/preorder.dto.js';
import type { OrderResponse } from '../../src/modules/orders/reading/order.dto.js';
import { next } from './factories.js';
import { actOnPage, checkoutUrl, type Customer, orderWith } from './shop.js';
import type { TestApp } from './test-app.js';
import { aCinema } from './theatre.js';

/** Puts something on a menu; of a cinema of its own unless one is given. */
export async function aConcession(
  app: TestApp,
  overrides: Record<string, unknown> = {},
): Promise<ConcessionResponse> {
  const cinema_id = overrides['cinema_id'] ?? (await aCinema(app)).id;
  const body = { cinema_id, name: `Snack ${next()}`, category: 'snack', price: '5.00', ...overrides };
  const answer = await app.as('moderator').post('/concessions').send(body);
  if (answer.status !== 201) throw new Error(`POST /concessions: ${answer.status} ${answer.text}`);
  return answer.body as ConcessionResponse;
}

/** What a request asks for, to order so many pieces of something. */
export function wishFor({ id, cinema_id }: ConcessionResponse, quantity = 1) {
  return { item_id: id, cinema_id, quantity };
}

/** How many are left by now. */
export async function stockOf(app: TestApp, { id }: ConcessionResponse): Promise<number | null> {
  const { body } = await app.as().get(`/concessions/${id}`).expect(200);
  return (body as ConcessionResponse).stock;
}

/** Orders pieces of one thing. */
export async function aSnackOrder(
  { client }: Customer,
  item: ConcessionResponse,
  quantity = 1,
): Promise<OrderResponse> {
  const answer = await client.post('/orders').send({ concessions: [wishFor(item, quantity)] });
  if (answer.status !== 201) throw new Error(`POST /orders: ${answer.status} ${answer.text}`);
  return answer.body as OrderResponse;
}

/** Pays for an order. */
export async function payFor(customer: Customer, { id }: OrderResponse): Promise<OrderResponse> {
  await actOnPage(await checkoutUrl(customer, id), 'paid');
  return orderWith(customer, id, { status: 'paid' });
}

/** Orders pieces of one thing, pays for them, and gets to know the code. */
export async function aPreorder(
  customer: Customer,
  item: ConcessionResponse,
  quantity = 1,
): Promise<{ order: OrderResponse; code: string }> {
  const order = await payFor(customer, await aSnackOrder(customer, item, quantity));
  const code = order.lines[0]?.pickup_code;
  if (code === undefined) throw new Error(`Order ${order.id} has no pick-up code.`);
  return { order, code };
}

/** Somebody at a counter who watches its queue. */
export class QueueWatcher {
  readonly queues: PreorderResponse[][] = [];
  ended = false;

  private constructor(private readonly request: ClientRequest) {}

  static open(url: string, cinemaId: number, token: string): Promise<QueueWatcher> {
    return new Promise((resolve, reject) => {
      const headers = { authorization: `Bearer ${token}` };
      const address = `${url}/preorders/stream?cinema_id=${cinemaId}`;
      const request = get(address, { agent: false, headers }, (answer) => {
        const watcher = new QueueWatcher(request);
        let text = '';
        answer.on('data', (chunk: Buffer) => {
          const parts = (text + chunk.toString()).split('\n\n');
          text = parts.pop() ?? '';
          for (const part of parts) watcher.take(part);
        });
        answer.on('error', () => undefined);
        answer.on('close', () => (watcher.ended = true));
        resolve(watcher);
      });
      request.on('error', reject);
    });
  }

  /** The codes that wait, and how far they are, as the last event says. */
  get codes(): Record<string, string> | undefined {
    const last = this.queues.at(-1);
    return last && Object.fromEntries(last.map(({ pickup_code, status }) => [pickup_code, status]));
  }

  close(): void {
    this.request.destroy();
  }

  private take(part: string): void {
    const data = /^id: \d+\nevent: queue\ndata: (.*)$/.exec(part)?.[1];
    if (data !== undefined)
      this.queues.push((JSON.parse(data) as { preorders: PreorderResponse[] }).preorders);
  }
}
