import multipart from '@fastify/multipart';
import fastify, { type FastifyInstance } from 'fastify';
import { EventEmitter, once } from 'node:events';
import { Agent, request as httpRequest } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { statusOf } from '../errors/index.js';
import { problemDocument, problemOf } from './problem-document.js';
import { type FormRules, readForm, readUpload } from './upload.js';

const BOUNDARY = 'xxBOUNDARYxx';
const FORM = { 'content-type': `multipart/form-data; boundary=${BOUNDARY}` };
const RULES: FormRules = { maxBytes: 1_000_000, fields: ['price_rule', 'mapping'] };

let server: FastifyInstance;
/** Outcomes of the functions that were handed a file, oldest first. */
let kept: string[];
let events: EventEmitter;

async function keep(file: AsyncIterable<Buffer>): Promise<number> {
  let size = 0;
  try {
    for await (const piece of file) {
      size += piece.length;
      events.emit('arriving');
    }
    kept.push('whole');
    return size;
  } catch (error) {
    kept.push('failed');
    throw error;
  } finally {
    events.emit('over');
  }
}

beforeEach(async () => {
  kept = [];
  events = new EventEmitter();
  server = fastify({ bodyLimit: 1_000 });
  server.setErrorHandler(async (error, _request, reply) => {
    const problem = problemOf(error);
    await reply.status(statusOf(problem.type)).send(problemDocument(problem, '/', '1'));
  });
  await server.register(multipart);
  server.put('/upload', async (request) => ({
    content: (await readUpload(request, RULES)).toString('latin1'),
  }));
  server.put('/form', (request) => readForm(request, RULES, keep));
  server.put('/failing', (request) => readForm(request, RULES, () => Promise.reject(new Error('full'))));
  await server.listen({ port: 0, host: '127.0.0.1' });
});

afterEach(async () => {
  await server.close();
});

interface Part {
  readonly name?: string;
  readonly file?: string;
  readonly type?: string;
  readonly content?: string | Buffer;
}

function form(...parts: readonly Part[]): Buffer {
  const pieces = parts.flatMap(({ name, file, type, content }) => [
    `--${BOUNDARY}\r\ncontent-disposition: form-data`,
    name === undefined ? '' : `; name="${name}"`,
    file === undefined ? '' : `; filename="${file}"`,
    type === undefined ? '' : `\r\ncontent-type: ${type}`,
    '\r\n\r\n',
    content ?? 'content',
    '\r\n',
  ]);
  return Buffer.concat([...pieces, `--${BOUNDARY}--\r\n`].map((piece) => Buffer.from(piece)));
}

const FILE = { name: 'file', file: 'poster.png' };
const big = (size: number): Part => ({ ...FILE, content: Buffer.alloc(size, 'x') });

interface Answer {
  readonly status: number | undefined;
  readonly body: Record<string, unknown>;
}

/** Sends the whole body whatever the answer, as simple clients do, over a connection of its own or an agent's. */
function put(
  path: string,
  body: Buffer,
  headers: Record<string, string> = FORM,
  agent: Agent | false = false,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const { port } = server.server.address() as AddressInfo;
    const request = httpRequest({ port, path, method: 'PUT', headers, agent }, (response) => {
      text(response).then((json) => resolve({ status: response.statusCode, body: JSON.parse(json) }), reject);
    });
    request.on('error', reject).end(body);
  });
}

const invalid = (field: string, message: string): unknown => ({
  status: 422,
  body: expect.objectContaining({ type: '/problems/validation-failed', errors: [{ field, message }] }),
});
const problem = (status: number, slug: string): unknown => ({
  status,
  body: expect.objectContaining({ type: `/problems/${slug}` }),
});

describe('readUpload', () => {
  it('hands over the bytes of the file, beyond the limit of other bodies', async () => {
    const content = `\r\n--${BOUNDARY.slice(0, 5)}\r\n\0\xff${'x'.repeat(200_000)}`;
    const { status, body } = await put('/upload', form({ ...FILE, content: Buffer.from(content, 'latin1') }));
    expect([status, body['content'] === content]).toEqual([200, true]);
  });

  it('takes a file of exactly the greatest size', async () => {
    const { status, body } = await put('/upload', form(big(1_000_000)));
    expect([status, String(body['content']).length]).toEqual([200, 1_000_000]);
  });

  it.each([1_000_001, 10_000_000])('refuses a file of %i bytes', async (size) => {
    expect(await put('/upload', form(big(size)))).toEqual(problem(413, 'too-large'));
  });

  it.each([
    ['no part at all', form(), 'file', 'is missing'],
    [
      'another file field',
      form({ name: 'image', file: 'a.png' }),
      'image',
      'is not known here; known are file',
    ],
    ['a text field', form(FILE, { name: 'title' }), 'title', 'is not known here; known are file'],
    [
      'a field with a hostile name',
      form({ name: 'x'.repeat(5_000) }),
      'x'.repeat(100),
      'is not known here; known are file',
    ],
    ['two files', form(FILE, FILE), 'file', 'must be given once'],
    ['text in place of the file', form({ name: 'file' }), 'file', 'must be a file: give it a file name'],
    ['a part without a name', form({ file: 'a.png' }), 'form', 'is not known here; known are file'],
  ])('refuses %s', async (_name, body, field, message) => {
    expect(await put('/upload', body)).toEqual(invalid(field, message));
  });

  it.each([
    ['JSON', { 'content-type': 'application/json' }, Buffer.from('{}')],
    ['a bare image', { 'content-type': 'image/png' }, Buffer.from('x')],
    ['nothing', {}, Buffer.alloc(0)],
    ['a plain form', { 'content-type': 'application/x-www-form-urlencoded' }, Buffer.from('file=1')],
  ])('refuses %s with 415', async (_name, headers: Record<string, string>, body) => {
    expect(await put('/upload', body, headers)).toEqual(problem(415, 'unsupported-media-type'));
  });

  it.each([
    ['no boundary', form(FILE), { 'content-type': 'multipart/form-data' }],
    ['another boundary than it says', form(FILE), { 'content-type': 'multipart/form-data; boundary=other' }],
    [
      'a boundary that is too long',
      form(FILE),
      { 'content-type': `multipart/form-data; boundary=${'b'.repeat(300)}` },
    ],
    ['no end', form(FILE).subarray(0, -20), FORM],
    ['an end in the middle of the file', form(big(500_000)).subarray(0, 200_000), FORM],
    ['the name of a prototype', form(FILE, { name: '__proto__' }), FORM],
    ['text that says it is JSON', form({ name: 'file', type: 'application/json', content: '{' }), FORM],
    ['something else', Buffer.from('GET / HTTP/1.1'), FORM],
  ])('refuses a form with %s with 400', async (_name, body, headers: Record<string, string>) => {
    expect(await put('/upload', body, headers)).toEqual(problem(400, 'malformed'));
  });
});

describe('readForm', () => {
  it('hands the file on as it arrives, and the text fields around it', async () => {
    const body = form({ name: 'price_rule', content: 'fixed 9.99' }, big(500_000), {
      name: 'mapping',
      content: 'ü=name',
    });
    expect(await put('/form', body)).toEqual({
      status: 200,
      body: { file: 500_000, fields: { price_rule: 'fixed 9.99', mapping: 'ü=name' } },
    });
  });

  it.each([
    [
      'a repeated field',
      form({ name: 'mapping' }, { name: 'mapping' }, FILE),
      'mapping',
      'must be given once',
    ],
    ['a file for text', form({ name: 'mapping', file: 'm.txt' }), 'mapping', 'must be text, not a file'],
    [
      'JSON for text',
      form({ name: 'mapping', type: 'application/json', content: '{}' }),
      'mapping',
      'must be plain text',
    ],
    [
      'very long text',
      form({ name: 'mapping', content: 'x'.repeat(20_001) }),
      'mapping',
      'must have at most 20000 bytes',
    ],
    ['a NUL', form({ name: 'mapping', content: 'a\0b' }), 'mapping', 'must not contain the NUL character'],
    [
      'an unknown field',
      form(FILE, { name: 'rule' }),
      'rule',
      'is not known here; known are file, price_rule, mapping',
    ],
    ['no file', form({ name: 'mapping' }), 'file', 'is missing'],
  ])('refuses %s', async (_name, body, field, message) => {
    expect(await put('/form', body)).toEqual(invalid(field, message));
  });

  it.each([
    ['too large at once', form(big(1_000_001)), 413],
    ['much too large', form(big(20_000_000)), 413],
    ['broken off', form(big(500_000)).subarray(0, 100_000), 400],
  ])('fails the stream of a file that is %s', async (_name, body, status) => {
    expect((await put('/form', body)).status).toBe(status);
    expect(kept).toEqual(['failed']);
  });

  it('fails the stream when the sender goes away', async () => {
    const { port } = server.server.address() as AddressInfo;
    const request = httpRequest({ port, path: '/form', method: 'PUT', headers: FORM, agent: false });
    request.on('error', () => undefined).write(form(big(300_000)).subarray(0, 200_000));
    await once(events, 'arriving');
    request.destroy();
    await once(events, 'over');
    expect(kept).toEqual(['failed']);
  });

  it('lets the sender of a refused form finish, so that the connection goes on', async () => {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const refused = form({ name: 'title' }, big(20_000_000));
    expect(await put('/form', refused, FORM, agent)).toMatchObject({ status: 422 });
    expect(await put('/form', form(FILE), FORM, agent)).toEqual({
      status: 200,
      body: { file: 7, fields: {} },
    });
    agent.destroy();
  });

  it('passes on the error of whoever takes the file, also while more is arriving', async () => {
    expect(await put('/failing', form(big(900_000)))).toEqual(problem(500, 'internal'));
  });
});
