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
