/** How long what happened waits before it is mailed, in milliseconds, so that what comes in a burst is one mail. */
export const QUIET_MS = 5 * 60_000;

/** How far apart the digests of one person are at least, in milliseconds. */
export const APART_MS = 60 * 60_000;
