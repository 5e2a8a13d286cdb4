export { TelegramStandInError } from './stand-in/stand-in-error.js';
export { TelegramApi } from './telegram-api.js';
export {
  ChatGoneError,
  TelegramBusyError,
  TelegramRefusedError,
  TelegramUnavailableError,
} from './telegram.errors.js';
export { Html, joined, link, rich, shortened } from './rich-text.js';
export { TelegramModule } from './telegram.module.js';
export {
  type BotBlocked,
  type BotCommandWords,
  type BotMessage,
  type BotUpdate,
  MAX_TG_ID,
  type TelegramMessage,
  type TelegramOptions,
  type TelegramPerson,
} from './telegram.types.js';
export { readUpdate } from './telegram-updates.js';
