type Members = Readonly<Record<string, unknown>>;

/**
 * What differs between two states of a thing, for its audit entry: the changed members before and after.
 * @returns undefined where nothing differs
 */
export function changesOf(before: Members, after: Members): { before: Members; after: Members } | undefined {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  const changed = names.filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]));
  if (changed.length === 0) return undefined;
  return { before: only(changed, before), after: only(changed, after) };
}

function only(names: readonly string[], members: Members): Members {
  return Object.fromEntries(names.filter((name) => name in members).map((name) => [name, members[name]]));
}
