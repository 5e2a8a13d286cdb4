import { BadRequestException, ForbiddenException } from '@nestjs/common';
import { QueryFailedError } from 'typeorm';
import {
  DomainError,
  type ErrorKind,
  InvalidFieldsError,
  problemType,
  StaleError,
  statusOf,
} from '../errors/index.js';
import { problemDocument, problemOf } from './problem-document.js';

const SECRET = 'SELECT token FROM users at secrets.ts:7';
const withCode = (code: string): Error => Object.assign(new Error(SECRET), { code });
const withStatus = (statusCode: number, code = 'FST_X'): Error =>
  Object.assign(new Error(SECRET), { statusCode, code });
const inTypeOrm = (code: string): Error => new QueryFailedError('SELECT 1', [], withCode(code));
const seen = (error: unknown) => problemDocument(problemOf(error), '/movies', 'r-1');

describe('an error as a client sees it', () => {
  it.each<[ErrorKind, number]>([
    ['malformed', 400],
    ['unauthenticated', 401],
    ['forbidden', 403],
    ['not-found', 404],
    ['method-not-allowed', 405],
    ['timeout', 408],
    ['conflict', 409],
    ['stale', 412],
    ['too-large', 413],
    ['unsupported-media', 415],
    ['invalid', 422],
    ['too-many', 429],
    ['internal', 500],
    ['unavailable', 503],
  ])('of the kind %s has the status %i', (kind, status) => {
    const type = problemType(`test-${kind}`, { kind, title: 'A test', explanation: '', example: '' });
    class TestError extends DomainError {}

    const document = seen(new TestError(type, 'It is a test.', { seats: ['A1'] }));

    expect(document).toEqual({
      type: `/problems/test-${kind}`,
      title: 'A test',
      status,
      detail: 'It is a test.',
      instance: '/movies',
      request_id: 'r-1',
      seats: ['A1'],
    });
  });

  it('names wrong fields', () => {
    const errors = [
      { field: 'year', message: 'must be a number' },
      { field: 'items[0].name', message: 'must be text' },
    ];

    expect(seen(new InvalidFieldsError(errors))).toMatchObject({
      type: '/problems/validation-failed',
      status: 422,
      detail: 'year must be a number; items[0].name must be text.',
      errors,
    });
  });

  it('says what was changed in between', () => {
    expect(seen(new StaleError('movie'))).toMatchObject({ type: '/problems/stale', status: 412 });
  });

  it.each([
    ['an error', new Error(SECRET)],
    ['an error with an unknown code', withCode('ENOENT')],
    ['a bug', new TypeError(SECRET)],
    ['SQL that failed', inTypeOrm('42703')],
    ['a constraint that nobody translated', inTypeOrm('23505')],
    ['an error that calls itself 500', withStatus(500)],
    ['an error that calls itself 302', withStatus(302)],
    ['text', SECRET],
    ['an object', { statusCode: 404, message: SECRET }],
    ['nothing', undefined],
    ['null', null],
  ])('that is %s says nothing', (_, error) => {
    expect(seen(error)).toEqual({
      type: '/problems/internal',
      title: 'Something went wrong on our side',
      status: 500,
      detail: 'An unexpected fault was recorded.',
      instance: '/movies',
      request_id: 'r-1',
    });
    expect(problemOf(error).headers).toBeUndefined();
  });

  it.each([
    ['refuses connections', withCode('ECONNREFUSED')],
    ['resets connections', withCode('ECONNRESET')],
    ['cannot be found', withCode('ENOTFOUND')],
    ['is shutting down', withCode('57P01')],
    ['is starting', withCode('57P03')],
    ['has no connection left', inTypeOrm('53300')],
    ['lost the connection', inTypeOrm('08006')],
    ['gave no connection in time', new Error('timeout exceeded when trying to connect')],
    ['went away', new Error('Connection terminated unexpectedly')],
  ])('because the database %s is 503 and says when to come back', (_, error) => {
    expect(seen(error)).toMatchObject({ type: '/problems/unavailable', status: 503 });
    expect(seen(error).detail).not.toContain('SELECT');
    expect(problemOf(error).headers).toEqual({ 'retry-after': '2' });
  });

  it('because a statement took too long is 503 and says to narrow the request', () => {
    expect(seen(inTypeOrm('57014'))).toMatchObject({ status: 503, detail: expect.stringMatching(/Narrow/) });
    expect(problemOf(inTypeOrm('57014')).headers).toEqual({ 'retry-after': '5' });
  });

  it.each([
    ['a body that is too large', withStatus(413, 'FST_ERR_CTP_BODY_TOO_LARGE'), 413, 'too-large'],
    ['a file that is too large', withStatus(413, 'FST_REQ_FILE_TOO_LARGE'), 413, 'too-large'],
    ['too many parts', withStatus(413, 'FST_PARTS_LIMIT'), 422, 'validation-failed'],
    ['too many files', withStatus(413, 'FST_FILES_LIMIT'), 422, 'validation-failed'],
    ['a type that is not taken', withStatus(415), 415, 'unsupported-media-type'],
    ['a type that is not given', withStatus(406), 415, 'unsupported-media-type'],
    ['no such address', withStatus(404), 404, 'no-such-address'],
    ['a slow request', withStatus(408), 408, 'timeout'],
    ['an instance that is full', withStatus(503), 503, 'unavailable'],
    ['JSON that cannot be read', withStatus(400, 'FST_ERR_CTP_INVALID_JSON_BODY'), 400, 'malformed'],
    ["Nest's own errors", new BadRequestException(SECRET), 400, 'malformed'],
    ["Nest's own refusals", new ForbiddenException(SECRET), 400, 'malformed'],
  ])('because of %s says so without the text of the error', (_, error, status, slug) => {
    const document = seen(error);

    expect(document).toMatchObject({ status, type: `/problems/${slug}` });
    expect(JSON.stringify(document)).not.toContain('secrets.ts');
    expect(statusOf(problemOf(error).type)).toBe(status);
  });
});

it('no two problem types share a name', () => {
  const facts = { kind: 'conflict', title: '', explanation: '', example: '' } as const;
  problemType('test-once', facts);

  expect(() => problemType('test-once', facts)).toThrow('declared twice');
});
