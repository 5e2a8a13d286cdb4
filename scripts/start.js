// `npm start`: builds what has changed since the last build, then starts the program in this very process.
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const stamp = join(root, 'dist/.built');
const sources = [
  'src',
  'migrations',
  'bench',
  'package-lock.json',
  'tsconfig.json',
  'tsconfig.build.json',
  'nest-cli.json',
];

const newest = (path) =>
  statSync(path).isDirectory()
    ? Math.max(0, ...readdirSync(path).map((entry) => newest(join(path, entry))))
    : statSync(path).mtimeMs;

const isCurrent = () => {
  const builtAt = statSync(stamp, { throwIfNoEntry: false })?.mtimeMs;
  return builtAt !== undefined && sources.every((source) => newest(join(root, source)) <= builtAt);
};

if (!existsSync(join(root, 'src'))) {
  // An image carries the build alone.
} else if (!isCurrent()) {
  process.stdout.write('Building (about ten seconds, only after a change) ...\n');
  execFileSync(process.execPath, [join(root, 'node_modules/@nestjs/cli/bin/nest.js'), 'build'], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  writeFileSync(stamp, '');
}

// The program sees its own arguments only.
const [entry = 'main', ...words] = process.argv.slice(2);
const program = join(root, 'dist/src', `${entry}.js`);
process.argv.splice(1, process.argv.length, program, ...words);
await import(program);
