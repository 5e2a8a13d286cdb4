/** Tells states of the content apart: a number that this process raises, at the latest, before it answers a change. */
export abstract class CacheEpoch {
  abstract current(): Promise<number> | number;
}
