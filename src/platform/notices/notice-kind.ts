/** What may be told about a kind of event, in words. `Facts` must survive JSON. */
export interface NoticeWords<Facts extends object> {
  /** What people choose to hear of, or not: "Replies to your comments". */
  readonly label: string;
  /** @param who did it: "Ada L.", or "Ada L. and 4 others"; "Somebody" where nobody is named */
  readonly title: (who: string, facts: Facts) => string;
  readonly body: (facts: Facts) => string;
  /** Whether it is mailed unless the person says otherwise; it is where nothing is said. */
  readonly mailed?: boolean;
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
