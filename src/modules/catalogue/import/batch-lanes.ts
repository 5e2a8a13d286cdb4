import type { PreparedFilm } from './prepared-film.js';

type Batch = readonly PreparedFilm[];

/** While one batch enters its relations, the others enter their films; more would only wait for each other. */
const LANES = 3;

/** Works on batches of films side by side. Batches that name the same film keep their order. */
export class BatchLanes {
  private readonly running = new Map<Promise<void>, ReadonlySet<string>>();
  private failure: { readonly error: unknown } | undefined;

  constructor(private readonly work: (batch: Batch) => Promise<void>) {}

  /**
   * Begins with a batch, as soon as there is room for it.
   * @throws whatever made an earlier batch fail
   */
  async add(batch: Batch): Promise<void> {
    const keys = new Set(batch.map((film) => film.key));
    for (let blocker = this.blockerOf(keys); blocker; blocker = this.blockerOf(keys)) await blocker;
    if (this.failure) throw this.failure.error;
    if (batch.length === 0) return;
    const run = this.work(batch)
      .catch((error: unknown) => (this.failure ??= { error }))
      .then(() => void this.running.delete(run));
    this.running.set(run, keys);
  }

  /**
   * Waits for the batches that are being worked on.
   * @throws whatever made one of them fail
   */
  async finish(): Promise<void> {
    await Promise.all(this.running.keys());
    if (this.failure) throw this.failure.error;
  }

  private blockerOf(keys: ReadonlySet<string>): Promise<void> | undefined {
    const runs = [...this.running];
    const [sharing] = runs.find(([, others]) => [...keys].some((key) => others.has(key))) ?? [];
    return sharing ?? (runs.length >= LANES ? Promise.race(this.running.keys()) : undefined);
  }
}
