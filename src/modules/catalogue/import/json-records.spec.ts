import fc from 'fast-check';
import { JsonReader, type JsonRecord } from './json-records.js';

function read(text: string, size = text.length || 1): JsonRecord[] {
  const reader = new JsonReader();
  const pieces = text.match(new RegExp(`[^]{1,${size}}`, 'g')) ?? [];
  return [...pieces.flatMap((piece) => reader.push(piece)), ...reader.end()];
}

describe('JsonReader', () => {
  it('reads an array of objects with the line in which each begins', () => {
    expect(read('[\n{"a": 1},\n\n  {\n"a": {"b": "}"}\n} , {"a": "\\"{"}\n]\n')).toEqual([
      { line: 2, value: { a: 1 } },
      { line: 4, value: { a: { b: '}' } } },
      { line: 6, value: { a: '"{' } },
    ]);
  });

  it('reads JSON Lines', () => {
    expect(read('{"a":1}\n{"a":2}\r\n\n{"a":3}')).toEqual([
      { line: 1, value: { a: 1 } },
      { line: 2, value: { a: 2 } },
      { line: 4, value: { a: 3 } },
    ]);
  });

  it('reads the empty list', () => {
    expect(read(' [ ] ')).toEqual([]);
  });

  it('gives back whatever was written, however the text is cut', () => {
    const value = fc.oneof(
      fc.string(),
      fc.integer(),
      fc.array(fc.string(), { maxLength: 3 }),
      fc.constant(null),
    );
    const objects = fc.array(fc.dictionary(fc.string(), value, { maxKeys: 4 }), { maxLength: 5 });
    fc.assert(
      fc.property(objects, fc.constantFrom(0, 2), fc.integer({ min: 1, max: 7 }), (list, indent, size) => {
        expect(read(JSON.stringify(list, null, indent), size).map((record) => record.value)).toEqual(list);
      }),
    );
  });

  it('reports an object that is not JSON and goes on with the next', () => {
    expect(read('[{"a": 1}, {"a": tru}, {"a": 3}]')).toEqual([
      { line: 1, value: { a: 1 } },
      { line: 1, problem: expect.stringContaining('not valid JSON') },
      { line: 1, value: { a: 3 } },
    ]);
  });

  it('goes on with the next line that begins with an object when quotes or brackets are broken', () => {
    expect(read('[\n{"a": "open},\n  {"a": 2},\n17,\n{"a": 4}\n]', 5)).toEqual([
      { line: 2, problem: expect.stringContaining('quotes') },
      { line: 3, value: { a: 2 } },
      { line: 4, problem: expect.stringContaining('object in braces') },
      { line: 5, value: { a: 4 } },
    ]);
  });

  it('reports what the end of the file cuts off', () => {
    expect(read('[\n{"a": 1},\n{"a": 2, "b')).toEqual([
      { line: 2, value: { a: 1 } },
      { line: 3, problem: expect.stringContaining('not closed') },
    ]);
    expect(read('[{"a": 1},\n')).toEqual([
      { line: 1, value: { a: 1 } },
      { line: 2, problem: expect.stringContaining('list is not closed') },
    ]);
  });

  it('reports what stands after the list', () => {
    expect(read('[{"a": 1}]\n{"a": 2}')).toEqual([
      { line: 1, value: { a: 1 } },
      { line: 2, problem: expect.any(String) },
    ]);
  });

  it('does not keep an object that never ends', () => {
    const reader = new JsonReader();
    reader.push('{"a": [');
    const records = Array.from({ length: 60 }, () => reader.push('1,'.repeat(5_000))).flat();
    expect(records).toEqual([{ line: 1, problem: expect.stringContaining('not closed') }]);
    expect(reader.push('\n{"a": 2}\n')).toEqual([{ line: 2, value: { a: 2 } }]);
  });
});
