import type { PreorderResponse } from '../preorder.dto.js';
import { QueueWatch, type Sink } from './queue-watch.js';

/** A client that remembers what it was sent. */
class Client implements Sink {
  writableLength = 0;
  closed = false;
  readonly sent: string[] = [];
  write(text: string): void {
    if (this.closed) throw new Error('write after end');
    this.sent.push(text);
  }
  end(): void {
    this.closed = true;
  }
  destroy(): void {
    this.closed = true;
  }
}

const preorder = (pickup_code: string): PreorderResponse => ({
  pickup_code,
  status: 'placed',
  items: [],
  cinema: { id: 7, name: 'Here' },
  order_id: 1,
  created_at: '2026-11-21T16:31:12.000Z',
  needed_at: null,
  expires_at: '2026-11-22T16:31:12.000Z',
  ready_at: null,
  collected_at: null,
});

describe('the queue of a cinema', () => {
  it('is sent whenever it is another, and whole to whoever comes later', () => {
    const [one, late] = [new Client(), new Client()];
    const watch = new QueueWatch(7);
    watch.add(one, 1);
    watch.show([]);
    watch.show([]);
    watch.show([preorder('K7M2QX')]);
    watch.add(late, 2);

    expect(one.sent).toHaveLength(2);
    expect(one.sent[0]).toBe('id: 1\nevent: queue\ndata: {"cinema_id":7,"preorders":[]}\n\n');
    expect(late.sent).toEqual([one.sent[1]]);
  });

  it('lets go of those whose session has ended, and tells the others that it lives', () => {
    const [gone, here] = [new Client(), new Client()];
    const watch = new QueueWatch(7);
    watch.add(gone, 1);
    watch.add(here, 2);
    watch.beat(new Set([2]));
    watch.beat(new Set([2]));

    expect([gone.closed, gone.sent]).toEqual([true, []]);
    expect([here.closed, here.sent]).toEqual([false, [':\n\n', ':\n\n']]);
    expect(watch.sessionIds).toEqual([2]);
  });

  it('lets go of clients that do not read, and of no others', () => {
    const [slow, quick] = [new Client(), new Client()];
    const watch = new QueueWatch(7);
    watch.add(slow, 1);
    watch.add(quick, 2);
    slow.writableLength = 1_000_001;
    watch.show([]);

    expect([slow.closed, slow.sent.length, quick.sent.length]).toEqual([true, 0, 1]);
    watch.end();
    expect([quick.closed, watch.isEmpty]).toEqual([true, true]);
  });
});
