import { commandIn } from './command.policy.js';

describe('What somebody wants of the bot', () => {
  it.each([
    ['/start', { name: 'start', code: undefined }],
    ['/start q9Z_r-X', { name: 'start', code: 'q9Z_r-X' }],
    ['/START@online_cinema_bot q9Z', { name: 'start', code: 'q9Z' }],
    [' /tickets ', { name: 'tickets' }],
    ['/next please', { name: 'next' }],
    ['/stop', { name: 'stop' }],
    ['/language', { name: 'language', language: undefined }],
    ['/language UK', { name: 'language', language: 'uk' }],
    ['/language_en', { name: 'language', language: 'en' }],
    ['/tickets and more words', { name: 'help' }],
    ['tickets', { name: 'help' }],
    ['/ticketsx', { name: 'help' }],
    ['', { name: 'help' }],
  ])('is in %j: %j', (text, command) => {
    expect(commandIn(text)).toEqual(command);
  });
});
