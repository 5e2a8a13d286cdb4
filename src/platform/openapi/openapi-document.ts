import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { type ProblemType, problemTypes, statusOf } from '../errors/index.js';
import { PROBLEMS } from './api.decorators.js';
import { ProblemDocumentResponse } from './problem-document.dto.js';

interface Operation {
  summary?: string;
  responses: Record<string, unknown>;
  security?: unknown[];
  [PROBLEMS]?: string[];
}

const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const;
const ALWAYS = ['internal', 'unavailable'];
const SIGNED_IN = ['unauthenticated', 'forbidden'];

/** The description of every endpoint, for people and for generators of clients. */
export function openApiDocument(app: INestApplication, publicUrl: string): OpenAPIObject {
  const config = new DocumentBuilder()
    .setTitle('Online Cinema')
    .setDescription(
      'A film store and the theatre beside it. Errors are problem documents (RFC 9457); `GET /problems/{slug}` explains each. Lists take `page`, `per_page` and `sort`, and carry links to their neighbours. Times are in UTC, money is a decimal string.',
    )
    .setVersion('1')
    .addServer(publicUrl)
    .addBearerAuth()
    .build();
  const document = SwaggerModule.createDocument(app, config, {
    extraModels: [ProblemDocumentResponse],
    operationIdFactory: (controller, method) => `${controller.replace(/Controller$/, '')}_${method}`,
  });
  for (const [path, item] of Object.entries(document.paths)) {
    for (const method of METHODS) {
      const operation = item[method] as Operation | undefined;
      if (operation) addProblems(operation, path);
    }
  }
  return document;
}

/** Lists the problems of an operation, those that any has included, with an example for each. */
function addProblems(operation: Operation, path: string): void {
  const slugs = [...(operation[PROBLEMS] ?? []), ...(operation.security ? SIGNED_IN : []), ...ALWAYS];
  Reflect.deleteProperty(operation, PROBLEMS);
  const types = [...new Set(slugs)].flatMap((slug) => problemTypes().get(slug) ?? []);
  for (const status of new Set(types.map(statusOf))) {
    const group = types.filter((type) => statusOf(type) === status);
    operation.responses[status] ??= {
      description: group.map((type) => type.title).join(', or '),
      content: {
        'application/problem+json': {
          schema: { $ref: '#/components/schemas/ProblemDocumentResponse' },
          examples: Object.fromEntries(group.map((type) => [type.slug, exampleOf(type, path)])),
        },
      },
    };
  }
}

function exampleOf(type: ProblemType, path: string) {
  return {
    summary: type.title,
    description: type.explanation,
    value: {
      type: `/problems/${type.slug}`,
      title: type.title,
      status: statusOf(type),
      detail: type.example,
      instance: path,
      request_id: '9b2f3c1e-54d1-4a53-9e0f-0e2f6c1f7a11',
      ...(type.kind === 'invalid'
        ? { errors: [{ field: 'year', message: 'must be a whole number from 1870 to 2100' }] }
        : {}),
    },
  };
}
