import { randomBytes } from 'node:crypto';
import type { TelegramStandIn } from '../integrations/telegram/stand-in/index.js';
import type { Settings } from '../platform/config/index.js';

const BOT_NAME = 'online_cinema_bot';

/**
 * Starts the stand-in for Telegram, on this machine alone: whoever reaches it speaks as anybody. Token and secrets are new at
 * each start unless they are set: nobody needs to know them but this process and the stand-in.
 */
export async function startTelegram({
  telegram,
  telegramStandIn,
  http,
}: Settings): Promise<{ standIn: TelegramStandIn; settings: Settings['telegram'] }> {
  const { startTelegramStandIn } = await import('../integrations/telegram/stand-in/index.js');
  const token = `1:${word()}`;
  const botName = telegram.botName ?? BOT_NAME;
  const standIn = await startTelegramStandIn({
    host: '127.0.0.1',
    port: telegramStandIn.port,
    token,
    botName,
  });
  return {
    standIn,
    settings: {
      ...telegram,
      token,
      botName,
      botSecret: telegram.botSecret ?? word(),
      webhookSecret: telegram.webhookSecret ?? word(),
      webhookUrl: `http://127.0.0.1:${http.port}/telegram/webhook`,
      apiUrl: standIn.url,
    },
  };
}

function word(): string {
  return randomBytes(24).toString('hex');
}
