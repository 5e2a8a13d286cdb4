/** The catcher cannot start; the message says what to do about it. */
export class MailCatcherError extends Error {}

/** @param setting the one that names the port */
export function whyNotListening(error: unknown, port: number, setting: string): unknown {
  const code = (error as NodeJS.ErrnoException).code;
  const remedy = `Choose another one with ${setting}, or name a mail server of your own with SMTP_URL.`;
  if (code === 'EADDRINUSE') {
    return new MailCatcherError(`Port ${port} of the mail catcher is taken by another program. ${remedy}`);
  }
  if (code === 'EACCES') {
    return new MailCatcherError(`This user may not listen on port ${port} of the mail catcher. ${remedy}`);
  }
  return error;
}
