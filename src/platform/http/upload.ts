import type { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import type { Multipart, MultipartFile } from '@fastify/multipart';
import type { FastifyRequest } from 'fastify';
import { DomainError, InvalidFieldsError } from '../errors/index.js';
import { malformed, tooLarge, unsupportedMedia } from './http-problems.js';

const MAX_TEXT_BYTES = 20_000;

/** What a form with one file may hold. */
export interface FormRules {
  /** Bytes that the file may have. */
  readonly maxBytes: number;
  /** Names of the text fields that may come with the file, each once and at most 20,000 bytes long. */
  readonly fields?: readonly string[];
}

class NotAFormError extends DomainError {
  constructor() {
    super(unsupportedMedia, 'Send multipart/form-data with the file in the field "file".');
  }
}

class BrokenFormError extends DomainError {
  constructor() {
    super(
      malformed,
      'The form cannot be read: it breaks the rules of multipart/form-data or ends too early.',
    );
  }
}

class FileTooLargeError extends DomainError {
  constructor(maxBytes: number) {
    super(tooLarge, `The file is larger than ${maxBytes} bytes.`);
  }
}

/**
 * The bytes of the only field of a form, the file `file`.
 * @throws DomainError as `readForm` does
 */
export async function readUpload(
  request: FastifyRequest,
  rules: Pick<FormRules, 'maxBytes'>,
): Promise<Buffer> {
  return (await readForm(request, { maxBytes: rules.maxBytes }, buffer)).file;
}

/**
 * Reads a form with exactly one file in the field `file`, wherever in the form it stands, without holding it in memory.
 * @param receive takes the file while it arrives. Its stream fails when the file is too large or breaks off; later parts of
 *   the form can still be wrong, so whatever was kept must be thrown away when `readForm` rejects.
 * @returns what `receive` made of the file, and the text fields that were given
 * @throws InvalidFieldsError (422) naming the field that is missing, repeated, unknown or not what it should be
 * @throws DomainError of the kinds unsupported-media (no form), malformed (a broken one) and too-large
 */
export async function readForm<T>(
  request: FastifyRequest,
  rules: FormRules,
  receive: (file: Readable) => Promise<T>,
): Promise<{ file: T; fields: Partial<Record<string, string>> }> {
  if (!request.isMultipart()) throw new NotAFormError();
  const fields: Partial<Record<string, string>> = {};
  let received: { file: T } | undefined;
  try {
    for await (const part of partsOf(request, rules.maxBytes)) {
      checkPart(
        part,
        rules.fields ?? [],
        part.fieldname === 'file' ? received !== undefined : part.fieldname in fields,
      );
      if (part.type === 'field') fields[part.fieldname] = String(part.value);
      else received = { file: await receiveWhole(part.file, rules.maxBytes, receive) };
    }
  } finally {
    // Whoever still sends is let finish, so that the answer arrives instead of a broken connection.
    request.raw.unpipe().resume();
  }
  if (!received) throw new InvalidFieldsError([{ field: 'file', message: 'is missing' }]);
  return { file: received.file, fields };
}

async function* partsOf(request: FastifyRequest, fileSize: number): AsyncGenerator<Multipart> {
  try {
    yield* request.parts({ limits: { fileSize, fieldSize: MAX_TEXT_BYTES } });
  } catch {
    throw new BrokenFormError();
  }
}

function checkPart(part: Multipart, textFields: readonly string[], repeated: boolean): void {
  const message = mistakeIn(part, textFields, repeated);
  if (message !== undefined) {
    throw new InvalidFieldsError([{ field: (part.fieldname || 'form').slice(0, 100), message }]);
  }
}

function mistakeIn(part: Multipart, textFields: readonly string[], repeated: boolean): string | undefined {
  if (part.fieldname !== 'file' && !textFields.includes(part.fieldname)) {
    return `is not known here; known are ${['file', ...textFields].join(', ')}`;
  }
  if (repeated) return 'must be given once';
  if (part.type === 'file') return part.fieldname === 'file' ? undefined : 'must be text, not a file';
  if (part.fieldname === 'file') return 'must be a file: give it a file name';
  if (typeof part.value !== 'string') return 'must be plain text';
  if (part.valueTruncated) return `must have at most ${MAX_TEXT_BYTES} bytes`;
  return part.value.includes('\0') ? 'must not contain the NUL character' : undefined;
}

async function receiveWhole<T>(
  file: MultipartFile['file'],
  maxBytes: number,
  receive: (file: Readable) => Promise<T>,
): Promise<T> {
  let failure: Error | undefined;
  file.once('error', (error: Error) => (failure = error));
  const refuse = () => file.destroy(new FileTooLargeError(maxBytes));
  if (file.truncated) refuse();
  else file.once('limit', refuse);
  try {
    return await receive(file);
  } catch (error) {
    if (failure === undefined) throw error;
    throw failure instanceof DomainError ? failure : new BrokenFormError();
  }
}
