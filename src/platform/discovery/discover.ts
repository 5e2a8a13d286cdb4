import type { DiscoveryService } from '@nestjs/core';

/**
 * All providers whose class tells something of itself, each once however many tokens it is known under.
 * @param read what a class tells, undefined for most
 */
export function discover<Fact>(
  discovery: DiscoveryService,
  read: (type: object) => Fact | undefined,
): Map<object, Fact> {
  const found = new Map<object, Fact>();
  for (const wrapper of discovery.getProviders()) {
    const instance: unknown = wrapper.instance;
    if (typeof instance !== 'object' || instance === null || typeof instance.constructor !== 'function')
      continue;
    const fact = read(instance.constructor);
    if (fact !== undefined) found.set(instance, fact);
  }
  return found;
}

/**
 * The one provider whose class says that it does something.
 * @param what it does, for the message: "handles payments"
 * @throws Error where none or several do
 */
export function discoverOne(
  discovery: DiscoveryService,
  says: (type: object) => true | undefined,
  what: string,
): object {
  const [first, ...others] = [...discover(discovery, says).keys()];
  if (!first || others.length > 0) {
    throw new Error(`${first ? others.length + 1 : 0} providers instead of one ${what}.`);
  }
  return first;
}
