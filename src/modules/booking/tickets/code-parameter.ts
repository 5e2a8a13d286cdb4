import { Injectable, Param, type PipeTransform } from '@nestjs/common';
import { InvalidFieldsError } from '../../../platform/errors/index.js';
import { readTicketCode } from './ticket-code.js';

/** What is wrong with a code that is none. */
export const CODE_RULE = 'must be the code of a ticket: 16 letters and digits, with or without dashes';

@Injectable()
class CodePipe implements PipeTransform<string, string> {
  transform(value: string): string {
    const code = readTicketCode(value);
    if (code === undefined) throw new InvalidFieldsError([{ field: 'code', message: CODE_RULE }]);
    return code;
  }
}

/** The `{code}` of the path: 422 when it is not one that tickets have. */
export const CodeParam = (): ParameterDecorator => Param('code', CodePipe);
