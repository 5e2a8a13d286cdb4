import type { SeatState } from '../seat-state.js';
import { SeatWatch, type Sink } from './seat-watch.js';

/** A client that remembers what it was sent. */
class Client implements Sink {
  writableLength = 0;
  destroyed = false;
  readonly sent: Buffer[] = [];
  write(data: Buffer): void {
    this.sent.push(data);
  }
  end(): void {
    this.destroyed = true;
  }
  destroy(): void {
    this.destroyed = true;
  }
  get events(): unknown[] {
    return this.sent.map(
      (data) => JSON.parse(/data: (.*)\n/.exec(data.toString())?.[1] ?? 'null') as unknown,
    );
  }
}

const states = (...all: SeatState[]): Map<number, SeatState> =>
  new Map(all.map((state, index) => [index + 1, state]));

describe('a watched screening', () => {
  it('begins with every seat', () => {
    const client = new Client();
    new SeatWatch(7, states('free', 'sold')).add(client);

    expect(client.sent.map(String)).toEqual([
      'id: 0\nevent: seats\ndata: {"screening_id":7,"complete":true,"seats":[{"id":1,"state":"free"},{"id":2,"state":"sold"}]}\n\n',
    ]);
  });

  it('goes on with what is different, the same bytes for all', () => {
    const [one, other] = [new Client(), new Client()];
    const watch = new SeatWatch(7, states('free', 'free', 'free'));
    watch.add(one);
    watch.add(other);
    watch.show(states('free', 'held', 'free'));
    watch.show(states('free', 'held', 'free'));

    expect(one.events.slice(1)).toEqual([
      { screening_id: 7, complete: false, seats: [{ id: 2, state: 'held' }] },
    ]);
    expect(other.sent[1]).toBe(one.sent[1]);
    expect(other.sent[0]).toBe(one.sent[0]);
  });

  it('shows who comes later what is so by then', () => {
    const watch = new SeatWatch(7, states('free'));
    watch.add(new Client());
    watch.show(states('blocked'));
    const late = new Client();
    watch.add(late);

    expect(late.events).toEqual([{ screening_id: 7, complete: true, seats: [{ id: 1, state: 'blocked' }] }]);
  });

  it('tells everything anew where there are other seats', () => {
    const client = new Client();
    const watch = new SeatWatch(7, states('free', 'free'));
    watch.add(client);
    watch.show(states('free'));
    watch.show(new Map([[9, 'free']]));

    expect(client.events.slice(1)).toEqual([
      { screening_id: 7, complete: true, seats: [{ id: 1, state: 'free' }] },
      { screening_id: 7, complete: true, seats: [{ id: 9, state: 'free' }] },
    ]);
  });

  it('lets go of clients that do not read, and of no others', () => {
    const [slow, quick] = [new Client(), new Client()];
    const watch = new SeatWatch(7, states('free'));
    watch.add(slow);
    watch.add(quick);
    slow.writableLength = 300_000;
    watch.show(states('held'));

    expect([slow.destroyed, slow.sent.length]).toEqual([true, 1]);
    expect([quick.destroyed, quick.sent.length]).toEqual([false, 2]);
  });
});
