import { MAX_TG_ID } from './telegram.types.js';
import { readUpdate } from './telegram-updates.js';

const message = (more: object = {}) => ({
  update_id: 7,
  message: {
    message_id: 1,
    chat: { id: 5, type: 'private' },
    from: { id: 5, is_bot: false, username: 'ada', language_code: 'uk' },
    text: '/start abc',
    ...more,
  },
});

describe('An update', () => {
  it('tells who said what', () => {
    expect(readUpdate(message())).toEqual({
      id: 7,
      content: {
        kind: 'message',
        from: { id: 5, username: 'ada', languageCode: 'uk' },
        text: '/start abc',
      },
    });
  });

  it('tells who blocked the bot', () => {
    const change = (status: string, type = 'private') => ({
      update_id: 8,
      my_chat_member: { chat: { id: 5, type }, new_chat_member: { status } },
    });
    expect(readUpdate(change('kicked'))?.content).toEqual({ kind: 'blocked', tgId: 5 });
    expect(readUpdate(change('member'))?.content).toBeUndefined();
    expect(readUpdate(change('kicked', 'group'))?.content).toBeUndefined();
  });

  it.each([
    ['a group', { chat: { id: -5, type: 'supergroup' } }],
    ['another bot', { from: { id: 5, is_bot: true } }],
    ['nobody', { from: undefined }],
    ['an id that is too large', { from: { id: MAX_TG_ID + 1 } }],
    ['an id that is none', { from: { id: '5' } }],
  ])('of %s does not concern us', (_what, more) => {
    expect(readUpdate(message(more))).toEqual({ id: 7, content: undefined });
  });

  it.each([null, undefined, 'x', 7, [], {}, { update_id: -1 }, { update_id: 1.5 }])('is not %j', (body) => {
    expect(readUpdate(body)).toBeUndefined();
  });

  it('holds nothing that the database does not take', () => {
    const { content } = readUpdate(message({ text: `a\0b\uD800${'x'.repeat(5_000)}` })) ?? {};
    expect(content).toMatchObject({ text: `ab\uFFFD${'x'.repeat(4_092)}` });
  });
});
