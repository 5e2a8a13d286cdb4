import { Transaction } from '../../../platform/database/index.js';
import { type JobDelivery, JobHandler, type JobProcessor } from '../../../platform/jobs/index.js';
import { ResetLinkService } from './reset-link.service.js';

declare module '../../../platform/jobs/index.js' {
  interface JobPayloads {
    /** Somebody forgot a password: looked up here, so that the answer's timing tells nothing (rule 4). */
    'accounts.request-password-reset': { secret: { email: string } };
  }
}

/** Mails a link to choose a new password, if an active account has the e-mail. */
@JobHandler('accounts.request-password-reset')
export class RequestPasswordResetHandler implements JobProcessor<'accounts.request-password-reset'> {
  constructor(
    private readonly transaction: Transaction,
    private readonly links: ResetLinkService,
  ) {}

  handle({ secret }: { secret: { email: string } }, delivery: JobDelivery): Promise<void> {
    return this.transaction.run(async () => {
      await this.links.mailLink(secret.email);
      await delivery.markDelivered();
    });
  }
}
