import { Injectable } from '@nestjs/common';
import {
  type GatewayEvent,
  StripeGateway,
  WebhookSignatureError,
} from '../../../integrations/stripe/index.js';
import { WebhookRefusedError } from '../payments.errors.js';
import { EventInbox } from './event-inbox.service.js';
import type { ReceivedResponse } from './webhook.dto.js';

/** What the gateway calls with. */
@Injectable()
export class WebhookService {
  constructor(
    private readonly gateway: StripeGateway,
    private readonly inbox: EventInbox,
  ) {}

  /** @throws WebhookRefusedError */
  async receive(rawBody: Buffer | undefined, signature: string | undefined): Promise<ReceivedResponse> {
    if (!rawBody || signature === undefined) throw new WebhookRefusedError();
    await this.inbox.receive(this.read(rawBody, signature));
    return { received: true };
  }

  private read(rawBody: Buffer, signature: string): GatewayEvent {
    try {
      return this.gateway.readEvent(rawBody, signature);
    } catch (error) {
      throw error instanceof WebhookSignatureError ? new WebhookRefusedError() : error;
    }
  }
}
