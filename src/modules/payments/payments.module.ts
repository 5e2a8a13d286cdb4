import { Module } from '@nestjs/common';
import { OrdersModule } from '../orders/index.js';
import { CheckoutsRepository } from './checkouts/checkouts.repository.js';
import { PageOpening } from './checkouts/page-opening.service.js';
import { StripePayments } from './checkouts/stripe-payments.service.js';
import { CounterPayments } from './counter/counter-payments.service.js';
import { EventInbox } from './events/event-inbox.service.js';
import { HandlePaymentEventHandler } from './events/handle-payment-event.job.js';
import { PaymentEventsRepository } from './events/payment-events.repository.js';
import { WebhookController } from './events/webhook.controller.js';
import { WebhookService } from './events/webhook.service.js';
import { LandingController } from './landing/landing.controller.js';
import { LandingService } from './landing/landing.service.js';
import { PaymentMethodsController } from './methods/payment-methods.controller.js';
import { PaymentMethods } from './methods/payment-methods.service.js';
import { PaymentAlerts } from './payment-alerts.js';
import { PaymentsInvariants } from './payments.invariants.js';
import { AdminPaymentsController } from './reading/admin-payments.controller.js';
import { PaymentListRepository } from './reading/payment-list.repository.js';
import { PaymentListService } from './reading/payment-list.service.js';
import { PaymentsController } from './reading/payments.controller.js';
import { CheckoutReview } from './reconcile/checkout-review.service.js';
import { EventReview } from './reconcile/event-review.service.js';
import { PaymentsReconcileTask } from './reconcile/payments-reconcile.task.js';
import { RefundReview } from './reconcile/refund-review.service.js';
import { RefundLedger } from './refunds/refund-ledger.service.js';
import { RefundPayments } from './refunds/refund-payments.service.js';
import { RefundSending } from './refunds/refund-sending.service.js';
import { RefundsRepository } from './refunds/refunds.repository.js';
import { SendRefundHandler } from './refunds/send-refund.job.js';
import { DeclinesService } from './settlement/declines.service.js';
import { DisputeTakeover } from './settlement/dispute-takeover.service.js';
import { DisputesRepository } from './settlement/disputes.repository.js';
import { ForeignRefunds } from './settlement/foreign-refunds.service.js';
import { PaymentsRepository } from './settlement/payments.repository.js';
import { RefundTakeover } from './settlement/refund-takeover.service.js';
import { SettlementService } from './settlement/settlement.service.js';

/** Needs the gateway (`StripeModule`). */
@Module({
  imports: [OrdersModule],
  // Addresses with words before those with ids.
  controllers: [
    WebhookController,
    PaymentMethodsController,
    LandingController,
    PaymentsController,
    AdminPaymentsController,
  ],
  providers: [
    CheckoutReview,
    CheckoutsRepository,
    CounterPayments,
    DeclinesService,
    DisputeTakeover,
    DisputesRepository,
    EventInbox,
    EventReview,
    ForeignRefunds,
    HandlePaymentEventHandler,
    LandingService,
    PageOpening,
    PaymentAlerts,
    PaymentEventsRepository,
    PaymentListRepository,
    PaymentListService,
    PaymentMethods,
    PaymentsInvariants,
    PaymentsReconcileTask,
    PaymentsRepository,
    RefundLedger,
    RefundPayments,
    RefundReview,
    RefundSending,
    RefundTakeover,
    RefundsRepository,
    SendRefundHandler,
    SettlementService,
    StripePayments,
    WebhookService,
  ],
})
export class PaymentsModule {}
