/** The stand-in cannot start; the message says what to do about it. */
export class TelegramStandInError extends Error {}

const REMEDY =
  'Choose another one with TELEGRAM_PORT, name a bot of your own with TELEGRAM_BOT_TOKEN, or set TELEGRAM_MODE=off.';

export function whyNotListening(error: unknown, port: number): unknown {
  const code = (error as NodeJS.ErrnoException).code;
  if (code === 'EADDRINUSE') {
    return new TelegramStandInError(
      `Port ${port} of the stand-in for Telegram is taken by another program. ${REMEDY}`,
    );
  }
  if (code === 'EACCES') {
    return new TelegramStandInError(
      `This user may not listen on port ${port} of the stand-in for Telegram. ${REMEDY}`,
    );
  }
  return error;
}
