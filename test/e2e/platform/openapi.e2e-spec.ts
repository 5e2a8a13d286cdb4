import { runProgram } from '../../support/program.js';

interface Media {
  schema?: Schema;
  example?: unknown;
  examples?: Record<string, unknown>;
}
interface Schema {
  $ref?: string;
  type?: string;
  example?: unknown;
  default?: unknown;
  enum?: unknown[];
  properties?: Record<string, Schema>;
  items?: Schema;
  allOf?: Schema[];
  oneOf?: Schema[];
  additionalProperties?: unknown;
}
interface Operation {
  summary?: string;
  operationId?: string;
  parameters?: { name: string; description?: string; schema?: Schema }[];
  requestBody?: { content: Record<string, Media> };
  responses: Record<string, { content?: Record<string, Media> }>;
}
interface Document {
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, Schema> };
}

/** The document of the build, since the build adds what the comments of the DTOs say. */
describe('the OpenAPI document', () => {
  let document: Document;
  const operations = (): [string, Operation][] =>
    Object.entries(document.paths).flatMap(([path, item]) =>
      Object.entries(item).map(([method, operation]): [string, Operation] => [
        `${method} ${path}`,
        operation,
      ]),
    );
  beforeAll(async () => {
    const program = runProgram('cli', ['openapi'], {
      DATABASE_URL: process.env['CINEMA_TEST_SERVER_URL'] ?? '',
      LOG_LEVEL: 'error',
    });
    const code = await program.ended;
    if (code !== 0) throw new Error(program.output());
    document = JSON.parse(program.answer()) as Document;
  });

  /** Whether a generator of examples would find something to say for every part of a schema. */
  const hasExample = (schema: Schema, seen: readonly string[] = []): boolean => {
    if (schema.example !== undefined || schema.enum || schema.default !== undefined) return true;
    const name = schema.$ref?.split('/').at(-1);
    if (name !== undefined) {
      const target = document.components.schemas[name];
      return target !== undefined && (seen.includes(name) || hasExample(target, [...seen, name]));
    }
    if (schema.allOf ?? schema.oneOf)
      return (schema.allOf ?? schema.oneOf ?? []).every((part) => hasExample(part, seen));
    if (schema.items) return hasExample(schema.items, seen);
    return (
      schema.properties !== undefined &&
      Object.values(schema.properties).every((part) => hasExample(part, seen))
    );
  };

  it('describes every operation in words', () => {
    expect(operations().length).toBeGreaterThan(35);
    expect(
      operations()
        .filter(([, operation]) => !operation.summary)
        .map(([name]) => name),
    ).toEqual([]);
    const ids = operations().map(([, operation]) => operation.operationId);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('has an example for every body that goes in and comes out', () => {
    const bodies = operations().flatMap(([name, { requestBody, responses }]) => [
      ...Object.entries(requestBody?.content ?? {})
        .filter(([type]) => type === 'application/json')
        .map(([, media]) => ({ name: `${name} takes`, media })),
      ...Object.entries(responses).flatMap(([status, { content = {} }]) =>
        Object.entries(content)
          .filter(([type]) => type === 'application/json')
          .map(([, media]) => ({ name: `${name} answers ${status}`, media })),
      ),
    ]);

    expect(bodies.length).toBeGreaterThan(30);
    const lacking = bodies.filter(
      ({ media }) =>
        !media.examples && media.example === undefined && !(media.schema && hasExample(media.schema)),
    );
    expect(lacking.map(({ name }) => name)).toEqual([]);
  });

  it('lists what can go wrong, each with an example', () => {
    for (const [name, { responses }] of operations()) {
      const errors = Object.entries(responses).filter(
        ([status]) => Number(status) >= 400 && !name.includes('/health/'),
      );
      for (const [status, { content }] of errors) {
        expect([
          name,
          status,
          Object.keys(content?.['application/problem+json']?.examples ?? {}).length > 0,
        ]).toEqual([name, status, true]);
      }
      expect([name, Object.keys(responses).some((status) => status.startsWith('2'))]).toEqual([name, true]);
    }
    expect(Object.keys(document.paths['/movies']?.['post']?.responses ?? {})).toEqual(
      expect.arrayContaining(['201', '401', '403', '409', '422', '500', '503']),
    );
  });

  it('explains every parameter of the list of films', () => {
    const parameters = document.paths['/movies']?.['get']?.parameters ?? [];

    expect(parameters.map((parameter) => parameter.name)).toEqual(
      expect.arrayContaining(['q', 'genre', 'sort', 'page', 'facets', 'on_sale']),
    );
    expect(parameters.filter((parameter) => !parameter.description)).toEqual([]);
  });
});
