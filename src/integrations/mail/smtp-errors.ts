/** What is known of a conversation that went wrong. */
interface SmtpError {
  readonly message?: string;
  /** The reply as it came: `550 5.1.1 No such user`. */
  readonly response?: string;
  readonly responseCode?: number;
  readonly command?: string;
}

/**
 * Whether the server refused this recipient for good. Refusals for reasons of policy (5.7) are not counted: they are
 * about us, such as a relay that does not know this sender, and pass when somebody mends the settings.
 */
export function isRecipientRefused(error: unknown): boolean {
  const { responseCode = 0, command, response } = error as SmtpError;
  return command === 'RCPT TO' && responseCode >= 500 && !enhancedCode(response).startsWith('5.7.');
}

/** What went wrong, without the words of the server: it may repeat addresses and links out of the mail. */
export function withoutWords(error: unknown): string {
  const { message, response, responseCode, command } = error as SmtpError;
  if (responseCode === undefined) return message ?? 'The mail could not be sent.';
  const codes = `${responseCode} ${enhancedCode(response)}`.trim();
  return `The mail server answered ${codes} to ${command ?? 'the connection'}.`;
}

function enhancedCode(response = ''): string {
  return /^\d{3}[ -]([245]\.\d{1,3}\.\d{1,3})/.exec(response)?.[1] ?? '';
}
