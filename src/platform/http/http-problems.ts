import { problemType } from '../errors/index.js';

export const malformed = problemType('malformed', {
  kind: 'malformed',
  title: 'The request cannot be read',
  explanation:
    'The body is not valid JSON, or the request breaks the rules of HTTP. Check brackets, quotes and commas.',
  example: 'The body is not valid JSON.',
});

export const unauthenticated = problemType('unauthenticated', {
  kind: 'unauthenticated',
  title: 'Sign in first',
  explanation:
    'This address wants an access token: `Authorization: Bearer <token>`. The token is missing, expired, or belongs to a session that has ended.',
  example: 'This address wants an access token.',
});

export const forbidden = problemType('forbidden', {
  kind: 'forbidden',
  title: 'Your account may not do this',
  explanation:
    'You are signed in, but this address is for another group (cashiers, moderators or administrators).',
  example: 'This is for moderators and administrators.',
});

export const noRoute = problemType('no-such-address', {
  kind: 'not-found',
  title: 'There is no such address',
  explanation: 'No endpoint has this path. Compare it with the documentation; paths carry no version number.',
  example: 'There is nothing at /moovies.',
});

export const methodNotAllowed = problemType('method-not-allowed', {
  kind: 'method-not-allowed',
  title: 'This address takes another method',
  explanation:
    'The path is right and the method is not. The `Allow` header lists the methods that the path takes.',
  example: '/movies does not take PUT. It takes GET, HEAD, POST.',
});

export const tooLarge = problemType('too-large', {
  kind: 'too-large',
  title: 'The body is too large',
  explanation: 'The body, or a file in it, is larger than this address takes. Send less at a time.',
  example: 'The body is larger than 1000000 bytes.',
});

export const unsupportedMedia = problemType('unsupported-media-type', {
  kind: 'unsupported-media',
  title: 'The body has a type that is not taken here',
  explanation: 'Most addresses take `application/json`; uploads take `multipart/form-data`.',
  example: 'Send application/json, not text/plain.',
});

export const timeout = problemType('timeout', {
  kind: 'timeout',
  title: 'The request took too long to arrive',
  explanation: 'The connection was too slow or stood still. Try again.',
  example: 'The request did not arrive in time.',
});

export const unavailable = problemType('unavailable', {
  kind: 'unavailable',
  title: 'Not available for a moment',
  explanation:
    'A part of the system that this needs does not answer just now. Nothing was changed; try again in a few seconds.',
  example: 'The database does not answer. Try again in a few seconds.',
});

export const internal = problemType('internal', {
  kind: 'internal',
  title: 'Something went wrong on our side',
  explanation:
    'This is a fault of ours. It was recorded under the `request_id` of the answer; name it when you report the fault.',
  example: 'An unexpected fault was recorded.',
});
