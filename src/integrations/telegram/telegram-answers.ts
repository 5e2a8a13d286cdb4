import { GrammyError, HttpError } from 'grammy';
import {
  ChatGoneError,
  TelegramBusyError,
  TelegramRefusedError,
  TelegramUnavailableError,
} from './telegram.errors.js';

const DEFAULT_PAUSE_SECONDS = 5;
/** How Telegram says 400 for chats that nobody reads; it has no codes for that. */
const GONE = /chat not found|user is deactivated|peer_id_invalid|bot can't initiate conversation/i;

/**
 * The answer of Telegram.
 * @throws ChatGoneError, TelegramBusyError, TelegramUnavailableError, TelegramRefusedError
 */
export async function answered<T>(call: Promise<T>): Promise<T> {
  try {
    return await call;
  } catch (error) {
    throw asTelegramError(error);
  }
}

function asTelegramError(error: unknown): unknown {
  if (error instanceof HttpError) return new TelegramUnavailableError(error.message);
  if (!(error instanceof GrammyError)) return error;
  const { error_code: code, description, parameters, method } = error;
  const words = `${method}: ${code} ${description}`;
  if (code === 429) return new TelegramBusyError(words, parameters.retry_after ?? DEFAULT_PAUSE_SECONDS);
  if (code >= 500) return new TelegramUnavailableError(words);
  if (code === 403 || (code === 400 && GONE.test(description))) return new ChatGoneError(words);
  return new TelegramRefusedError(words, code);
}
