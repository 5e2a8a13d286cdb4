import { JobHandler, type JobPayloads, type JobProcessor } from '../../../platform/jobs/index.js';
import { RefundSending } from './refund-sending.service.js';

/** While the gateway does not answer, the job's own pauses decide when it is tried again. */
@JobHandler('send-refund')
export class SendRefundHandler implements JobProcessor<'send-refund'> {
  constructor(private readonly sending: RefundSending) {}

  handle({ refund_id }: JobPayloads['send-refund']): Promise<void> {
    return this.sending.send(refund_id);
  }
}
