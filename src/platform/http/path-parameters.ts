import { Injectable, Param, type PipeTransform } from '@nestjs/common';
import { InvalidFieldsError } from '../errors/index.js';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const MAX_ID = 2_147_483_647;

@Injectable()
class IdPipe implements PipeTransform<string, number> {
  transform(value: string): number {
    const id = /^\d{1,10}$/.test(value) ? Number(value) : 0;
    if (id < 1 || id > MAX_ID) {
      throw new InvalidFieldsError([{ field: 'id', message: `must be a whole number from 1 to ${MAX_ID}` }]);
    }
    return id;
  }
}

@Injectable()
class UuidPipe implements PipeTransform<string, string> {
  transform(value: string): string {
    if (!UUID.test(value)) throw new InvalidFieldsError([{ field: 'uuid', message: 'must be a UUID' }]);
    return value.toLowerCase();
  }
}

/** The `{id}` of the path: 422 when it is not a positive whole number. */
export const IdParam = (name = 'id'): ParameterDecorator => Param(name, IdPipe);

/** The `{uuid}` of the path: 422 when it is not a UUID. */
export const UuidParam = (name = 'uuid'): ParameterDecorator => Param(name, UuidPipe);
