import { type DynamicModule, Global, Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import type { MailSender } from './addresses.js';
import { AttachmentMakers } from './attachment-makers.js';
import { MailTransport } from './mail-transport.js';
import { Mailer } from './mailer.js';
import { SendMailHandler } from './send-mail.job.js';

/** As much of the settings as mails need. */
export interface MailOptions {
  readonly smtpUrl?: string | undefined;
  readonly mail: { readonly from: MailSender };
}

/** Mails for everybody. Needs the clock and jobs. */
@Global()
@Module({})
export class MailModule {
  static forRoot({ smtpUrl, mail }: MailOptions): DynamicModule {
    return {
      module: MailModule,
      imports: [DiscoveryModule],
      providers: [
        { provide: MailTransport, useFactory: () => new MailTransport(smtpUrl, mail.from) },
        AttachmentMakers,
        Mailer,
        SendMailHandler,
      ],
      exports: [Mailer],
    };
  }
}
