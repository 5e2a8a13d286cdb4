import { setTimeout } from 'node:timers/promises';
import { Pace } from './pace.js';

/** Works for so long, as others see it. */
function work(milliseconds: number): void {
  const end = performance.now() + milliseconds;
  while (performance.now() < end);
}

describe('The pace of long work', () => {
  it('lets others have their turn', async () => {
    const pace = new Pace(10, () => Promise.resolve());
    let turns = 0;
    const others = setInterval(() => (turns += 1), 1);
    for (let piece = 0; piece < 10; piece += 1) {
      work(10);
      await pace.did(1);
    }
    clearInterval(others);

    expect(turns).toBeGreaterThanOrEqual(5);
  });

  it('tells how much is done, never that all is', async () => {
    const told: number[] = [];
    const pace = new Pace(4, (percent) => Promise.resolve(void told.push(percent)));
    for (let piece = 0; piece < 4; piece += 1) {
      await setTimeout(12);
      await pace.did(1);
    }

    expect(told).toEqual([25, 50, 75, 99]);
  });
});
