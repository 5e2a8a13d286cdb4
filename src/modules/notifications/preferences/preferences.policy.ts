import { noticeKinds } from '../../../platform/notices/index.js';

/** The ways on which somebody can be told. */
export const WAYS = ['in_app', 'mail', 'telegram'] as const;

export type Way = (typeof WAYS)[number];

/** On which ways somebody wants to be told. */
export type Wish = Readonly<Record<Way, boolean>>;

/** What somebody said of a kind; null where they said nothing. */
export type SaidOfKind = Readonly<Record<Way, boolean | null>>;

/** What somebody ever said of what they want to hear of. */
export interface Said {
  /** They asked for no more mails: of what they do not name since, none is sent. */
  readonly unsubscribed: boolean;
  readonly kinds: ReadonlyMap<string, SaidOfKind>;
}

/** What somebody wants of a kind: their own word, or what is usual for the kind; what cannot be turned off in any case. */
export function wishOf(kind: string, { unsubscribed, kinds }: Said): Wish {
  const said = kinds.get(kind);
  const usual = noticeKinds().get(kind);
  const isCollected = usual?.mailed !== false;
  return {
    in_app: said?.in_app ?? true,
    mail: isMailedApart(kind) || (said?.mail ?? (!unsubscribed && isCollected)),
    telegram: said?.telegram ?? usual?.telegram ?? false,
  };
}

/** Whether whoever tells of a kind sends mails of their own, as it happens. */
export function isMailedApart(kind: string): boolean {
  return noticeKinds().get(kind)?.mailed === 'as-it-happens';
}

/** The ways on which a kind is always told: its mails say what has to be said, whatever somebody likes. */
export function lockedWays(kind: string): Way[] {
  return isMailedApart(kind) ? ['mail'] : [];
}
