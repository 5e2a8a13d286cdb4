/** The groups of accounts, lowest first; each may do what those before it may. */
export const GROUPS = ['user', 'cashier', 'moderator', 'admin'] as const;

export type Group = (typeof GROUPS)[number];

/** Who sends a request. */
export interface Principal {
  readonly userId: number;
  readonly group: Group;
  /** The sign-in that the request belongs to. */
  readonly sessionId: number;
}

/** Whether a group may do what `least` may. */
export function reaches(group: Group, least: Group): boolean {
  return GROUPS.indexOf(group) >= GROUPS.indexOf(least);
}
