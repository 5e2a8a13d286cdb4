import { Injectable } from '@nestjs/common';
import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import { InjectSettings, type Settings } from '../../../platform/config/index.js';
import { keptSigningKey } from './kept-signing-key.js';

/** What stands before the 32 bytes of an Ed25519 key in PKCS #8. */
const PKCS8_HEAD = Buffer.from('302e020100300506032b657004220420', 'hex');

/** A pair of keys (Ed25519). */
export interface TicketKey {
  readonly id: string;
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
}

/** A pair of keys out of its 32 bytes. */
export function ticketKey(id: string, seed: Buffer): TicketKey {
  const privateKey = createPrivateKey({
    key: Buffer.concat([PKCS8_HEAD, seed]),
    format: 'der',
    type: 'pkcs8',
  });
  return { id, privateKey, publicKey: createPublicKey(privateKey) };
}

/** The keys that tickets are signed with. */
@Injectable()
export class TicketKeys {
  /** The first signs, all verify. */
  readonly all: readonly [TicketKey, ...TicketKey[]];
  private readonly byId: ReadonlyMap<string, TicketKey>;

  constructor(@InjectSettings() settings: Settings) {
    const [first, ...others] = settings.tickets.signingKeys ?? [];
    const { id, seed } = first ?? keptSigningKey(settings.dataDirectory);
    this.all = [ticketKey(id, seed), ...others.map((other) => ticketKey(other.id, other.seed))];
    this.byId = new Map(this.all.map((key) => [key.id, key]));
  }

  get signing(): TicketKey {
    return this.all[0];
  }

  find(id: string): TicketKey | undefined {
    return this.byId.get(id);
  }
}
