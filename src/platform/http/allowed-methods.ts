import type { FastifyInstance } from 'fastify';
import findMyWay, { type HTTPMethod } from 'find-my-way';

/**
 * Remembers which methods each path takes, so that a known path with the wrong method is told apart from an unknown one.
 * Must see the instance before any route is registered.
 */
export class AllowedMethods {
  private readonly methods = new Set<HTTPMethod>();
  private readonly router = findMyWay({ maxParamLength: 1_000 });

  constructor(fastify: FastifyInstance) {
    fastify.addHook('onRoute', (route) => {
      if (route.url === '*') return;
      for (const method of [route.method].flat() as HTTPMethod[]) {
        this.methods.add(method);
        if (!this.router.hasRoute(method, route.url)) this.router.on(method, route.url, () => undefined);
      }
    });
  }

  /** The methods that a path (without query) takes; none for an unknown path. */
  of(path: string): string[] {
    return [...this.methods].filter((method) => this.router.find(method, path) !== null).sort();
  }
}
