import { readFile } from 'node:fs/promises';
import { codeOf } from './embedded-postgres-error.js';
import { runProgram } from './run-program.js';

/** Stands for the beginning of a process that lives but does not show when it began. */
export const unknownBirth = 'unknown';

/**
 * When a process began, in letters and digits that no later process with the same number shares, not even after a
 * restart of the machine. Undefined when the process is dead; a zombie is.
 */
export async function birthOf(pid: number): Promise<string | undefined> {
  return process.platform === 'linux' ? birthFromProc(pid) : birthFromPs(pid);
}

/** Whether there is a process with this number, whatever it is; a zombie counts. */
export function hasProcess(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) === 'EPERM';
  }
}

async function birthFromProc(pid: number): Promise<string | undefined> {
  const stat = await readOrNothing(`/proc/${pid}/stat`);
  // Processes of others are hidden where /proc is mounted with hidepid.
  if (stat === undefined) return hasProcess(pid) ? unknownBirth : undefined;
  // The name of the program stands in parentheses and may hold anything, so the fields count from the last one on.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const [state = ''] = fields;
  if (state === 'Z' || state === 'X') return undefined;
  const boot = (await readOrNothing('/proc/sys/kernel/random/boot_id')) ?? '';
  return `${boot.slice(0, 8)}${fields[19] ?? ''}`;
}

async function birthFromPs(pid: number): Promise<string | undefined> {
  const answer = await runProgram('ps', ['-o', 'stat=,lstart=', '-p', String(pid)]).catch(() => undefined);
  if (answer === undefined) return hasProcess(pid) ? unknownBirth : undefined;
  const [state = '', ...start] = answer.output.split(/\s+/);
  return state === '' || state.startsWith('Z') ? undefined : start.join('').replace(/\W/g, '');
}

async function readOrNothing(path: string): Promise<string | undefined> {
  return readFile(path, 'utf8').catch(() => undefined);
}
