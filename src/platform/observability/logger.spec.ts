import { Logger } from '@nestjs/common';
import { runForRequest } from '../http/request-context.js';
import { createLogger, NestLogger } from './logger.js';

type Line = Record<string, unknown>;

/** A log and the lines that were written to it. */
function aLog(level = 'trace') {
  const lines: Line[] = [];
  const logger = createLogger(level, { write: (line: string) => void lines.push(JSON.parse(line) as Line) });
  return { logger, lines };
}

describe('the log', () => {
  it('is one object a line, with its time and level and nothing about the machine', () => {
    const { logger, lines } = aLog();

    logger.info({ films: 3 }, 'imported');

    expect(lines).toEqual([
      {
        level: 'info',
        time: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
        films: 3,
        msg: 'imported',
      },
    ]);
  });

  it('leaves out what is below its level', () => {
    const { logger, lines } = aLog('warn');

    logger.info('no');
    logger.warn('yes');
    logger.fatal('yes');

    expect(lines.map((line) => line['level'])).toEqual(['warn', 'fatal']);
  });

  it.each([
    ...['password', 'old_password', 'new_password', 'token', 'access_token', 'refresh_token'],
    ...['authorization', 'cookie', 'set-cookie', 'secret'],
  ])('does not show %s, up to three levels deep', (name) => {
    const { logger, lines } = aLog();
    const facts = {
      [name]: 'hunter2',
      near: { [name]: 'hunter2', kept: 1 },
      far: { off: { [name]: ['hunter2'] } },
      list: [{ [name]: { deep: 'hunter2' } }],
    };

    logger.info(facts, 'a request');

    const hidden = { [name]: '[redacted]' };
    expect(lines).toMatchObject([
      { ...hidden, near: { ...hidden, kept: 1 }, far: { off: hidden }, list: [hidden] },
    ]);
    expect(JSON.stringify(lines)).not.toContain('hunter2');
    expect(facts.near[name]).toBe('hunter2');
  });

  it('names the request that a line belongs to', () => {
    const { logger, lines } = aLog();

    runForRequest({ id: 'r-1' }, () => logger.info('inside'));
    logger.info('outside');

    expect(lines[0]).toMatchObject({ msg: 'inside', request_id: 'r-1' });
    expect(lines[1]).not.toHaveProperty('request_id');
  });
});

describe("Nest's log", () => {
  let lines: Line[];
  let log: NestLogger;
  beforeEach(() => {
    const written = aLog();
    lines = written.lines;
    log = new NestLogger(written.logger);
    Logger.overrideLogger(log);
  });
  afterAll(() => Logger.overrideLogger(false));

  it.each([
    ['log', 'info'],
    ['error', 'error'],
    ['warn', 'warn'],
    ['debug', 'debug'],
    ['verbose', 'trace'],
    ['fatal', 'fatal'],
  ] as const)('%s is %s, and says who speaks', (method, level) => {
    new Logger('Films')[method]('hello');

    expect(lines).toEqual([{ level, time: expect.any(String), context: 'Films', msg: 'hello' }]);
  });

  it('keeps the stack of an error, thrown or as text', () => {
    const error = new RangeError('too far');
    new Logger('Films').error(error);
    new Logger('Films').error('it failed', error);
    new Logger('Films').error('it failed', error.stack);
    new Logger('Films').fatal(error);

    const err = { type: 'RangeError', message: 'too far', stack: expect.stringContaining('logger.spec.ts') };
    expect(lines).toMatchObject([
      { context: 'Films', msg: 'too far', err },
      { context: 'Films', msg: 'it failed', err },
      { context: 'Films', msg: 'it failed', stack: error.stack },
      { context: 'Films', msg: 'too far', err },
    ]);
  });

  it('keeps all facts that come with a message', () => {
    new Logger('Films').warn('slow', { ms: 17 }, { film: 'Heat' });

    expect(lines).toMatchObject([{ msg: 'slow', ms: 17, film: 'Heat', context: 'Films' }]);
  });

  it('takes an object for facts, and hides the secrets among them', () => {
    new Logger('Films').log({ film: 'Heat', token: 'hunter2' });
    new Logger('Films').log('signed in', { user: { password: 'hunter2' } });

    expect(lines).toMatchObject([
      { film: 'Heat', token: '[redacted]', context: 'Films' },
      { msg: 'signed in', user: { password: '[redacted]' } },
    ]);
    expect(JSON.stringify(lines)).not.toContain('hunter2');
  });

  it('takes whatever else it is given', () => {
    const circle: Line = { name: 'round' };
    circle['self'] = circle;
    for (const message of [undefined, null, 17, ['a'], circle]) new Logger('Films').log(message);

    expect(lines.map(({ msg, name, context }) => [msg, name, context])).toEqual([
      ['undefined', undefined, 'Films'],
      ['null', undefined, 'Films'],
      ['17', undefined, 'Films'],
      ['a', undefined, 'Films'],
      [undefined, 'round', 'Films'],
    ]);
  });
});
