import { Injectable, Param, type PipeTransform } from '@nestjs/common';
import { InvalidFieldsError } from '../../../platform/errors/index.js';

const MOST = 999;

@Injectable()
class WeekPipe implements PipeTransform<string, number> {
  transform(value: string): number {
    const week = /^\d{1,3}$/.test(value) ? Number(value) : 0;
    if (week < 1)
      throw new InvalidFieldsError([{ field: 'week', message: `must be a whole number from 1 to ${MOST}` }]);
    return week;
  }
}

/** The `{week}` of the path: 422 when it is not a positive whole number. */
export const WeekParam = (): ParameterDecorator => Param('week', WeekPipe);
