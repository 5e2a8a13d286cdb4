import { noticeKinds } from '../../../platform/notices/index.js';

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

/** What somebody wants of a kind: their own word, or what is usual for the kind. */
export function wishOf(kind: string, { unsubscribed, kinds }: Said): Wish {
  const said = kinds.get(kind);
  return {
    in_app: said?.in_app ?? true,
    mail: said?.mail ?? (!unsubscribed && (noticeKinds().get(kind)?.mailed ?? true)),
    telegram: said?.telegram ?? false,
  };
}
