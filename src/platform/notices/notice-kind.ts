/** What is said of an event. `Facts` must survive JSON. */
export interface NoticeTexts<Facts extends object> {
  /** @param who did it: "Ada L.", or "Ada L. and 4 others"; "Somebody" where nobody is named */
  readonly title: (who: string, facts: Facts) => string;
  readonly body: (facts: Facts) => string;
}

/** What may be told about a kind of event, in words, and on which ways it is told unless the person says otherwise. */
export interface NoticeWords<Facts extends object> extends NoticeTexts<Facts> {
  /** What people choose to hear of, or not: "Replies to your comments". */
  readonly label: string;
  /** The same in Ukrainian, for those who are written to in it; English where it is left out. */
  readonly uk?: NoticeTexts<Facts>;
  /**
   * Whether it is mailed, together with other news, unless the person says otherwise; it is where nothing is said.
   * `as-it-happens`: whoever tells it sends a mail of its own, which nobody can turn off.
   */
  readonly mailed?: boolean | 'as-it-happens';
  /** Whether it is sent by Telegram unless the person says otherwise; it is not where nothing is said. */
  readonly telegram?: boolean;
  /** Whether it is told in somebody's quiet hours too. */
  readonly urgent?: boolean | ((facts: Facts, now: Date) => boolean);
  /** Until when it is worth sending; as long as it takes where nothing is said. */
  readonly usefulUntil?: (facts: Facts) => Date;
}

/** A kind of event that people are told about. */
export interface NoticeKind<Facts extends object> extends NoticeWords<Facts> {
  readonly name: string;
}

const kinds = new Map<string, NoticeKind<object>>();

/**
 * Declares a kind of event, in the context where it happens.
 * @throws Error when the name is taken
 */
export function noticeKind<Facts extends object>(name: string, words: NoticeWords<Facts>): NoticeKind<Facts> {
  if (kinds.has(name)) throw new Error(`The kind of notice "${name}" is declared twice.`);
  const kind: NoticeKind<Facts> = Object.freeze({ name, ...words });
  kinds.set(name, kind as unknown as NoticeKind<object>);
  return kind;
}

/** All declared kinds, by name. */
export function noticeKinds(): ReadonlyMap<string, NoticeKind<object>> {
  return kinds;
}
