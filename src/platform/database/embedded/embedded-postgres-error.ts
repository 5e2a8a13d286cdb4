/** The embedded PostgreSQL cannot be had; the message tells a person what to do about it. */
export class EmbeddedPostgresError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'EmbeddedPostgresError';
  }
}

/** The code of an error that the operating system, Node.js or PostgreSQL gave one to. */
export function codeOf(error: unknown): string | undefined {
  return textOf(error, 'code');
}

/** The message of whatever was thrown. */
export function messageOf(error: unknown): string {
  return textOf(error, 'message') ?? String(error);
}

/** Not by `instanceof Error`: errors of Node.js itself come from another realm where a test runner has its own. */
function textOf(error: unknown, property: 'code' | 'message'): string | undefined {
  if (typeof error !== 'object' || error === null) return undefined;
  const value: unknown = (error as Record<string, unknown>)[property];
  return typeof value === 'string' ? value : undefined;
}

/**
 * Turns what the file system refused into an error that says what to do.
 * @param directory where the embedded database lives
 */
export function explain(error: unknown, directory: string): unknown {
  if (error instanceof EmbeddedPostgresError) return error;
  const remedy = remedies[codeOf(error) ?? ''];
  if (remedy === undefined) return error;
  return new EmbeddedPostgresError(`${remedy(directory)} (${messageOf(error)})`, { cause: error });
}

const notOurs = (directory: string): string =>
  `The embedded database needs to write to ${directory} and may not. Give the directory to the user that starts ` +
  'the application (chown -R), or choose another one with DATA_DIR.';
const full = (directory: string): string =>
  `There is no space left for ${directory}. Free some space and start again, or choose another directory with DATA_DIR.`;
const inTheWay = (directory: string): string =>
  `Something other than a directory is in the way of ${directory} or within it. Move it away and start again.`;

const remedies: Partial<Record<string, (directory: string) => string>> = {
  EACCES: notOurs,
  // What a recursive mkdir says on a read-only disk.
  ENOENT: notOurs,
  EPERM: notOurs,
  EROFS: notOurs,
  ENOSPC: full,
  EDQUOT: full,
  ENOTDIR: inTheWay,
  EEXIST: inTheWay,
};
