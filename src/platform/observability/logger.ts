import type { LoggerService } from '@nestjs/common';
import { type DestinationStream, pino, type Logger } from 'pino';
import { currentRequest } from '../http/request-context.js';

const SECRETS = [
  'password',
  'old_password',
  'new_password',
  'token',
  'access_token',
  'refresh_token',
  'authorization',
  'cookie',
  'secret',
  'set-cookie',
];

/**
 * The structured log: one JSON object a line, with the id of the request that it belongs to. Members with the names of
 * secrets are replaced up to three levels deep.
 */
export function createLogger(level: string, destination?: DestinationStream): Logger {
  return pino(
    {
      level,
      base: undefined,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      redact: {
        paths: SECRETS.flatMap((name) => {
          const member = `["${name}"]`;
          return [member, `*${member}`, `*.*${member}`];
        }),
        censor: '[redacted]',
      },
      mixin: () => {
        const request = currentRequest();
        return request ? { request_id: request.id } : {};
      },
    },
    destination ?? pino.destination({ dest: 1, sync: false }),
  );
}

/** Lets the framework, and everything that uses Nest's `Logger`, write to the structured log. */
export class NestLogger implements LoggerService {
  constructor(private readonly logger: Logger) {}

  log(message: unknown, ...rest: unknown[]): void {
    this.write('info', message, rest);
  }

  error(message: unknown, ...rest: unknown[]): void {
    this.write('error', message, rest);
  }

  warn(message: unknown, ...rest: unknown[]): void {
    this.write('warn', message, rest);
  }

  debug(message: unknown, ...rest: unknown[]): void {
    this.write('debug', message, rest);
  }

  verbose(message: unknown, ...rest: unknown[]): void {
    this.write('trace', message, rest);
  }

  fatal(message: unknown, ...rest: unknown[]): void {
    this.write('fatal', message, rest);
  }

  /** Nest calls with (message, stack?, context) for errors and (message, ...objects, context) for the rest. */
  private write(
    level: 'info' | 'error' | 'warn' | 'debug' | 'trace' | 'fatal',
    message: unknown,
    rest: unknown[],
  ): void {
    const context = typeof rest.at(-1) === 'string' ? { context: rest.at(-1) } : {};
    const error = [message, ...rest].find((part) => part instanceof Error);
    const facts = [message, ...rest].filter(isFacts).reduce((all, part) => ({ ...all, ...part }), {});
    const stack =
      level === 'error' && rest.length > 1 && typeof rest[0] === 'string' ? { stack: rest[0] } : {};
    const text = isFacts(message) ? undefined : message instanceof Error ? message.message : String(message);
    this.logger[level]({ ...facts, ...context, ...stack, ...(error ? { err: error } : {}) }, text);
  }
}

function isFacts(part: unknown): part is object {
  return typeof part === 'object' && part !== null && !(part instanceof Error) && !Array.isArray(part);
}
