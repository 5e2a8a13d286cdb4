import { applyDecorators, type Type } from '@nestjs/common';
import { ApiExtension, ApiResponse } from '@nestjs/swagger';
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

/** The problems that an endpoint can answer with, besides those that any endpoint can. */
export function ApiProblems(...types: readonly ProblemType[]): MethodDecorator & ClassDecorator {
  return applyDecorators(
    ApiExtension(
      PROBLEMS,
      types.map((type) => type.slug),
    ),
  );
}
