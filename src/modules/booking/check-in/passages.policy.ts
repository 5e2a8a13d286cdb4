export const DIRECTIONS = ['in', 'out'] as const;

export type Direction = (typeof DIRECTIONS)[number];

/** Somebody who went through the door with a ticket. */
export interface Passage {
  readonly direction: Direction;
  readonly at: Date;
}

/** What a scan comes to beside those that counted before it. */
export interface Verdict<Former extends Passage> {
  readonly accepted: boolean;
  /** The passage that it contradicts: the last one before it, where it is refused; null where there is none. */
  readonly against: Former | null;
  /** Those that do not count any more, because this one was earlier. */
  readonly superseded: readonly Former[];
  /** What counts afterwards, the scan itself as null, in the order of time. */
  readonly passages: readonly (Former | null)[];
}

/**
 * Whether a scan counts. In the order in which they were made, scans are alternately in and out: of two that contradict each
 * other the earlier counts, whenever it became known; of two at the same time the one that was known first.
 * @param former those that count so far, in the order of time
 */
export function judge<Former extends Passage>(former: readonly Former[], scan: Passage): Verdict<Former> {
  const before = former.filter(({ at }) => at <= scan.at);
  const last = before.at(-1) ?? null;
  if (!follows(scan, last)) return { accepted: false, against: last, superseded: [], passages: former };
  const passages: (Former | null)[] = [...before, null];
  const superseded: Former[] = [];
  let latest: Passage = scan;
  for (const passage of former.slice(before.length)) {
    if (follows(passage, latest)) {
      passages.push(passage);
      latest = passage;
    } else superseded.push(passage);
  }
  return { accepted: true, against: null, superseded, passages };
}

/** Whoever is outside can come in, whoever is inside can go out. */
function follows({ direction }: Passage, last: Passage | null): boolean {
  return direction !== (last?.direction ?? 'out');
}
