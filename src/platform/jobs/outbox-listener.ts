import { Client } from 'pg';
import type { Complaints } from './complaints.js';
import { OUTBOX_CHANNEL } from './outbox.repository.js';
import { Pause } from './patience.js';

const RECONNECT_MS = 1_000;

/** Hears of new jobs over a connection of its own, which is made again whenever it breaks. */
export class OutboxListener {
  private client: Client | undefined;
  private stopped = false;
  private readonly pause = new Pause();
  private running: Promise<void> = Promise.resolve();

  /**
   * @param url must lead to PostgreSQL itself
   * @param ring called for every notification, and after each connecting since some may have been missed
   */
  constructor(
    private readonly url: string,
    private readonly ring: () => void,
    private readonly complaints: Complaints,
  ) {}

  start(): void {
    this.running = this.run();
  }

  async stop(): Promise<void> {
    this.stopped = true;
    this.pause.cut();
    await this.client?.end().catch(() => undefined);
    await this.running;
  }

  private async run(): Promise<void> {
    while (!this.stopped) {
      try {
        await this.listen();
      } catch (error) {
        this.complain(error);
      }
      await this.pause.wait(RECONNECT_MS);
    }
  }

  /** Ends with the connection. */
  private async listen(): Promise<void> {
    const client = new Client({
      connectionString: this.url,
      application_name: 'online-cinema-outbox',
      keepAlive: true,
      keepAliveInitialDelayMillis: 10_000,
      connectionTimeoutMillis: 5_000,
    });
    this.client = client;
    const ended = new Promise<void>((resolve, reject) => {
      client.once('end', resolve);
      client.on('error', reject);
    });
    ended.catch(() => undefined);
    client.on('notification', () => this.ring());
    try {
      // A client that is ended while it connects never says how that went.
      await Promise.race([this.subscribe(client), ended]);
      await ended;
    } finally {
      await client.end().catch(() => undefined);
    }
  }

  private async subscribe(client: Client): Promise<void> {
    await client.connect();
    await client.query(`LISTEN ${OUTBOX_CHANNEL}`);
    this.ring();
  }

  private complain(error: unknown): void {
    if (!this.stopped) this.complaints.about('Listening for new jobs was interrupted', error);
  }
}
