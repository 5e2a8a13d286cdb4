import { type TelegramApi, TelegramRefusedError } from '../../../../integrations/telegram/index.js';
import { Clock } from '../../../../platform/clock/index.js';
import type { Transaction } from '../../../../platform/database/index.js';
import type { LinkingService } from '../links/linking.service.js';
import { SendTelegramHandler } from './send-telegram.job.js';
import type { TelegramSender } from './telegram-sender.js';

const send = (code: number): Promise<void> => {
  const api: Pick<TelegramApi, 'send'> = {
    send: () => Promise.reject(new TelegramRefusedError('sendMessage', code)),
  };
  const nobody = {} as TelegramSender & LinkingService & Transaction;
  const handler = new SendTelegramHandler(api as TelegramApi, nobody, nobody, nobody, new Clock());
  const delivery = { id: '1', attempt: 1, markDelivered: () => Promise.resolve() };
  return handler.handle({ tg_id: 5, secret: { messages: [{ text: 'x' }] } }, delivery);
};

describe('A message that Telegram refuses', () => {
  it('is not tried again where something is wrong with it', async () => {
    await expect(send(400)).resolves.toBeUndefined();
  });

  it.each([401, 404, 409])('is kept where something is wrong with the bot: %d', async (code) => {
    await expect(send(code)).rejects.toThrow(TelegramRefusedError);
  });
});
