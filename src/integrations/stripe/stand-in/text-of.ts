/** A text, or an empty one for whatever is none: bodies that are missing, references to nothing. */
export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
