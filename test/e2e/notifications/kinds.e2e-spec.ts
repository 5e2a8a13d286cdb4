import { noticeKinds, type NoticeKind } from '../../../src/platform/notices/index.js';
import { createTestApp, type TestApp } from '../../support/test-app.js';

let app: TestApp;
beforeAll(async () => {
  app = await createTestApp({ environment: { RUN_WORKER: 'off' } });
});
afterAll(() => app.close());

const CYRILLIC = /\p{Script=Cyrillic}/u;
/** Facts that say something for every kind. */
const FACTS = {
  alert: 'mismatch',
  amount: '12.00 USD',
  carts: 2,
  cinema: 'Kino',
  code: 'ABC123',
  currency: 'usd',
  deleted: true,
  distributor: 'Nordfilm',
  dueOn: '2026-11-21',
  dues: 2,
  excerpt: 'Well done.',
  film: 'Heat (1995)',
  hall: 'Hall 2',
  language: 'de',
  news: 'paid',
  order: 5,
  points: 3,
  reason: 'Rude.',
  seats: [{ row: 'B', number: 4 }],
  starts_at: '2026-11-21T17:30:00Z',
  subtitles: null,
  time_zone: 'Europe/Kyiv',
  why: '',
};

describe('Every kind of news', () => {
  const all = (): NoticeKind<object>[] => [...noticeKinds().values()];

  it('is told in Ukrainian as well as in English', () => {
    expect(all().length).toBeGreaterThan(12);
    for (const kind of all()) {
      const texts = [kind.title('Ada L.', FACTS), kind.uk?.title('Ada L.', FACTS) ?? ''];
      expect([kind.name, ...texts.map((text) => CYRILLIC.test(text))]).toEqual([kind.name, false, true]);
      const bodies = [kind.body(FACTS), kind.uk?.body(FACTS)].map((body) => body === '');
      expect([kind.name, ...bodies]).toEqual([kind.name, bodies[0], bodies[0]]);
    }
  });

  it('has a default for each way', async () => {
    const { body } = await app.as('user').get('/notifications/preferences').expect(200);
    const { items } = body as { items: { kind: string; mail: boolean; telegram: boolean }[] };
    const kindsWith = (way: 'mail' | 'telegram'): string[] =>
      items.filter((item) => item[way]).map(({ kind }) => kind);

    expect(kindsWith('telegram')).toEqual([
      'favorite-showing',
      'order-changed',
      'payment-alert',
      'preorder-ready',
      'screening-canceled',
      'screening-changed',
      'ticket-reminder',
    ]);
    expect(items.map(({ kind }) => kind).filter((kind) => !kindsWith('mail').includes(kind))).toEqual([
      'comment-like',
      'ticket-reminder',
    ]);
  });
});
