import { startApi, startTwin } from './processes.js';
import { load, type Load, median } from './load.js';
import type { Result } from './results.js';
import { searches } from './searches.js';

const SECONDS = 3;
const ROUNDS = 3;

interface Listed {
  items: { uuid: string; stars: { name: string }[]; genres: { name: string }[] }[];
  next_page: string | null;
}

const SORTS = ['name', '-name', 'year', '-year', '-imdb', 'votes', '-price', '-popularity', 'rating'];

/** No index has these together: the films of a year, or of a rating, are sorted for each page. */
const SORTS_OF_TWO = ['-year,name', '-imdb,price'];

/** Lists, detail and cache against the plain twin; pages, sorts, filters and search against the first page. */
export async function measureCatalogue(databaseUrl: string, films: number): Promise<Result[]> {
  const twin = await startTwin(databaseUrl, 8_201);
  const plain = await startApi(databaseUrl, 8_202, { RESPONSE_CACHE: 'off', RUN_WORKER: 'off' });
  const cached = await startApi(databaseUrl, 8_203, { RESPONSE_CACHE: 'on', RUN_WORKER: 'off' });
  try {
    const first = await listed(`${plain.url}/movies`);
    await requireSameAnswer(`${twin.url}/movies`, `${plain.url}/movies`);
    const uuids = first.items.map((item) => item.uuid);
    const details = uuids.map((uuid) => `/movies/${uuid}`);
    await requireSameAnswer(`${twin.url}${details[0] ?? ''}`, `${plain.url}${details[0] ?? ''}`);

    const list = await against(
      () => load(twin.url, ['/movies'], SECONDS),
      () => load(plain.url, ['/movies'], SECONDS),
    );
    const listCached = await against(
      () => load(twin.url, ['/movies'], SECONDS),
      () => load(cached.url, ['/movies'], SECONDS),
    );
    const detail = await against(
      () => load(twin.url, details, SECONDS),
      () => load(plain.url, details, SECONDS),
    );
    const known = await fetch(`${plain.url}${details[0] ?? ''}`);
    const headers = { 'if-none-match': known.headers.get('etag') ?? '' };
    const notModified = await against(
      () => load(plain.url, details.slice(0, 1), SECONDS),
      () => load(plain.url, details.slice(0, 1), SECONDS, { headers, expected: 304 }),
    );

    const base = async (): Promise<Load> => load(plain.url, ['/movies'], 2);
    const slowdown = async (path: string): Promise<number> =>
      1 / (await against(base, () => load(plain.url, [path], 2)));
    const worst = async (paths: readonly string[]): Promise<{ path: string; ratio: number }> => {
      let found = { path: '', ratio: 0 };
      for (const path of paths) {
        const ratio = await slowdown(path);
        if (ratio > found.ratio) found = { path, ratio };
      }
      return found;
    };
    const star = encodeURIComponent(first.items[0]?.stars[0]?.name ?? '');
    const genre = encodeURIComponent(first.items[0]?.genres[0]?.name ?? '');
    const filters = [
      `genre=${genre}`,
      `genre=${genre}&sort=name`,
      `star=${star}&sort=-year`,
      'year_from=1990&year_to=1999&sort=-imdb',
      'imdb_from=8&sort=price',
      `certification=R&genre=${genre}&year_from=2000&sort=-votes`,
      'price_to=5&on_sale=true',
    ].map((query) => `/movies?${query}`);
    const sorted = await worst(SORTS.map((sort) => `/movies?sort=${sort}`));
    const sortedByTwo = await worst(SORTS_OF_TWO.map((sort) => `/movies?sort=${sort}`));
    const filtered = await worst(filters);
    const far = Math.min(4_000, Math.floor(films / 25));
    const linked = await worst(
      await Promise.all(
        ['', 'sort=name', 'sort=-popularity'].map((query) => linkedPage(plain.url, query, far)),
      ),
    );
    const jumped = await worst(
      ['', 'sort=name&', 'sort=-popularity&'].map((query) => `/movies?${query}page=${far}`),
    );

    const search = await searchLoad(plain.url);
    const lists = await load(plain.url, ['/movies'], SECONDS);
    return [
      { name: 'list, no cache, against the twin', value: list, unit: '×', target: { atLeast: 0.85 } },
      { name: 'list, cache on, against the twin', value: listCached, unit: '×', target: { atLeast: 4 } },
      { name: 'detail against the twin', value: detail, unit: '×', target: { atLeast: 0.8 } },
      { name: '304 against 200', value: notModified, unit: '×', target: { atLeast: 2 } },
      {
        name: `slowest sort against page 1 (${sorted.path})`,
        value: sorted.ratio,
        unit: '×',
        target: { atMost: 2 },
      },
      {
        name: `slowest sort by two fields against page 1 (${sortedByTwo.path})`,
        value: sortedByTwo.ratio,
        unit: '×',
        target: { atMost: 2 },
      },
      {
        name: `slowest filter against page 1 (${filtered.path})`,
        value: filtered.ratio,
        unit: '×',
        target: { atMost: 2 },
      },
      { name: `page ${far} by link, slowest order`, value: linked.ratio, unit: '×', target: { atMost: 2 } },
      {
        name: `page ${far} by number, slowest order (${jumped.path})`,
        value: jumped.ratio,
        unit: '×',
        target: { atMost: 10 },
      },
      {
        name: 'search p95 against list p95',
        value: search.p95 / lists.p95,
        unit: '×',
        target: { atMost: 3 },
      },
      {
        name: 'memory of the API, no cache',
        value: await plain.peakMemory(),
        unit: 'MB',
        target: { atMost: 250 },
      },
      {
        name: 'memory of the API, cache on',
        value: await cached.peakMemory(),
        unit: 'MB',
        target: { atMost: 250 },
      },
    ];
  } finally {
    await Promise.all([twin.stop(), plain.stop(), cached.stop()]);
  }
}

/** Search on a large catalogue against a small one. */
export async function measureSearch(smallUrl: string, largeUrl: string, films: number): Promise<Result[]> {
  const small = await startApi(smallUrl, 8_202, { RESPONSE_CACHE: 'off', RUN_WORKER: 'off' });
  const large = await startApi(largeUrl, 8_203, { RESPONSE_CACHE: 'off', RUN_WORKER: 'off' });
  try {
    const ratios: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      const [few, many] = [await searchLoad(small.url), await searchLoad(large.url)];
      ratios.push(many.p95 / few.p95);
    }
    return [
      {
        name: `search p95 on ${films} films against fewer`,
        value: median(ratios),
        unit: '×',
        target: { atMost: 2 },
      },
    ];
  } finally {
    await Promise.all([small.stop(), large.stop()]);
  }
}

async function searchLoad(url: string): Promise<Load> {
  return load(
    url,
    searches(1).map((q) => `/movies?q=${encodeURIComponent(q)}`),
    2 * SECONDS,
  );
}

/** How many times the throughput of the first the second has: the median of several rounds, turn by turn. */
async function against(first: () => Promise<Load>, second: () => Promise<Load>): Promise<number> {
  const ratios: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const one = await first();
    const other = await second();
    ratios.push(other.perSecond / one.perSecond);
  }
  return median(ratios);
}

/** The address of a far page as one who walked there has it: the link of the page before. */
async function linkedPage(url: string, query: string, page: number): Promise<string> {
  const before = await listed(`${url}/movies?${query}&page=${page - 1}`.replace('?&', '?'));
  return before.next_page ?? '';
}

async function listed(url: string): Promise<Listed> {
  return (await (await fetch(url)).json()) as Listed;
}

/** The twin is a fair twin only while it says the same. */
async function requireSameAnswer(one: string, other: string): Promise<void> {
  const [first, second] = await Promise.all([one, other].map(async (url) => (await fetch(url)).text()));
  if (first !== second)
    throw new Error(`${one} and ${other} do not answer alike:\n${first ?? ''}\n${second ?? ''}`);
}
