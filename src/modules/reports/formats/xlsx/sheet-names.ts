const NOT_ALLOWED = /[[\]:*?/\\\p{Cc}\p{Cs}\s]+/gu;
const MOST = 31;
/** Excel keeps this name for itself. */
const RESERVED = 'history';

/** Names that spreadsheets take: short, without the signs of addresses, unlike each other whatever the case. */
export function sheetNames(wanted: readonly string[]): readonly string[] {
  const taken = new Set<string>([RESERVED]);
  return wanted.map((name) => {
    const base = name.replace(NOT_ALLOWED, ' ').replace(/^['\s]+|['\s]+$/g, '') || 'Sheet';
    let free = shortened(base, '');
    for (let number = 2; taken.has(free.toLowerCase()); number += 1) free = shortened(base, ` (${number})`);
    taken.add(free.toLowerCase());
    return free;
  });
}

/** Cut between signs, never within one. */
function shortened(base: string, suffix: string): string {
  let name = '';
  for (const sign of base) {
    if (name.length + sign.length + suffix.length > MOST) break;
    name += sign;
  }
  return name.replace(/['\s]+$/, '') + suffix;
}
