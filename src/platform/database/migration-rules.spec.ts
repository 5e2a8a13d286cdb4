import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Older ones made the schema that the first release begins with. */
const FIRST_RELEASE = 1_764_000_030_000;
const DIRECTORY = join(import.meta.dirname, '../../../migrations');

/** What the version before, which goes on while a migration is applied and after a rollback, cannot live with. */
const FORBIDDEN: readonly (readonly [RegExp, string])[] = [
  [/\bDROP (TABLE|COLUMN|TYPE)\b/i, 'drops what the version before may still use'],
  [/\bRENAME\b/i, 'renames'],
  [/\bALTER COLUMN \w+ (SET DATA )?TYPE\b/i, 'changes the type of a column'],
  [/\bALTER COLUMN \w+ SET NOT NULL\b/i, 'makes a column required'],
];

/** A file that says since when nothing uses what it takes away: `// Unused since 1.4: …` */
const ALLOWED = /^\/\/ Unused since \d+\.\d+/m;

/** What is wrong with the way up of a migration; nothing where the version before can live with it. */
function faultsOf(text: string): string[] {
  if (ALLOWED.test(text)) return [];
  const up = text.slice(0, text.indexOf('async down('));
  const faults = FORBIDDEN.filter(([pattern]) => pattern.test(up)).map(([, fault]) => fault);
  const added = up.split(/\bADD COLUMN\b/i).slice(1);
  const isRequired = (column: string): boolean =>
    /NOT NULL/i.test(column) && !/DEFAULT|GENERATED/i.test(column);
  if (added.some((rest) => isRequired(rest.split(/[;`']/)[0] ?? '')))
    faults.push('adds a required column without a default');
  return faults;
}

describe('Migrations', () => {
  it('leave the version before what it uses (docs/operations.md)', () => {
    const released = readdirSync(DIRECTORY).filter((name) => Number.parseInt(name, 10) >= FIRST_RELEASE);
    const faults = released.flatMap((name) =>
      faultsOf(readFileSync(join(DIRECTORY, name), 'utf8')).map((fault) => `${name} ${fault}`),
    );
    expect(faults).toEqual([]);
  });

  it.each([
    ['ALTER TABLE films DROP COLUMN price', ['drops what the version before may still use']],
    ['ALTER TABLE films RENAME COLUMN price TO cost', ['renames']],
    ['ALTER TABLE films ALTER COLUMN price TYPE numeric(12,2)', ['changes the type of a column']],
    ['ALTER TABLE films ALTER COLUMN price SET NOT NULL', ['makes a column required']],
    [
      'ALTER TABLE films ADD COLUMN price numeric(10,2) NOT NULL',
      ['adds a required column without a default'],
    ],
    ['ALTER TABLE films ADD COLUMN price numeric(10,2) NOT NULL DEFAULT 0', []],
    ['ALTER TABLE films ADD COLUMN price numeric(10,2)', []],
    ['CREATE TABLE films (id integer PRIMARY KEY, name text NOT NULL)', []],
  ])('are read right: %s', (statement, faults) => {
    const migration = `async up(runner) { await runner.query(\`${statement}\`); } async down(runner) { DROP TABLE films }`;
    expect(faultsOf(migration)).toEqual(faults);
    expect(faultsOf(`// Unused since 1.4: the column went to prices\n${migration}`)).toEqual([]);
  });
});
