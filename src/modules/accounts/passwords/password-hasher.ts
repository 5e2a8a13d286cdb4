import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import bcrypt from 'bcrypt';
import { availableParallelism } from 'node:os';
import { InjectSettings, type Settings } from '../../../platform/config/index.js';
import { HashingQueue } from './hashing-queue.js';

/**
 * bcrypt, on threads of low priority and on half of the processor's cores at most, so that a storm of sign-ins does not
 * slow everything else.
 */
@Injectable()
export class PasswordHasher implements OnApplicationShutdown {
  private readonly queue = new HashingQueue(Math.max(1, Math.floor(availableParallelism() / 2)));
  private nobodys: Promise<string> | undefined;

  constructor(@InjectSettings() private readonly settings: Pick<Settings, 'bcryptCost'>) {}

  /** @throws BusyError when too many wait already */
  async hash(password: string): Promise<string> {
    return String(await this.queue.run({ password, cost: this.settings.bcryptCost }));
  }

  /**
   * Compares a password with a hash; without one it takes just as long, so that nobody can tell (rule 4).
   * @throws BusyError when too many wait already
   */
  async matches(password: string, hash: string | undefined): Promise<boolean> {
    const equal = await this.queue.run({ password, hash: hash ?? (await this.hashOfNobody()) });
    return equal === true && hash !== undefined && Buffer.byteLength(password) <= 72;
  }

  /** @throws BusyError when too many wait already, so that no other work need be done for nothing */
  requireRoom(): void {
    this.queue.requireRoom();
  }

  /** Whether a hash was made at another cost than today's. */
  isOutdated(hash: string): boolean {
    return bcrypt.getRounds(hash) !== this.settings.bcryptCost;
  }

  onApplicationShutdown(): Promise<void> {
    return this.queue.stop();
  }

  /** Made when it is first needed; whoever comes then waits for it like everybody after. */
  private hashOfNobody(): Promise<string> {
    return (this.nobodys ??= bcrypt.hash('nobody has this password', this.settings.bcryptCost));
  }
}
