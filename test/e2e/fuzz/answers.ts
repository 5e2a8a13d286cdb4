import { Ajv, type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import type { OpenApiDocument, Operation, Schema } from '../../support/openapi-schema.js';

/** What any operation may answer without saying so: it is about the request as such. */
const ABOUT_REQUESTS = [304, 400, 404, 405, 406, 412, 413, 414, 415, 422, 429];

/** Whether answers are as the description says. */
export class Answers {
  private readonly ajv: Ajv;
  private readonly compiled = new Map<Schema, ValidateFunction>();

  constructor(document: OpenApiDocument) {
    this.ajv = new Ajv({ strict: false, allErrors: false, logger: false });
    addFormats.default(this.ajv);
    this.ajv.addSchema({
      $id: 'https://cinema.example/openapi',
      components: jsonSchemaOf(document.components),
    });
  }

  /** What is wrong with an answer, in words; undefined where nothing is. */
  fault(operation: Operation, status: number, type: string, body: unknown): string | undefined {
    if (status >= 500 && !isSwitchedOff(body)) return `answers ${status}`;
    const described = operation.responses[status];
    if (!described)
      return ABOUT_REQUESTS.includes(status) ? undefined : `answers ${status}, which is not described`;
    const schema = described.content?.[type.split(';')[0] ?? '']?.schema;
    if (!schema || !type.includes('json')) return undefined;
    const check = this.checkOf(schema);
    return check(body) ? undefined : `answers ${status} with ${this.ajv.errorsText(check.errors)}`;
  }

  private checkOf(schema: Schema): ValidateFunction {
    const known = this.compiled.get(schema);
    if (known) return known;
    const check = this.ajv.compile(jsonSchemaOf(schema) as object);
    this.compiled.set(schema, check);
    return check;
  }
}

/** Whether a part that the settings leave out says so, in a problem of its own. */
function isSwitchedOff(body: unknown): boolean {
  return (
    typeof body === 'object' &&
    body !== null &&
    'type' in body &&
    body.type === '/problems/telegram-unavailable'
  );
}

/** OpenAPI 3.0 says `nullable` where JSON Schema lists types, and refers within its own document. */
function jsonSchemaOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(jsonSchemaOf);
  if (typeof value !== 'object' || value === null) return value;
  const parts = Object.entries(value).filter(([name]) => name !== 'nullable' && name !== 'example');
  const plain = Object.fromEntries(
    parts.map(([name, part]): [string, unknown] =>
      name === '$ref' && typeof part === 'string'
        ? [name, `https://cinema.example/openapi${part}`]
        : [name, jsonSchemaOf(part)],
    ),
  );
  return 'nullable' in value && value.nullable === true ? { anyOf: [plain, { type: 'null' }] } : plain;
}
