const defaults: Record<string, string> = {
  max_connections: '100',
  shared_buffers: '128MB',
  random_page_cost: '1.1',
  // Compiling costs more than it saves in statements as short as ours.
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
};

/** What keeps the server on this machine and its log where we look for it: nobody's to change. */
const fixed: Record<string, string> = {
  listen_addresses: '127.0.0.1',
  // The path of a socket may have a hundred characters or so; a project's path may have more.
  unix_socket_directories: '',
  log_destination: 'stderr',
  logging_collector: 'off',
};

/** The settings of the server as arguments of its command line; `settings` go before the defaults. */
export function settingArguments(settings: Readonly<Record<string, string>>): string[] {
  const all = { ...defaults, ...settings, ...fixed };
  return Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}

/** The whole command line; the port comes last, because it may differ while the settings are the same. */
export function serverArguments(data: string, settings: readonly string[], port: number): string[] {
  return ['-D', data, ...settings, '-p', String(port)];
}

/**
 * Whether a server was started with these settings, whatever its port.
 * @param commandLine as the server records it in postmaster.opts
 */
export function hasSettings(commandLine: string, settings: readonly string[]): boolean {
  return commandLine.includes(` ${[...settings, '-p'].map((argument) => `"${argument}"`).join(' ')} `);
}

/** The port in a command line that the server recorded. */
export function portIn(commandLine: string): number | undefined {
  const port = /"-p" "(\d+)"\s*$/.exec(commandLine)?.[1];
  return port === undefined ? undefined : Number(port);
}
