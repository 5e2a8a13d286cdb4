import { Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { AdminOrdersController } from './admin-orders.controller.js';
import { CancelOrderService } from './cancel-order.service.js';
import { CounterRefunds } from './counter/counter-refunds.service.js';
import { CounterSales } from './counter/counter-sales.service.js';
import { LineDescriptions } from './lines/line-descriptions.service.js';
import { OrderLineKinds } from './lines/order-line-kinds.js';
import { OrderMailService } from './mails/order-mail.service.js';
import { OrderEraser } from './order-eraser.js';
import { OrderExpiryTask } from './order-expiry.task.js';
import { OrderReleaseService } from './order-release.service.js';
import { OrdersController } from './orders.controller.js';
import { OrdersInvariants } from './orders.invariants.js';
import { OrdersRepository } from './orders.repository.js';
import { OrderPayments } from './payment/order-payments.service.js';
import { PaymentGate } from './payment/payment-gate.js';
import { CheckoutService } from './placing/checkout.service.js';
import { ClaimService } from './placing/claim.service.js';
import { OrderDrafts } from './placing/order-drafts.service.js';
import { PlaceOrderService } from './placing/place-order.service.js';
import { OrderPreparation } from './placing/preparation.service.js';
import { RepriceService } from './placing/reprice.service.js';
import { OrderPricing } from './pricing/order-pricing.service.js';
import { PriceAdjustments } from './pricing/price-adjustments.js';
import { OrderListRepository } from './reading/order-list.repository.js';
import { OrderListService } from './reading/order-list.service.js';
import { OrderPresenter } from './reading/order-presenter.service.js';
import { RefundBooks } from './refunds/refund-books.js';
import { OrderRefunds } from './refunds/order-refunds.service.js';
import { RefundOrderService } from './refunds/refund-order.service.js';

@Module({
  imports: [DiscoveryModule],
  controllers: [OrdersController, AdminOrdersController],
  providers: [
    CancelOrderService,
    CheckoutService,
    ClaimService,
    CounterRefunds,
    CounterSales,
    LineDescriptions,
    OrderEraser,
    OrderExpiryTask,
    OrderLineKinds,
    OrderListRepository,
    OrderListService,
    OrderMailService,
    OrderPayments,
    OrderPresenter,
    OrderRefunds,
    OrderDrafts,
    OrderPreparation,
    OrderPricing,
    OrderReleaseService,
    OrdersInvariants,
    OrdersRepository,
    PaymentGate,
    PlaceOrderService,
    PriceAdjustments,
    RefundBooks,
    RefundOrderService,
    RepriceService,
  ],
  exports: [CounterRefunds, CounterSales, OrderDrafts, OrderPayments, OrderPresenter, OrderRefunds],
})
export class OrdersModule {}
