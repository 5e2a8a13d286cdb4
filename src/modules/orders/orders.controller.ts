import { Controller, Get, Headers, HttpCode, Post, Query, Req, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import {
  CurrentUser,
  type Principal,
  Roles,
  SignUpRequired,
  signUpRequired,
} from '../../platform/auth/index.js';
import { notFound, validationFailed } from '../../platform/errors/index.js';
import { ApiOptionalBody, IdParam, OptionalBody } from '../../platform/http/index.js';
import { Idempotent } from '../../platform/idempotency/index.js';
import { ApiAnswer, ApiBodies, ApiProblems } from '../../platform/openapi/index.js';
import { tooManyRequests } from '../../platform/rate-limits/index.js';
import { CancelOrderService } from './cancel-order.service.js';
import {
  alreadyRefunded,
  cartEmpty,
  nothingToBuy,
  orderExpired,
  orderNotOpen,
  orderNotPaid,
  priceChanged,
  refundRefused,
} from './orders.errors.js';
import {
  nothingToPay,
  paymentDisputed,
  paymentMethodUnavailable,
  paymentsUnavailable,
  refundTooHigh,
} from './payment/payment-port.errors.js';
import { notEnoughPoints, promoCodeRefused } from './pricing/pricing.errors.js';
import { CheckoutDto, CheckoutResponse } from './placing/checkout.dto.js';
import { CheckoutService } from './placing/checkout.service.js';
import { CreateOrderDto } from './placing/create-order.dto.js';
import { PlaceOrderService } from './placing/place-order.service.js';
import { OrderListQuery, OrderPage, OrderResponse } from './reading/order.dto.js';
import { OrderListService } from './reading/order-list.service.js';
import { OrderPresenter } from './reading/order-presenter.service.js';
import { RefundDto } from './refunds/refund.dto.js';
import { RefundOrderService } from './refunds/refund-order.service.js';

@ApiTags('Orders')
@Roles('user')
@Controller('orders')
export class OrdersController {
  constructor(
    private readonly placing: PlaceOrderService,
    private readonly lists: OrderListService,
    private readonly canceling: CancelOrderService,
    private readonly checkouts: CheckoutService,
    private readonly refunds: RefundOrderService,
    private readonly presenter: OrderPresenter,
  ) {}

  @Post()
  @SignUpRequired()
  @Idempotent()
  @ApiOperation({
    summary: 'Order',
    description:
      'Without a body: the films of your cart. They leave the cart; what cannot be bought stays there and is named in `excluded`. With `hold_ids` the seats that you hold. A promo code takes off what `POST /promo-codes/quote` tells (where the cinema takes several, `promo_codes` names them, and each takes off what the ones before it leave); points pay up to a share of the rest. The order waits for its payment until `expires_at`, then it is canceled: its films go back to the cart, its seats are free for others.',
  })
  @ApiBodies(
    CreateOrderDto,
    {
      'What is in your cart': {},
      'Seats that you hold': { hold_ids: [12] },
      'Seats and your cart': { hold_ids: [12], include_cart: true },
      'Snacks to pick up': { concessions: [{ cinema_id: 1, item_id: 4, quantity: 2 }] },
      'With a code and points': { promo_code: 'AUTUMN20', bonus_points: 150 },
      'Your cart, with a promo code and bonus points': { promo_code: 'AUTUMN20', bonus_points: 150 },
    },
    { required: false },
  )
  @ApiAnswer(201, OrderResponse)
  @ApiProblems(
    validationFailed,
    signUpRequired,
    cartEmpty,
    nothingToBuy,
    promoCodeRefused,
    notEnoughPoints,
    tooManyRequests,
  )
  async place(
    @OptionalBody(CreateOrderDto) dto: CreateOrderDto,
    @CurrentUser() buyer: Principal,
    @Headers('idempotency-key') key: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<OrderResponse> {
    const order = await this.presenter.present(await this.placing.place(dto, buyer, key));
    reply.header('location', `/orders/${order.id}`);
    return order;
  }

  @Get()
  @ApiOperation({
    summary: 'Your orders',
    description:
      'Filters combine. The newest first, unless `sort` says otherwise (`created_at`, `total_amount`).',
  })
  @ApiAnswer(200, OrderPage)
  @ApiProblems(validationFailed)
  list(
    @Query() query: OrderListQuery,
    @CurrentUser() user: Principal,
    @Req() request: FastifyRequest,
  ): Promise<OrderPage> {
    return this.lists.own(user.userId, query, request.url);
  }

  @Get(':id')
  @ApiOperation({ summary: 'One of your orders' })
  @ApiAnswer(200, OrderResponse)
  @ApiProblems(validationFailed, notFound)
  get(@IdParam() id: number, @CurrentUser() user: Principal): Promise<OrderResponse> {
    return this.lists.ownOne(user.userId, id);
  }

  @Post(':id/cancel')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Cancel an order that is not paid',
    description:
      'Its films go back to the cart, as far as they can still be bought. An order whose payment has just come through is paid, and cannot be canceled any more: ask for a refund.',
  })
  @ApiAnswer(200, OrderResponse)
  @ApiProblems(validationFailed, notFound, orderNotOpen)
  async cancel(@IdParam() id: number, @CurrentUser() user: Principal): Promise<OrderResponse> {
    return this.presenter.present(await this.canceling.cancel(user.userId, id));
  }

  @Post(':id/checkout')
  @HttpCode(200)
  @Idempotent()
  @ApiOperation({
    summary: 'Pay an order',
    description:
      'Looks at prices and availability again, then leads to the page where the order is paid. An unchanged order gets the same page again. Where the total changed, the answer is 409 `price-changed`; send the call again with the new total as `accept_total` to go on. Where nothing is due, the order is paid at once.',
  })
  @ApiOptionalBody(CheckoutDto)
  @ApiAnswer(200, CheckoutResponse)
  @ApiProblems(
    validationFailed,
    notFound,
    orderNotOpen,
    orderExpired,
    priceChanged,
    nothingToBuy,
    paymentMethodUnavailable,
    nothingToPay,
    paymentsUnavailable,
  )
  checkout(
    @IdParam() id: number,
    @OptionalBody(CheckoutDto) dto: CheckoutDto,
    @CurrentUser() user: Principal,
  ): Promise<CheckoutResponse> {
    return this.checkouts.checkout(user.userId, id, dto);
  }

  @Post(':id/refund')
  @HttpCode(200)
  @Idempotent()
  @ApiOperation({
    summary: 'Give an order or lines of it back',
    description:
      'Everything that is left, or the lines that are named: all of them or, where the policy of one says no, none. Films can be given back for some days after they were bought. The money goes back the way it was paid.',
  })
  @ApiOptionalBody(RefundDto)
  @ApiAnswer(200, OrderResponse)
  @ApiProblems(
    validationFailed,
    notFound,
    orderNotPaid,
    alreadyRefunded,
    refundRefused,
    paymentDisputed,
    refundTooHigh,
  )
  async refund(
    @IdParam() id: number,
    @OptionalBody(RefundDto) { lines, reason }: RefundDto,
    @CurrentUser() user: Principal,
  ): Promise<OrderResponse> {
    const wish = { lines, reason: reason ?? null, by: user.userId };
    return this.presenter.present(await this.refunds.asCustomer(id, wish));
  }
}
