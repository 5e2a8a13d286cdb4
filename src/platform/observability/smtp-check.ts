import { once } from 'node:events';
import { connect as connectPlain } from 'node:net';
import { connect as connectTls } from 'node:tls';

/**
 * Waits for a mail server's greeting.
 * @param url `smtp://host:port` or `smtps://host:port`
 * @throws Error when nobody answers there, or somebody who is no mail server
 */
export async function checkSmtp(url: string): Promise<void> {
  const { protocol, hostname, port } = new URL(url);
  const secure = protocol === 'smtps:';
  const host = hostname.replace(/^\[|\]$/g, '');
  const socket = secure
    ? connectTls({ host, port: Number(port || 465), servername: host })
    : connectPlain({ host, port: Number(port || 587) });
  socket.setTimeout(2_000, () => socket.destroy(new Error('The mail server is silent.')));
  try {
    const [greeting] = (await once(socket, 'data')) as [Buffer];
    if (!greeting.toString('latin1').startsWith('220'))
      throw new Error('This is no mail server, or it takes no mail.');
  } finally {
    socket.destroy();
  }
}
