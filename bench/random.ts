/** Random numbers that are the same for the same seed (sfc32): fast, and good enough for made-up data. */
export class Random {
  private a = 0x9e3779b9;
  private b = 0x243f6a88;
  private c: number;
  private counter = 1;

  constructor(seed: number) {
    this.c = seed | 0;
    for (let round = 0; round < 15; round += 1) this.next();
  }

  /** From 0 up to, but not including, 1. */
  next(): number {
    const sum = (this.a + this.b + this.counter) | 0;
    this.counter = (this.counter + 1) | 0;
    this.a = this.b ^ (this.b >>> 9);
    this.b = (this.c + (this.c << 3)) | 0;
    this.c = ((this.c << 21) | (this.c >>> 11)) + sum;
    return (sum >>> 0) / 4_294_967_296;
  }

  /** A whole number from `minimum` to `maximum`, both included. */
  whole(minimum: number, maximum: number): number {
    return minimum + Math.floor(this.next() * (maximum - minimum + 1));
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  /** One of the items; the higher `skew`, the more the first ones are preferred (1: all alike). */
  pick<Item>(items: readonly Item[], skew = 1): Item {
    return items[Math.floor(items.length * this.next() ** skew)] as Item;
  }
}

/** Picks items as often as their weights say. */
export class Weighted<Item> {
  private readonly slots: Item[];

  constructor(weights: readonly (readonly [Item, number])[]) {
    this.slots = weights.flatMap(([item, weight]) => Array<Item>(weight).fill(item));
  }

  pick(random: Random): Item {
    return random.pick(this.slots);
  }
}
