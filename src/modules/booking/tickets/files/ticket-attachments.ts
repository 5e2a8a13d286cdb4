import { attachmentKind } from '../../../../integrations/mail/index.js';

/** Tickets as files of a mail, by their codes: a code that is dead by then brings no file. */
export const ticketAttachments = attachmentKind<{ codes: string[] }>('tickets');
