/** The ways on which somebody can be told. */
export interface Wish {
  readonly in_app: boolean;
  readonly mail: boolean;
  readonly telegram: boolean;
}

/** What somebody said of a kind; null where they said nothing. */
export type SaidOfKind = { readonly [Way in keyof Wish]: boolean | null };

/** What somebody ever said of what they want to hear of. */
export interface Said {
  /** They asked for no more mails: of what they do not name since, none is sent. */
  readonly unsubscribed: boolean;
  readonly kinds: ReadonlyMap<string, SaidOfKind>;
}

/** Kinds of which so much may happen that nobody is mailed who did not ask for it. */
const UNMAILED = new Set(['comment-like']);

/** What somebody wants of a kind: their own word, or what is usual. */
export function wishOf(kind: string, { unsubscribed, kinds }: Said): Wish {
  const said = kinds.get(kind);
  return {
    in_app: said?.in_app ?? true,
    mail: said?.mail ?? (!unsubscribed && !UNMAILED.has(kind)),
    telegram: said?.telegram ?? false,
  };
}
