import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/index.js';
import type { BonusAccount, BonusEntry, BonusLot, BonusTransaction } from './bonus.js';
import { BonusAccountsRepository, type OpenLot } from './bonus-accounts.repository.js';
import { drawFrom } from './bonus-points.policy.js';

/**
 * The one place where points come and go, inside somebody's transaction: a balance is what its ledger adds up to, and what is
 * left of its lots. `enter` locks an account; what the other methods are given is what the former one returned.
 */
@Injectable()
export class BonusLedger {
  constructor(
    private readonly accounts: BonusAccountsRepository,
    private readonly clock: Clock,
  ) {}

  /** Locks an account, and takes out what has run out. */
  async enter(userId: number): Promise<BonusAccount> {
    const account = await this.accounts.lock(userId);
    if (account.balance === 0) return account;
    const now = this.clock.now();
    const lots = await this.accounts.openLots(userId);
    const over = lots.filter(({ expiresAt }) => expiresAt !== null && expiresAt <= now);
    const points = over.reduce((sum, { left }) => sum + left, 0);
    return points === 0 ? account : (await this.draw(account, over, points, { reason: 'expired' })).account;
  }

  /** Adds points; what is owed is paid with them at once. */
  async credit(
    account: BonusAccount,
    { points, expiresAt }: { readonly points: number; readonly expiresAt: Date | null },
    entry: BonusEntry,
  ): Promise<{ account: BonusAccount; transaction: BonusTransaction }> {
    const at = this.clock.now();
    const transaction = await this.accounts.insert(
      account.userId,
      points,
      { ...entry, expiresAt, lots: null },
      at,
    );
    const richer = { ...account, balance: account.balance + points };
    const owed = Math.min(richer.debt, richer.balance);
    if (owed === 0) {
      await this.accounts.setBalance(richer);
      return { account: richer, transaction };
    }
    const { orderId } = entry;
    const paying = { ...richer, debt: richer.debt - owed };
    return { ...(await this.debit(paying, owed, { reason: 'debt-paid', orderId })), transaction };
  }

  /**
   * Takes points, those first that run out first.
   * @param points at most the balance
   */
  async debit(
    account: BonusAccount,
    points: number,
    entry: BonusEntry,
  ): Promise<{ account: BonusAccount; transaction: BonusTransaction }> {
    return this.draw(account, await this.accounts.openLots(account.userId), points, entry);
  }

  /** Takes points whether or not they are there: what is missing is owed. */
  async takeBack(account: BonusAccount, points: number, entry: BonusEntry): Promise<BonusAccount> {
    const there = Math.min(points, account.balance);
    const owing = { ...account, debt: account.debt + points - there };
    if (there > 0) return (await this.debit(owing, there, entry)).account;
    await this.accounts.setBalance(owing);
    return owing;
  }

  private async draw(
    account: BonusAccount,
    lots: readonly OpenLot[],
    points: number,
    entry: BonusEntry,
  ): Promise<{ account: BonusAccount; transaction: BonusTransaction }> {
    const drawn = drawFrom(lots, points);
    if (drawn.reduce((sum, part) => sum + part.points, 0) !== points)
      throw new Error(`Account ${account.userId} has fewer points than its balance says.`);
    await this.accounts.draw(drawn.map((part) => ({ id: part.lot.id, points: part.points })));
    const transaction = await this.accounts.insert(
      account.userId,
      -points,
      { ...entry, expiresAt: null, lots: drawn.map(toBonusLot) },
      this.clock.now(),
    );
    const poorer = { ...account, balance: account.balance - points };
    await this.accounts.setBalance(poorer);
    return { account: poorer, transaction };
  }
}

function toBonusLot({ lot, points }: { readonly lot: OpenLot; readonly points: number }): BonusLot {
  return { points, expiresAt: lot.expiresAt?.toISOString() ?? null };
}
