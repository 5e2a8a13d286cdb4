import { DiscoveryService, MetadataScanner, Reflector } from '@nestjs/core';
import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants';
import { RequestMethod } from '@nestjs/common';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { accessOf, type Group, GROUPS } from '../../../src/platform/auth/index.js';
import { createTestApp, type TestApp } from '../../support/test-app.js';

const RECORDED = join(__dirname, 'routes.txt');

/** Every route with who may call it: a change shows here, and must be recorded on purpose. */
function routesOf(app: TestApp): string[] {
  const discovery = app.get(DiscoveryService);
  const reflector = app.get(Reflector);
  const scanner = new MetadataScanner();
  return discovery
    .getControllers()
    .flatMap(({ instance, metatype }) => {
      const prototype = Object.getPrototypeOf(instance) as Record<string, object>;
      return scanner.getAllMethodNames(prototype).flatMap((name) => {
        const handler = prototype[name];
        const paths =
          handler && (Reflect.getMetadata(PATH_METADATA, handler) as string | string[] | undefined);
        if (!handler || paths === undefined) return [];
        const method = RequestMethod[Reflect.getMetadata(METHOD_METADATA, handler) as number];
        const access = accessOf(reflector, handler, metatype as object);
        const who = 'public' in access ? 'anyone' : access.least;
        const base = Reflect.getMetadata(PATH_METADATA, metatype as object) as string;
        return [paths].flat().map((path) => {
          const whole = `/${[base, path]
            .map((part) => part.replace(/^\/|\/$/g, ''))
            .filter(Boolean)
            .join('/')}`;
          return `${(method ?? '').padEnd(6)} ${whole.padEnd(40)} ${who}`;
        });
      });
    })
    .sort();
}

describe('the routes', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await createTestApp();
  });
  afterAll(() => app.close());

  it('are those that are recorded, each for those for whom it is recorded', async () => {
    const recorded = (await readFile(RECORDED, 'utf8')).trim().split('\n');

    expect(routesOf(app)).toEqual(recorded);
  });

  const closedRoutes = () =>
    routesOf(app)
      .filter((line) => !line.endsWith('anyone'))
      .map((route) => {
        const [method = '', path = '', least = ''] = route.split(/\s+/);
        const address = path.replace(/:uuid/, '00000000-0000-4000-8000-000000000000').replace(/:\w+/g, '1');
        return { route, method: method.toLowerCase() as 'get', address, least: least as Group };
      });

  it('are closed to strangers unless they are for anyone', async () => {
    for (const { route, method, address } of closedRoutes()) {
      const answer = await app.as()[method](address);
      expect([route, answer.status]).toEqual([route, 401]);
    }
  });

  it('are closed to every lower group', async () => {
    for (const { route, method, address, least } of closedRoutes()) {
      for (const group of GROUPS.slice(0, GROUPS.indexOf(least))) {
        const answer = await app.as(group)[method](address);
        expect([route, group, answer.status]).toEqual([route, group, 403]);
      }
    }
  });
});
