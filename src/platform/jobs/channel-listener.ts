import { Client } from 'pg';
import type { Complaints } from './complaints.js';
import { Pause } from './patience.js';

const RECONNECT_MS = 1_000;

/** Hears what PostgreSQL notifies a channel of, over a connection of its own, which is made again whenever it breaks. */
export class ChannelListener {
  private client: Client | undefined;
  private stopped = false;
  private readonly pause = new Pause();
  private running: Promise<void> = Promise.resolve();

  /**
   * @param url must lead to PostgreSQL itself
   * @param channel a plain name
   * @param hear called with the payload of each notification, and without one after each connecting, since some may have
   * been missed
   */
  constructor(
    private readonly url: string,
    private readonly channel: string,
    private readonly hear: (payload?: string) => void,
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
      application_name: `online-cinema-${this.channel}`,
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
    client.on('notification', ({ payload }) => this.hear(payload ?? ''));
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
    await client.query(`LISTEN ${this.channel}`);
    this.hear();
  }

  private complain(error: unknown): void {
    if (!this.stopped) this.complaints.about(`Listening to ${this.channel} was interrupted`, error);
  }
}
