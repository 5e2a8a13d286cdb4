import type { ParameterFields } from './parameter-shape.js';

/** Stripe's names of ways to pay on a page of its own. */
export const PAYMENT_METHOD_TYPES: ReadonlySet<string> = new Set(
  `acss_debit affirm afterpay_clearpay alipay alma amazon_pay au_becs_debit bacs_debit bancontact billie bizum blik boleto
  card cashapp crypto customer_balance eps fpx giropay grabpay ideal kakao_pay klarna konbini kr_card link mb_way mobilepay
  multibanco naver_pay nz_bank_account oxxo p24 pay_by_bank payco paynow paypal paypay payto pix promptpay revolut_pay
  samsung_pay satispay scalapay sepa_debit sequra sofort sunbit swish twint upi us_bank_account wechat_pay zip`.split(
    /\s+/,
  ),
);

const EXPAND = { expand: ['string'] } as const satisfies ParameterFields;
const PAGES = { ...EXPAND, limit: 'integer', starting_after: 'string', ending_before: 'string' } as const;
const LIST = { ...PAGES, created: 'range' } as const satisfies ParameterFields;

/**
 * The parameters that the stand-in knows, by the interface of the SDK that describes them. Each is one of Stripe's; what
 * Stripe has beyond these is refused here as unknown.
 */
export const KNOWN_PARAMETERS = {
  'Checkout.SessionCreateParams': {
    ...EXPAND,
    mode: new Set(['payment', 'setup', 'subscription']),
    ui_mode: new Set(['elements', 'embedded_page', 'form', 'hosted_page']),
    client_reference_id: 'string',
    customer_email: 'string',
    currency: 'string',
    allowed_payment_method_types: [PAYMENT_METHOD_TYPES],
    adaptive_pricing: { enabled: 'boolean' },
    line_items: [
      {
        quantity: 'integer',
        metadata: 'metadata',
        price_data: {
          currency: 'string',
          unit_amount: 'integer',
          product_data: { name: 'string', description: 'string', images: ['string'], metadata: 'metadata' },
        },
      },
    ],
    success_url: 'string',
    cancel_url: 'string',
    expires_at: 'integer',
    submit_type: new Set(['auto', 'book', 'donate', 'pay', 'subscribe']),
    metadata: 'metadata',
    payment_intent_data: { description: 'string', metadata: 'metadata', receipt_email: 'string' },
  },
  'Checkout.SessionRetrieveParams': EXPAND,
  'Checkout.SessionExpireParams': EXPAND,
  'Checkout.SessionListParams': {
    ...LIST,
    payment_intent: 'string',
    status: new Set(['complete', 'expired', 'open']),
  },
  PaymentIntentRetrieveParams: EXPAND,
  PaymentIntentListParams: LIST,
  ChargeRetrieveParams: EXPAND,
  RefundCreateParams: {
    ...EXPAND,
    amount: 'integer',
    charge: 'string',
    payment_intent: 'string',
    metadata: 'metadata',
    reason: new Set(['duplicate', 'fraudulent', 'requested_by_customer']),
  },
  RefundRetrieveParams: EXPAND,
  RefundListParams: { ...LIST, charge: 'string', payment_intent: 'string' },
  EventRetrieveParams: EXPAND,
  EventListParams: { ...LIST, type: 'string', types: ['string'], delivery_success: 'boolean' },
  DisputeRetrieveParams: EXPAND,
  DisputeListParams: { ...LIST, charge: 'string', payment_intent: 'string' },
} as const satisfies Record<string, ParameterFields>;
