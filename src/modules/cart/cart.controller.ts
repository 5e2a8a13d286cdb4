import { Body, Controller, Delete, Get, HttpCode, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import {
  CurrentUser,
  type Principal,
  Roles,
  SignUpRequired,
  signUpRequired,
} from '../../platform/auth/index.js';
import { notFound, validationFailed } from '../../platform/errors/index.js';
import { UuidParam } from '../../platform/http/index.js';
import { ApiAnswer, ApiProblems } from '../../platform/openapi/index.js';
import { AddToCartDto, CartItemResponse, CartResponse } from './cart.dto.js';
import {
  alreadyInCart,
  alreadyPurchased,
  cartFull,
  inOpenOrder,
  notOnSale,
  regionLocked,
  tooYoung,
} from './cart.errors.js';
import { OwnCartService } from './own-cart.service.js';

@ApiTags('Cart')
@Roles('user')
@SignUpRequired()
@Controller('cart')
export class CartController {
  constructor(private readonly carts: OwnCartService) {}

  @Get()
  @ApiOperation({
    summary: 'Your cart',
    description:
      'Prices are those of this moment. Films that cannot be bought any more are marked, with the reason, and do not count for the total.',
  })
  @ApiAnswer(200, CartResponse)
  @ApiProblems(signUpRequired)
  show(@CurrentUser() user: Principal): Promise<CartResponse> {
    return this.carts.show(user.userId);
  }

  @Post('items')
  @ApiOperation({ summary: 'Put a film into your cart', description: 'A cart holds 100 films at most.' })
  @ApiAnswer(201, CartItemResponse)
  @ApiProblems(
    validationFailed,
    signUpRequired,
    notFound,
    alreadyInCart,
    alreadyPurchased,
    inOpenOrder,
    notOnSale,
    regionLocked,
    tooYoung,
    cartFull,
  )
  add(@Body() { movie_uuid }: AddToCartDto, @CurrentUser() user: Principal): Promise<CartItemResponse> {
    return this.carts.add(user.userId, movie_uuid.toLowerCase());
  }

  @Delete('items')
  @HttpCode(204)
  @ApiOperation({ summary: 'Empty your cart' })
  @ApiAnswer(204)
  @ApiProblems(signUpRequired)
  clear(@CurrentUser() user: Principal): Promise<void> {
    return this.carts.clear(user.userId);
  }

  @Delete('items/:uuid')
  @HttpCode(204)
  @ApiOperation({
    summary: 'Take a film out of your cart',
    description:
      'Nothing happens where it is not in the cart. Films that were deleted meanwhile can be taken out, too.',
  })
  @ApiAnswer(204)
  @ApiProblems(validationFailed, signUpRequired, notFound)
  remove(@UuidParam() uuid: string, @CurrentUser() user: Principal): Promise<void> {
    return this.carts.remove(user.userId, uuid);
  }
}
