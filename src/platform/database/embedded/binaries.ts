import { lstat, readFile, realpath, symlink } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { Account } from './account.js';
import { codeOf, EmbeddedPostgresError, messageOf } from './embedded-postgres-error.js';
import { runProgram } from './run-program.js';

/** The programs of PostgreSQL, as absolute paths. */
export interface Binaries {
  readonly postgres: string;
  readonly initdb: string;
}

interface LibraryLink {
  readonly source: string;
  readonly target: string;
}

const elsewhere = 'set DATABASE_URL to a PostgreSQL server of your own';

/**
 * Finds the PostgreSQL that npm installed for this machine, and makes the links between its libraries where npm was
 * not allowed to run the package's install script.
 * @throws EmbeddedPostgresError when there is none, or it is incomplete and cannot be completed
 */
export async function findBinaries(): Promise<Binaries> {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  if (process.platform === 'win32') {
    throw new EmbeddedPostgresError(
      `The embedded PostgreSQL does not run on Windows itself: use WSL, or ${elsewhere}.`,
    );
  }
  const found = await importPackage(name);
  const postgres = await realpath(found.postgres);
  await completeLibraries(dirname(dirname(dirname(postgres))), name);
  return { postgres, initdb: await realpath(found.initdb) };
}

/**
 * The major version of the installed PostgreSQL; on the way it shows that the program can be run at all.
 * @throws EmbeddedPostgresError when it cannot
 */
export async function majorVersionOf({ postgres }: Binaries, account: Account | undefined): Promise<string> {
  const { code, output } = await runProgram(postgres, ['-V'], account).catch((error: unknown) => {
    throw new EmbeddedPostgresError(`${cannotRun(postgres, error, account)} (${messageOf(error)})`, {
      cause: error,
    });
  });
  const version = /\(PostgreSQL\) (\d+)/.exec(output)?.[1];
  if (code === 0 && version !== undefined) return version;
  throw new EmbeddedPostgresError(
    `The PostgreSQL that npm installed does not run here: ${output}\nInstall the packages anew (npm ci), or ${elsewhere}.`,
  );
}

function cannotRun(postgres: string, error: unknown, account: Account | undefined): string {
  if (codeOf(error) === 'ENOENT') {
    // The file is there: what is missing is the loader that it names.
    return `The PostgreSQL from npm needs the GNU C library, which this system (Alpine?) lacks: ${elsewhere}.`;
  }
  const who = account ? `The user "${account.name}", whom root lends PostgreSQL to,` : 'This user';
  return `${who} may not run ${postgres}. Install the packages anew (npm ci), or ${elsewhere}.`;
}

async function importPackage(name: string): Promise<Binaries> {
  try {
    return (await import(name)) as Binaries;
  } catch (error) {
    throw new EmbeddedPostgresError(
      `The package ${name} is not installed: npm leaves it out with --omit=optional and where there is no PostgreSQL ` +
        `for this kind of machine. Install again without that option, or ${elsewhere}.`,
      { cause: error },
    );
  }
}

async function completeLibraries(packageDirectory: string, name: string): Promise<void> {
  for (const { source, target } of await libraryLinks(packageDirectory)) {
    try {
      const path = join(packageDirectory, target);
      if (!(await exists(path))) await symlink(basename(source), path);
    } catch (error) {
      if (codeOf(error) === 'EEXIST') continue;
      throw new EmbeddedPostgresError(
        `The install script of ${name} has not run, and its links cannot be made now (${messageOf(error)}). ` +
          `Run "npm rebuild ${name}" as the user who installed the packages.`,
        { cause: error },
      );
    }
  }
}

async function libraryLinks(packageDirectory: string): Promise<LibraryLink[]> {
  try {
    return JSON.parse(
      await readFile(join(packageDirectory, 'native/pg-symlinks.json'), 'utf8'),
    ) as LibraryLink[];
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return [];
    throw error;
  }
}

async function exists(path: string): Promise<boolean> {
  try {
    await lstat(path);
    return true;
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return false;
    throw error;
  }
}
