/**
 * The result of `work`, unless it takes too long; the work itself goes on then, and nobody hears of it any more.
 * @throws Error saying what took longer than so many milliseconds
 */
export async function within<T>(milliseconds: number, what: string, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const patience = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      reject(new Error(`${what} took longer than ${milliseconds} ms.`));
    }, milliseconds);
  });
  return Promise.race([work, patience]).finally(() => clearTimeout(timer));
}

/** A pause that another can cut short. */
export class Pause {
  private end: () => void = () => undefined;
  private called = false;

  /** Lasts so many milliseconds, or until the next call of `cut`; none at all if that came since the last pause. */
  async wait(milliseconds: number): Promise<void> {
    if (!this.called) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, milliseconds);
        this.end = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
    this.called = false;
  }

  cut(): void {
    this.called = true;
    this.end();
  }
}
