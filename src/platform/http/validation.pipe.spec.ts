import { IsArray, IsOptional, ValidateNested } from 'class-validator';
import { Type } from 'class-transformer';
import { InvalidFieldsError } from '../errors/index.js';
import { DtoValidationPipe } from './validation.pipe.js';

class PartDto {
  @IsOptional()
  @IsArray()
  @Type(() => PartDto)
  @ValidateNested({ each: true })
  parts?: PartDto[];
}

const read = (body: unknown): Promise<unknown> =>
  new DtoValidationPipe().transform(body, { type: 'body', metatype: PartDto });
const nested = (levels: number): string => `{"parts":[${levels > 1 ? nested(levels - 1) : '{}'}]}`;

describe('A body', () => {
  it('may have lists of objects with lists of objects', async () => {
    expect(await read(JSON.parse(nested(3)))).toBeInstanceOf(PartDto);
  });

  it.each([
    ['parts[0]', '{"parts":[[]]}', 'must not be a list'],
    ['parts[1]', '{"parts":[{},[[{}]]]}', 'must not be a list'],
    ['parts[0].parts[0]', '{"parts":[{"parts":[[{}]]}]}', 'must not be a list'],
    ['parts[0].a', '{"parts":[{"a":"half \\ud800"}]}', 'must not contain half a character'],
    ['a.a.a', `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`, 'is nested too deeply'],
  ])('is refused, naming %s', async (field, text, message) => {
    const error: unknown = await read(JSON.parse(text)).catch((thrown: unknown) => thrown);

    expect(error).toBeInstanceOf(InvalidFieldsError);
    expect((error as InvalidFieldsError).facts).toMatchObject({
      errors: [{ field: expect.stringContaining(field) as string, message }],
    });
  });
});
