import { chmod, chown, lchown, readFile, readdir, stat } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { dirname, join } from 'node:path';
import { codeOf, EmbeddedPostgresError } from './embedded-postgres-error.js';

/** A user of the operating system that the server runs as. */
export interface Account {
  readonly uid: number;
  readonly gid: number;
  readonly name: string;
}

type Owner = Pick<Account, 'uid' | 'gid'>;

const serviceUsers = ['postgres', '_postgres', 'nobody'];

/**
 * Who the server runs as: undefined for the current user. PostgreSQL refuses to run as root, so root lends it to the
 * owner of the data, or else to a user made for services.
 * @throws EmbeddedPostgresError when there is no such user
 */
export async function serverAccount(directory: string, data: string): Promise<Account | undefined> {
  if (process.getuid?.() !== 0) {
    requireUserName();
    return undefined;
  }
  const users = await knownUsers();
  const owner = await ownerOf(data);
  if (owner) return { ...owner, name: nameOf(owner, users) ?? `number ${owner.uid}` };
  const found = await accountForNewData(directory, users);
  if (found) return found;
  throw new EmbeddedPostgresError(
    'PostgreSQL refuses to run as root, and there is no user "postgres" or "nobody" that it could run as instead. ' +
      'Start as an ordinary user, or set DATABASE_URL to a PostgreSQL server of your own.',
  );
}

/**
 * Makes sure that the server's user gets to the files at all: a home directory, say, may let nobody else pass.
 * @throws EmbeddedPostgresError naming the directory that is closed
 */
export async function requirePassage(paths: readonly string[], account: Account): Promise<void> {
  for (const path of paths) {
    const closed = await closedDirectoryAbove(path, account);
    if (closed === undefined) continue;
    throw new EmbeddedPostgresError(
      `PostgreSQL refuses to run as root and therefore runs as the user "${account.name}", who cannot get to ` +
        `${path} because ${closed} lets only its owner pass. Do one of these: move the project to where everybody can ` +
        `pass, such as /srv; allow passing (not listing) with "chmod o+x ${closed}"; start as the ordinary user that ` +
        'owns the directory; or set DATABASE_URL to a PostgreSQL server of your own.',
    );
  }
}

/**
 * Makes the data directory the server's own: a copy made by root, or by a careless user, need not be.
 * @throws EmbeddedPostgresError when it belongs to somebody else
 */
export async function requireOwnership(data: string, account: Account | undefined): Promise<void> {
  const { uid } = await stat(data);
  const wanted = account?.uid ?? process.getuid?.();
  if (wanted !== undefined && uid !== wanted) {
    if (account === undefined) throw foreignData(data, uid);
    await giveTree(data, account);
  }
  await chmod(data, 0o700);
}

/** Gives one file or directory to the server's user. */
export async function give(path: string, account: Account | undefined): Promise<void> {
  if (account) await chown(path, account.uid, account.gid);
}

async function giveTree(root: string, account: Account): Promise<void> {
  await give(root, account);
  for (const name of await readdir(root, { recursive: true })) {
    await lchown(join(root, name), account.uid, account.gid);
  }
}

function foreignData(data: string, uid: number): EmbeddedPostgresError {
  return new EmbeddedPostgresError(
    `The database in ${data} belongs to another user (number ${uid}). Start as that user or as root, as it was ` +
      `started before; or make it yours with "sudo chown -R $(id -u):$(id -g) ${dirname(data)}"; or choose another ` +
      'directory with DATA_DIR.',
  );
}

async function accountForNewData(directory: string, users: readonly Account[]): Promise<Account | undefined> {
  const owner = await ownerOf(directory);
  const name = owner && nameOf(owner, users);
  if (owner && name !== undefined) return { ...owner, name };
  return serviceUsers
    .map((wanted) => users.find((user) => user.name === wanted))
    .find((user) => user !== undefined);
}

function nameOf({ uid }: Owner, users: readonly Account[]): string | undefined {
  return users.find((user) => user.uid === uid)?.name;
}

async function ownerOf(path: string): Promise<Owner | undefined> {
  try {
    const { uid, gid } = await stat(path);
    return uid === 0 ? undefined : { uid, gid };
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}

async function knownUsers(): Promise<Account[]> {
  const lines = (await readFile('/etc/passwd', 'utf8')).split('\n');
  return lines
    .map((line) => line.split(':'))
    .map(([name = '', , uid, gid]) => ({ name, uid: Number(uid), gid: Number(gid) }))
    .filter((user) => user.name !== '' && user.uid > 0 && user.gid >= 0);
}

/** initdb looks its user's name up and fails without one; containers like to run with a bare number. */
function requireUserName(): void {
  try {
    userInfo();
  } catch (error) {
    throw new EmbeddedPostgresError(
      `The user with number ${process.getuid?.() ?? 'unknown'} has no name in /etc/passwd, and PostgreSQL needs one. ` +
        'Start as a user that has a name, or set DATABASE_URL to a PostgreSQL server of your own.',
      { cause: error },
    );
  }
}

async function closedDirectoryAbove(path: string, account: Account): Promise<string | undefined> {
  const above: string[] = [];
  for (let at = path; dirname(at) !== at; at = dirname(at)) above.unshift(dirname(at));
  for (const directory of above) {
    const { mode, uid, gid } = await stat(directory);
    const bit = uid === account.uid ? 0o100 : gid === account.gid ? 0o010 : 0o001;
    if ((mode & bit) === 0) return directory;
  }
  return undefined;
}
