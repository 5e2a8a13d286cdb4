import { type FileReading, type FilmRow, readFilms } from './film-source.js';
import { ImportFileError } from './import.errors.js';

const HEADER = 'Series_Title,Released_Year,Runtime,IMDB_Rating,No_of_Votes,Overview,Star1,Star2';
const ROW = 'Heat,1995,170 min,8.3,721000,A thief.,Al Pacino,Robert De Niro';
const JSON_FILM = { name: 'Heat', year: 1995, time: 170, imdb: 8.3, votes: 721000, description: 'A thief.' };

async function rowsOf(
  content: string | Buffer,
  reading: Partial<FileReading> = {},
  size = 1_000_000,
): Promise<FilmRow[]> {
  const bytes = Buffer.from(content);
  async function* chunks(): AsyncGenerator<Uint8Array> {
    for (let at = 0; at < bytes.length; at += size)
      yield await Promise.resolve(bytes.subarray(at, at + size));
  }
  const rows: FilmRow[] = [];
  for await (const some of readFilms(chunks(), { mapping: {}, ...reading })) rows.push(...some);
  return rows;
}

const named = (name: string): object => ({ film: { facts: { name } } });
const rejected = (line: number, column: string | null, message: string): object => ({
  line,
  problems: [{ column, message: expect.stringContaining(message) }],
});

describe('A file of films', () => {
  it('can be CSV or JSON; the content tells', async () => {
    expect(await rowsOf(`${HEADER}\n${ROW}\n`)).toMatchObject([
      { film: { facts: { name: 'Heat', stars: ['Al Pacino', 'Robert De Niro'] } } },
    ]);
    expect(await rowsOf(JSON.stringify([JSON_FILM]))).toMatchObject([named('Heat')]);
    expect(await rowsOf(`\n ${JSON.stringify(JSON_FILM)}\n`)).toMatchObject([named('Heat')]);
  });

  it('is read as what the reader says it is', async () => {
    await expect(rowsOf(JSON.stringify([JSON_FILM]), { format: 'csv' })).rejects.toThrow(/first line/);
    expect(await rowsOf(`${HEADER}\n${ROW}`, { format: 'json' })).toMatchObject([
      rejected(1, null, 'object in braces'),
    ]);
  });

  it('may begin with a byte order mark and have the line ends of Windows', async () => {
    const text = `\uFEFF${HEADER}\r\n${ROW}\r\n"Am""élie",2001,122,8.3,1,"Two\r\nlines.",Audrey Tautou,\r\n`;
    expect(await rowsOf(text)).toMatchObject([named('Heat'), named('Am"élie')]);
    expect(await rowsOf(`\uFEFF${JSON.stringify([JSON_FILM])}`)).toMatchObject([named('Heat')]);
  });

  it('reads the same however it arrives', async () => {
    const rows = Array.from({ length: 40 }, (_, n) => ROW.replace('Heat', `"Ünïted, ""${n}"" 😀"`)).join(
      '\n',
    );
    const whole = await rowsOf(`${HEADER}\n${rows}`);
    expect(whole).toHaveLength(40);
    expect(whole[39]).toMatchObject(named('Ünïted, "39" 😀'));
    for (const size of [1, 2, 3, 7, 1_023])
      expect(await rowsOf(`${HEADER}\n${rows}`, {}, size)).toEqual(whole);
  });

  it.each([
    ['nothing at all', ''],
    ['blank lines', ' \n\n'],
    ['a byte order mark', '\uFEFF'],
  ])('with %s is refused as empty', async (_, content) => {
    await expect(rowsOf(content)).rejects.toThrow(new ImportFileError('The file is empty.'));
  });

  it.each([
    ['UTF-16 with a mark', Buffer.from(`\uFEFF${HEADER}\n${ROW}\n`, 'utf16le')],
    ['big-endian UTF-16 with a mark', Buffer.from(`\uFEFF${HEADER}\n${ROW}\n`, 'utf16le').swap16()],
    ['UTF-16 without a mark', Buffer.from(`${HEADER}\n${ROW}\n`, 'utf16le')],
    ['big-endian UTF-16 without a mark', Buffer.from(JSON.stringify([JSON_FILM]), 'utf16le').swap16()],
    ['Latin-1 in its header', Buffer.from(`${HEADER},Año\n${ROW},1995\n`, 'latin1')],
    ['a spreadsheet', Buffer.from('504b030414000600080000002100', 'hex')],
  ])('in %s is refused', async (_, content) => {
    await expect(rowsOf(content)).rejects.toThrow(
      new ImportFileError('The file is not UTF-8 text. Save it as UTF-8 and try again.'),
    );
  });

  it('has its rows in Latin-1 rejected and the others read', async () => {
    const bytes = Buffer.concat([
      Buffer.from(`${HEADER}\n${ROW}\n`),
      Buffer.from(`${ROW.replace('Heat', 'Amélie')}\n`, 'latin1'),
      Buffer.from(`${ROW.replace('Heat', 'Léon')}\n`),
    ]);
    expect(await rowsOf(bytes)).toMatchObject([
      named('Heat'),
      rejected(3, 'Series_Title', 'UTF-8'),
      named('Léon'),
    ]);
  });

  it('that lacks columns is refused, naming them and those that it has', async () => {
    await expect(rowsOf('Series_Title;Released_Year\nHeat;1995\n')).rejects.toThrow(
      /missing: name, year, time, imdb, votes, description\. .*: Series_Title;Released_Year\./,
    );
    await expect(rowsOf(`"${HEADER}\n${ROW}`)).rejects.toThrow(/first line.*never closed/);
  });

  it('has bad rows reported with line and column, and the rest read', async () => {
    const text = [
      HEADER,
      ROW.replace('1995', 'PG'),
      `${ROW},one more`,
      '"two\nlines",1995,170 min,8.3,721000,A thief.,x\0y,',
      'Heat,1995',
      '"open,1995,170 min,8.3,1,A thief.,,',
      ROW,
      'The,"half ro',
    ].join('\n');
    expect(await rowsOf(text)).toMatchObject([
      rejected(2, 'Released_Year', 'must be a year'),
      rejected(3, null, 'The row has 9 values, the first line names 8 columns.'),
      rejected(4, 'Star1', 'NUL'),
      rejected(6, null, 'The row has 2 values'),
      rejected(7, 'Series_Title', 'must be doubled'),
      named('Heat'),
      rejected(9, 'Released_Year', 'never closed'),
    ]);
  });

  it('has bad objects reported with their line, and the rest read', async () => {
    const lines = [JSON_FILM, { ...JSON_FILM, year: 'PG' }, { ...JSON_FILM, stars: ['a\0'] }, JSON_FILM];
    const text = `[\n${lines.map((film) => JSON.stringify(film)).join(',\n')},\n{"name": tru},\n{"name": "He`;
    expect(await rowsOf(text)).toMatchObject([
      named('Heat'),
      rejected(3, 'year', 'must be a year'),
      rejected(4, 'stars', 'NUL'),
      named('Heat'),
      rejected(6, null, 'not valid JSON'),
      rejected(7, null, 'not closed'),
    ]);
  });

  it('can have other names for its columns', async () => {
    const mapping = { name: ['Titel'], stars: ['Star2', 'Star1'] };
    const [row] = await rowsOf(`${HEADER.replace('Series_Title', 'Titel')}\n${ROW}`, { mapping });
    expect(row).toMatchObject({ film: { facts: { name: 'Heat', stars: ['Robert De Niro', 'Al Pacino'] } } });
    const film = { ...JSON_FILM, name: undefined, Titel: 'Heat' };
    expect(await rowsOf(JSON.stringify([film]), { mapping })).toMatchObject([named('Heat')]);
  });
});
