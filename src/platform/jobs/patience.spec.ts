import { Pause, within } from './patience.js';

describe('Patience', () => {
  it('hands on what comes in time, good or bad', async () => {
    await expect(within(1_000, 'Adding', Promise.resolve(3))).resolves.toBe(3);
    await expect(within(1_000, 'Adding', Promise.reject(new Error('no')))).rejects.toThrow('no');
  });

  it('ends when it takes too long', async () => {
    await expect(within(10, 'Adding', new Promise(() => undefined))).rejects.toThrow(
      'Adding took longer than 10 ms.',
    );
  });
});

describe('A pause', () => {
  it('ends when it is cut', async () => {
    const pause = new Pause();
    const waiting = pause.wait(60_000);
    pause.cut();
    await expect(waiting).resolves.toBeUndefined();
  });

  it('is left out once when it was cut before', async () => {
    const pause = new Pause();
    pause.cut();
    pause.cut();
    await expect(pause.wait(60_000)).resolves.toBeUndefined();
    await expect(within(20, 'The next one', pause.wait(60_000))).rejects.toThrow('took longer');
    pause.cut();
  });
});
