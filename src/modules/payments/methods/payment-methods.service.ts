import { PaymentMethodUnavailableError } from '../../orders/index.js';
import { Injectable } from '@nestjs/common';
import { InjectSettings, type Settings } from '../../../platform/config/index.js';
import type { PaymentMethodResponse, PaymentMethodsResponse } from './payment-methods.dto.js';

const CARD: PaymentMethodResponse = {
  id: 'card',
  name: 'Card',
  description: 'Credit and debit cards, on the page of our payment provider Stripe. We never see the number.',
};

/** What can be paid with now. Only methods that settle at once (rule 19). */
@Injectable()
export class PaymentMethods {
  constructor(@InjectSettings() private readonly settings: Settings) {}

  offer(): PaymentMethodsResponse {
    const items = this.settings.stripe ? [CARD] : [];
    const message =
      items.length === 0
        ? 'Nothing can be paid online at the moment.'
        : 'Choose one, or let the payment page decide.';
    return { items, message };
  }

  /**
   * @param id undefined for whatever the payment page offers
   * @throws PaymentMethodUnavailableError
   */
  require(id: string | undefined): void {
    const available = this.offer().items.map((method) => method.id);
    const isFine = id === undefined ? available.length > 0 : available.includes(id);
    if (!isFine) throw new PaymentMethodUnavailableError(id, available);
  }
}
