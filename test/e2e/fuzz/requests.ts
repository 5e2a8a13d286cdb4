import fc from 'fast-check';
import {
  type OpenApiDocument,
  type Operation,
  resolveSchema,
  type Schema,
} from '../../support/openapi-schema.js';

/** What is sent to an operation. */
export interface FuzzRequest {
  readonly path: string;
  readonly query: Readonly<Record<string, unknown>>;
  readonly body: unknown;
}

/** What nobody means to send, and somebody does. */
const RUBBISH = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    '',
    ' ',
    0,
    -1,
    1.5,
    2_147_483_648,
    1e308,
    true,
    [],
    {},
    [null],
    'NaN',
    '\u0000',
  ),
  fc.constantFrom(
    "'; DROP TABLE users; --",
    '<script>alert(1)</script>',
    '../../etc/passwd',
    '\ud800',
    '🎬'.repeat(300),
  ),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.jsonValue({ maxDepth: 3 }),
);

const often = (likely: fc.Arbitrary<unknown>, rare: fc.Arbitrary<unknown> = RUBBISH): fc.Arbitrary<unknown> =>
  fc.oneof({ weight: 6, arbitrary: likely }, { weight: 1, arbitrary: rare });

/** Values that mostly fit a schema. */
export function valueOf(document: OpenApiDocument, given: Schema, depth = 0): fc.Arbitrary<unknown> {
  const schema = resolveSchema(document, given);
  const [first, ...others] = schema.allOf ?? schema.oneOf ?? [];
  if (first) {
    const parts = [first, ...others].map((part) => valueOf(document, part, depth));
    return often(parts.length === 1 ? (parts[0] ?? RUBBISH) : fc.oneof(...parts));
  }
  const usual = fitting(document, schema, depth);
  return often(schema.example === undefined ? usual : fc.oneof(fc.constant(schema.example), usual));
}

function fitting(document: OpenApiDocument, schema: Schema, depth: number): fc.Arbitrary<unknown> {
  if (schema.enum) return fc.constantFrom(...schema.enum);
  const { minimum = -2, maximum = 2_147_483_647 } = schema;
  switch (schema.type) {
    case 'integer':
      return fc.integer({ min: Math.ceil(minimum), max: Math.max(Math.ceil(minimum), Math.floor(maximum)) });
    case 'number':
      return fc.double({ min: minimum, max: Math.max(minimum, maximum), noNaN: true });
    case 'boolean':
      return fc.boolean();
    case 'array': {
      const items = schema.items ? valueOf(document, schema.items, depth + 1) : RUBBISH;
      return fc.array(items, {
        minLength: schema.minItems ?? 0,
        maxLength: Math.min(schema.maxItems ?? 3, 3),
      });
    }
    case 'object':
      return objectOf(document, schema, depth);
    default:
      return textOf(schema);
  }
}

function objectOf(document: OpenApiDocument, schema: Schema, depth: number): fc.Arbitrary<unknown> {
  const entries = Object.entries(schema.properties ?? {});
  if (depth > 4 || entries.length === 0) return fc.constant({});
  const members = Object.fromEntries(
    entries.map(([name, part]) => [name, valueOf(document, part, depth + 1)]),
  );
  return fc.record(members, { requiredKeys: [...(schema.required ?? [])] });
}

function textOf({ format, minLength = 0, maxLength = 60 }: Schema): fc.Arbitrary<string> {
  if (format === 'uuid') return fc.uuid();
  if (format === 'date-time') return fc.date({ noInvalidDate: true }).map((date) => date.toISOString());
  if (format === 'date')
    return fc.date({ noInvalidDate: true }).map((date) => date.toISOString().slice(0, 10));
  if (format === 'email') return fc.emailAddress();
  return fc.string({ unit: 'grapheme', minLength, maxLength: Math.max(minLength, Math.min(maxLength, 200)) });
}

/** Requests for an operation. @param known things that there are, for the parameters of the path */
export function requestsFor(
  document: OpenApiDocument,
  path: string,
  operation: Operation,
  known: (name: string) => fc.Arbitrary<unknown>,
): fc.Arbitrary<FuzzRequest> {
  const parameters = operation.parameters ?? [];
  const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
  const inPath = fc.record(
    Object.fromEntries(
      names.map((name) => [name, often(known(name), fc.string({ minLength: 1, maxLength: 12 }))]),
    ),
  );
  const inQuery = fc.record(
    Object.fromEntries(
      parameters
        .filter((one) => one.in === 'query')
        .map(({ name, schema }) => [name, valueOf(document, schema ?? {})]),
    ),
    { requiredKeys: [] },
  );
  const schema = operation.requestBody?.content['application/json']?.schema;
  const body =
    operation.requestBody === undefined
      ? fc.constant(undefined)
      : schema
        ? valueOf(document, schema)
        : RUBBISH;
  return fc.tuple(inPath, fewOf(inQuery), body).map(([values, query, sent]) => ({
    path: path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encoded(values[name])),
    query,
    body: sent,
  }));
}

/** All parameters at once are mostly wrong somewhere: three at most get further. */
function fewOf(all: fc.Arbitrary<Record<string, unknown>>): fc.Arbitrary<Record<string, unknown>> {
  return fc.tuple(all, fc.nat({ max: 3 }), fc.nat()).map(([query, count, from]) => {
    const entries = Object.entries(query);
    return Object.fromEntries(
      Array.from(
        { length: Math.min(count, entries.length) },
        (_, index) => entries[(from + index) % entries.length] ?? ['', ''],
      ),
    );
  });
}

function encoded(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value ?? null);
  return encodeURIComponent(Buffer.from(text).toString()) || '%20';
}
