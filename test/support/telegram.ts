import { startTelegramStandIn, TelegramControls } from '../../src/integrations/telegram/stand-in/index.js';
import type { ChatMessage } from '../../src/integrations/telegram/stand-in/telegram-controls.js';
import { eventually } from './eventually.js';
import { next } from './factories.js';
import { aCustomer, type Customer, openShop, type Shop } from './shop.js';
import type { TestAppOptions } from './test-app.js';

export const BOT = {
  token: '123456:kV7qX2mZp4wkV7qX2mZp4wkV7qX2mQ',
  name: 'online_cinema_bot',
  secret: 'bot-9fK2mQ7xTz4LbV8nRp3YcW6h',
  webhookSecret: 'hook-9fK2mQ7xTz4LbV8nRp3YcW6h',
};

/** A shop whose bot talks to a stand-in for Telegram. */
export interface BotShop extends Shop {
  readonly telegram: TelegramControls;
}

/** Somebody with an account and with Telegram. */
export interface Chatter extends Customer {
  readonly tgId: number;
}

export async function openBotShop({ environment, ...options }: TestAppOptions = {}): Promise<BotShop> {
  const standIn = await startTelegramStandIn({
    host: '127.0.0.1',
    port: 0,
    token: BOT.token,
    botName: BOT.name,
  });
  const shop = await openShop({
    ...options,
    environment: {
      TELEGRAM_BOT_TOKEN: BOT.token,
      TELEGRAM_BOT_NAME: BOT.name,
      TELEGRAM_BOT_SECRET: BOT.secret,
      TELEGRAM_WEBHOOK_SECRET: BOT.webhookSecret,
      TELEGRAM_API_URL: standIn.url,
      ...environment,
    },
  });
  return {
    ...shop,
    telegram: new TelegramControls(standIn.url),
    close: async () => {
      await shop.close();
      await standIn.close();
    },
  };
}

/** The id of somebody on Telegram whom nobody knows yet; larger than what fits into 32 bits. */
export const aTgId = (): number => 7_000_000_000 + next();

/** The code of a new deep link. */
export async function aCode({ client }: Customer): Promise<string> {
  const { body } = await client.post('/telegram/link').expect(201);
  return codeOf((body as { deep_link: string }).deep_link);
}

export function codeOf(deepLink: string): string {
  return new URL(deepLink).searchParams.get('start') ?? '';
}

/** What the bot has answered in a chat so far; what it tells unasked leads to somewhere with its last word. */
async function answersIn({ telegram }: BotShop, tgId: number): Promise<ChatMessage[]> {
  const messages = await telegram.messages(tgId);
  return messages.filter(({ from, text }) => from === 'bot' && !/\n(Open|Відкрити)$/.test(text));
}

/** What the bot has answered in a chat, as soon as it is so much in all. */
export function saidByBot(shop: BotShop, tgId: number, count: number): Promise<ChatMessage[]> {
  return eventually(async () => {
    const said = await answersIn(shop, tgId);
    if (said.length < count) throw new Error(`The bot said ${said.length} things, not ${count}.`);
    return said;
  });
}

/** Says something, and waits for so many answers. */
export async function ask(
  shop: BotShop,
  tgId: number,
  text: string,
  {
    answers = 1,
    ...told
  }: { readonly answers?: number; readonly language_code?: string; readonly username?: string } = {},
): Promise<ChatMessage[]> {
  const before = (await answersIn(shop, tgId)).length;
  await shop.telegram.say(tgId, text, told);
  return (await saidByBot(shop, tgId, before + answers)).slice(before);
}

/** Somebody whose account is linked, by following the deep link. */
export async function aChatter(shop: BotShop, told: { language_code?: string } = {}): Promise<Chatter> {
  const customer = await aCustomer(shop);
  const tgId = aTgId();
  await ask(shop, tgId, `/start ${await aCode(customer)}`, { answers: 2, ...told });
  return { ...customer, tgId };
}
