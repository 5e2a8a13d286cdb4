import { Transaction } from '../../../platform/database/index.js';
import { type JobDelivery, JobHandler, type JobProcessor } from '../../../platform/jobs/index.js';
import { RegistrationService } from './registration.service.js';

declare module '../../../platform/jobs/index.js' {
  interface JobPayloads {
    /** Somebody asked for a new activation link: looked up here, so that the answer's timing tells nothing (rule 4). */
    'accounts.resend-activation': { secret: { email: string } };
  }
}

/** Mails a new activation link, if an account with the e-mail waits for one. */
@JobHandler('accounts.resend-activation')
export class ResendActivationHandler implements JobProcessor<'accounts.resend-activation'> {
  constructor(
    private readonly transaction: Transaction,
    private readonly registration: RegistrationService,
  ) {}

  handle({ secret }: { secret: { email: string } }, delivery: JobDelivery): Promise<void> {
    return this.transaction.run(async () => {
      await this.registration.resend(secret.email);
      await delivery.markDelivered();
    });
  }
}
