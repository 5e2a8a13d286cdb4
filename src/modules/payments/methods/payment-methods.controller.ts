import { Controller, Get } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Public } from '../../../platform/auth/index.js';
import { ApiAnswer } from '../../../platform/openapi/index.js';
import { PaymentMethodsResponse } from './payment-methods.dto.js';
import { PaymentMethods } from './payment-methods.service.js';

@ApiTags('Payments')
@Public()
@Controller('payments/methods')
export class PaymentMethodsController {
  constructor(private readonly methods: PaymentMethods) {}

  @Get()
  @ApiOperation({
    summary: 'What can be paid with now',
    description: 'Empty where nothing can be paid online at the moment.',
  })
  @ApiAnswer(200, PaymentMethodsResponse)
  list(): PaymentMethodsResponse {
    return this.methods.offer();
  }
}
