import type { Type } from '@nestjs/common';
import { ApiBody, ApiResponse } from '@nestjs/swagger';
import type { ProblemType } from '../errors/index.js';

export const PROBLEMS = 'x-problems';

const DESCRIPTIONS: Readonly<Record<number, string>> = {
  200: 'Done.',
  201: 'Created.',
  202: 'Queued.',
  204: 'Done; there is nothing to say.',
};

/** What an endpoint answers when all is well. */
export function ApiAnswer(status: 200 | 201 | 202 | 204, type?: Type): MethodDecorator {
  return ApiResponse({ status, description: DESCRIPTIONS[status] ?? '', ...(type ? { type } : {}) });
}

/**
 * Bodies to try, where one made of the examples of all members would be refused: what each does → what to send.
 * @param required whether there has to be a body at all
 */
export function ApiBodies(
  type: Type,
  bodies: Readonly<Record<string, object>>,
  { required = true } = {},
): MethodDecorator {
  const examples = Object.entries(bodies).map(([summary, value]) => [summary, { summary, value }] as const);
  return ApiBody({ type, required, examples: Object.fromEntries(examples) });
}

/** Where the OpenAPI module looks for extensions; its own decorator keeps the first value instead of adding to it. */
const API_EXTENSIONS = 'swagger/apiExtension';

/** The problems that an endpoint can answer with, besides those that any endpoint can; several decorators add up. */
export function ApiProblems(...types: readonly ProblemType[]): MethodDecorator & ClassDecorator {
  return (target: object, _name?: string | symbol, descriptor?: { readonly value?: unknown }) => {
    const place = typeof descriptor?.value === 'function' ? descriptor.value : target;
    const extensions = (Reflect.getMetadata(API_EXTENSIONS, place) ?? {}) as Record<string, unknown>;
    const former = (extensions[PROBLEMS] ?? []) as readonly string[];
    const slugs = [...new Set([...former, ...types.map(({ slug }) => slug)])];
    Reflect.defineMetadata(API_EXTENSIONS, { ...extensions, [PROBLEMS]: slugs }, place);
  };
}
