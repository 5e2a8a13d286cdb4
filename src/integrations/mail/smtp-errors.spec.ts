import { isRecipientRefused, withoutWords } from './smtp-errors.js';

const refusal = (responseCode: number, response: string, command = 'RCPT TO'): Error =>
  Object.assign(new Error(`Can't send mail: ${response}`), { responseCode, response, command });

describe('An error of the mail server', () => {
  it.each([
    [refusal(550, '550 5.1.1 No such user'), true],
    [refusal(553, '553 unknown mailbox'), true],
    [refusal(554, '554 5.7.1 Relay access denied'), false],
    [refusal(450, '450 4.2.0 Greylisted'), false],
    [refusal(550, '550 5.1.1 No', 'MAIL FROM'), false],
    [refusal(552, '552 5.3.4 Too big', 'DATA'), false],
    [new Error('connect ECONNREFUSED 127.0.0.1:25'), false],
  ])('%s: refuses the recipient for good: %s', (error, refused) => {
    expect(isRecipientRefused(error)).toBe(refused);
  });

  it('is told without what the server said, which may repeat the mail', () => {
    const blocked = refusal(554, '554 5.7.0 Blocked: https://c.example/activate?token=abc ada@b.c', 'DATA');

    expect(withoutWords(blocked)).toBe('The mail server answered 554 5.7.0 to DATA.');
    expect(withoutWords(new Error('connect ECONNREFUSED 127.0.0.1:25'))).toContain('ECONNREFUSED');
  });
});
