export {
  type AttachmentKind,
  attachmentKind,
  type AttachmentMaker,
  type MailAttachment,
  MakesAttachments,
} from './attachments.js';
export { MailCatcherError } from './catcher/catcher-error.js';
export { MailModule, type MailOptions } from './mail.module.js';
export { mailTemplate, type MailTemplate, type MailWords } from './mail-template.js';
export type { MailHeaders } from './mail-headers.js';
export { Mailer } from './mailer.js';
export { activated } from './templates/activated.mail.js';
export { activation } from './templates/activation.mail.js';
export { passwordChanged } from './templates/password-changed.mail.js';
export { passwordResetDone } from './templates/password-reset-done.mail.js';
export { passwordReset } from './templates/password-reset.mail.js';
