import { Body, Controller, HttpCode, Ip, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentUser, type Principal, Roles } from '../../../../platform/auth/index.js';
import { validationFailed } from '../../../../platform/errors/index.js';
import { ApiAnswer, ApiBodies, ApiProblems } from '../../../../platform/openapi/index.js';
import { tooManyRequests } from '../../../../platform/rate-limits/index.js';
import { PromoQuoteDto, PromoQuoteResponse } from './promo-quote.dto.js';
import { PromoQuotes } from './promo-quote.service.js';

@ApiTags('Loyalty')
@Roles('user')
@Controller('promo-codes/quote')
export class PromoQuoteController {
  constructor(private readonly quotes: PromoQuotes) {}

  @Post()
  @HttpCode(200)
  @ApiOperation({
    summary: 'What a promo code would give',
    description:
      'On what `POST /orders` would order: your cart, or the seats that you hold. Where the code does not apply, `reasons` names every reason. Nothing is ordered, and no use is taken. Codes that there are not count as guesses: ten in 15 minutes.',
  })
  @ApiBodies(PromoQuoteDto, {
    'On what is in your cart': { code: 'AUTUMN20' },
    'On seats that you hold': { code: 'AUTUMN20', hold_ids: [12] },
  })
  @ApiAnswer(200, PromoQuoteResponse)
  @ApiProblems(validationFailed, tooManyRequests)
  quote(
    @Body() dto: PromoQuoteDto,
    @CurrentUser() buyer: Principal,
    @Ip() address: string,
  ): Promise<PromoQuoteResponse> {
    return this.quotes.quote(dto, buyer, address);
  }
}
