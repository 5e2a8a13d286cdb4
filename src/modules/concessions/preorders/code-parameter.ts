import { Injectable, Param, type PipeTransform } from '@nestjs/common';
import { InvalidFieldsError } from '../../../platform/errors/index.js';
import { PICKUP_CODE_RULE, readPickupCode } from './pickup-code.js';

@Injectable()
class PickupCodePipe implements PipeTransform<string, string> {
  transform(value: string): string {
    const code = readPickupCode(value);
    if (code === undefined)
      throw new InvalidFieldsError([{ field: 'pickup_code', message: PICKUP_CODE_RULE }]);
    return code;
  }
}

/** The `{pickup_code}` of the path: 422 when it is not one that pre-orders have. */
export const PickupCodeParam = (): ParameterDecorator => Param('pickup_code', PickupCodePipe);
