import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DEMO_EMAILS, DEMO_PASSWORD } from '../../../src/modules/accounts/index.js';
import { eventually } from '../../support/eventually.js';
import { freePort, type Program, runProgram, untilReady } from '../../support/program.js';

interface Caught {
  messages: { ID: string; Subject: string }[];
}

describe('The default start', () => {
  let directory: string;
  let settings: Record<string, string>;
  let program: Program;
  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'online-cinema-accounts-'));
    await chmod(directory, 0o755);
    const [port, page, smtp] = [await freePort(), await freePort(), await freePort()];
    settings = {
      DATA_DIR: join(directory, 'data'),
      PORT: String(port),
      MAIL_PORT: String(page),
      MAIL_SMTP_PORT: String(smtp),
      BCRYPT_COST: '4',
      LOG_LEVEL: 'info',
    };
    program = runProgram('main', [], settings);
    await untilReady(program);
  });
  afterAll(async () => {
    program.child.kill('SIGTERM');
    await program.ended;
    await rm(directory, { recursive: true, force: true });
  });

  const call = (path: string, body?: object): Promise<Response> =>
    fetch(`http://127.0.0.1:${settings['PORT']}${path}`, {
      ...(body ? { method: 'POST', body: JSON.stringify(body) } : {}),
      headers: { 'content-type': 'application/json' },
    });
  const login = async (email: string, password: string): Promise<number> =>
    (await call('/accounts/login', { email, password })).status;

  it('has an account for each group, and says so', async () => {
    for (const email of DEMO_EMAILS) {
      expect(program.output()).toContain(email);
      expect(await login(email, DEMO_PASSWORD)).toBe(200);
    }
    expect(program.output()).toContain(DEMO_PASSWORD);
    expect(program.output()).toContain(`http://localhost:${settings['MAIL_PORT']}`);
  });

  it('catches mails, so that a newcomer follows the link without any account anywhere', async () => {
    const newcomer = { email: 'newcomer@mail.example', password: 'Correct-Horse-7' };
    expect((await call('/accounts/register', newcomer)).status).toBe(201);

    const api = `http://127.0.0.1:${settings['MAIL_PORT']}/api/v1`;
    const id = await eventually(async () => {
      const { messages } = (await (await fetch(`${api}/messages`)).json()) as Caught;
      const [mail] = messages.filter(({ Subject }) => Subject === 'Activate your account');
      if (!mail) throw new Error('The mail has not arrived.');
      return mail.ID;
    });
    const { Text } = (await (await fetch(`${api}/message/${id}`)).json()) as { Text: string };
    const link = /http:\/\/localhost:\d+(\S+)/.exec(Text)?.[1] ?? '';

    expect(await login(newcomer.email, newcomer.password)).toBe(403);
    expect((await call(link)).status).toBe(200);
    expect(await login(newcomer.email, newcomer.password)).toBe(200);
  });

  it('keeps passwords and tokens out of its log', async () => {
    await login('log@mail.example', 'Unseen-Word-71');
    await call('/accounts/activate?email=log%40mail.example&token=unseen-token-71');
    await eventually(() => expect(program.output()).toContain('"route":"/accounts/activate"'));

    expect(program.output()).not.toMatch(/Unseen-Word-71|unseen-token-71|log(@|%40)mail/);
  });

  it('takes an administrator from the command line, and a wrong one not', async () => {
    const create = (email: string, password: string): Program =>
      runProgram('cli', ['users', 'create-admin', email], settings, `${password}\n`);
    const made = create('boss@cinema.example', 'Boss-Word-2026');
    expect([await made.ended, made.output()]).toEqual([
      0,
      expect.stringContaining('is an administrator') as string,
    ]);
    expect(await login('boss@cinema.example', 'Boss-Word-2026')).toBe(200);

    const again = create('BOSS@cinema.example', 'Boss-Word-2026');
    expect([await again.ended, again.output()]).toEqual([
      1,
      expect.stringContaining('already an account') as string,
    ]);
    const weak = create('nobody', 'weak');
    expect(await weak.ended).toBe(1);
    expect(weak.output()).toMatch(/email must be an e-mail address; password must have at least 8 bytes/);
    expect(made.output() + again.output()).not.toContain('Boss-Word-2026');
  });
});
