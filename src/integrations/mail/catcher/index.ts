export { MailCatcherError } from './catcher-error.js';
export { type MailCatcher, type MailCatcherOptions, startMailCatcher } from './mail-catcher.js';
