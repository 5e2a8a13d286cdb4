import { attachmentKind } from '../../../integrations/mail/index.js';

/** The file of a report that was made. */
export const reportAttachments = attachmentKind<{ report_id: number }>('report');
