import { Injectable } from '@nestjs/common';
import { AuditLog } from '../../../../platform/audit/index.js';
import { Clock } from '../../../../platform/clock/index.js';
import { InjectSettings, type Settings } from '../../../../platform/config/index.js';
import { Transaction } from '../../../../platform/database/index.js';
import { NotFoundError } from '../../../../platform/errors/index.js';
import { type Page, requireSpan, walk, type WalkOrder } from '../../../../platform/lists/index.js';
import type { NewEntry, Shift } from './shift.js';
import type { AdminShiftResponse, ShiftListQuery, ShiftResponse } from './shift.dto.js';
import { NoShiftError, NoShiftToShowError, ShiftOpenError } from './shift.errors.js';
import { toAdminShiftResponse, toShiftResponse } from './shift.mapper.js';
import { expectedCash } from './shift.policy.js';
import { ShiftsRepository } from './shifts.repository.js';

const ORDER: WalkOrder = {
  columns: { opened_at: { sql: 's.opened_at', type: 'timestamptz' } },
  idSql: 's.id',
};
/** A shift may be closed between two looks at it. */
const LOOKS = 3;

/** Shifts of cashiers: whatever is sold or handed out at the counter belongs to one. */
@Injectable()
export class ShiftsService {
  constructor(
    private readonly transaction: Transaction,
    private readonly shifts: ShiftsRepository,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
    @InjectSettings() private readonly settings: Settings,
  ) {}

  /**
   * Does something in a cashier's open shift, which is opened if need be and not closed before the transaction ends.
   * @param work returns what the till did, too
   */
  async within<Result>(
    cashierId: number,
    work: () => Promise<{ result: Result; entry: Omit<NewEntry, 'shiftId' | 'at'> }>,
  ): Promise<Result> {
    return this.transaction.run(async () => {
      const shiftId = await this.joinOrOpen(cashierId);
      const { result, entry } = await work();
      await this.shifts.addEntry({ ...entry, shiftId, at: this.clock.now() });
      return result;
    });
  }

  /** @throws ShiftOpenError */
  async open(cashierId: number, openingFloat: number): Promise<ShiftResponse> {
    return this.transaction.run(async () => {
      const id = await this.shifts.open(cashierId, openingFloat, this.clock.now());
      if (id === undefined) throw new ShiftOpenError((await this.shifts.findOpen(cashierId)) ?? 0);
      return this.show(id);
    });
  }

  /** @throws NoShiftToShowError */
  async current(cashierId: number): Promise<ShiftResponse> {
    const id = await this.shifts.findOpen(cashierId);
    if (id === undefined) throw new NoShiftToShowError();
    return this.show(id);
  }

  /**
   * Closes a cashier's shift, after whatever is being sold in it; what is sold later belongs to another one.
   * @param counted the cash in the till, in minor units
   * @throws NoShiftError
   */
  async close(cashierId: number, counted: number): Promise<ShiftResponse> {
    return this.transaction.run(async () => {
      const id = await this.shifts.lockAlone(cashierId);
      if (id === undefined) throw new NoShiftError();
      return this.count(id, counted);
    });
  }

  /**
   * Closes the shift of somebody who cannot do it any more.
   * @param by the moderator who counted
   * @throws NotFoundError, NoShiftError
   */
  async closeFor(id: number, counted: number, by: number): Promise<ShiftResponse> {
    return this.transaction.run(async () => {
      const { cashierId } = await this.get(id);
      if ((await this.shifts.lockAlone(cashierId)) !== id) throw new NoShiftError(id);
      const closed = await this.count(id, counted);
      await this.audit.record({
        actorId: by,
        action: 'shift.close',
        target: `shift:${id}`,
        after: { expected: closed.expected, counted: closed.counted },
      });
      return closed;
    });
  }

  /**
   * Everybody's shifts, the latest first unless the query says otherwise.
   * @throws InvalidFieldsError
   */
  list(query: ShiftListQuery, url: string): Promise<Page<AdminShiftResponse>> {
    const { cashier_id, open, from, to, sort = '-opened_at' } = query;
    requireSpan('', from, to);
    const filter = { cashierId: cashier_id, isOpen: open, openedFrom: from, openedBefore: to };
    return walk(this.shifts, ORDER, { filter, query: { ...query, sort }, url }, (shift) =>
      toAdminShiftResponse(shift, this.settings.currency),
    );
  }

  /** @throws NotFoundError */
  async get(id: number): Promise<Shift> {
    const shift = await this.shifts.find(id);
    if (!shift) throw new NotFoundError('shift', id);
    return shift;
  }

  private async joinOrOpen(cashierId: number): Promise<number> {
    for (let look = 1; look <= LOOKS; look += 1) {
      const joined = await this.shifts.join(cashierId);
      const id = joined ?? (await this.shifts.open(cashierId, 0, this.clock.now()));
      if (id !== undefined) return id;
    }
    throw new Error(`The shift of cashier ${cashierId} opens and closes all the time.`);
  }

  private async count(id: number, counted: number): Promise<ShiftResponse> {
    const expected = expectedCash(await this.get(id));
    await this.shifts.close(id, counted, expected, this.clock.now());
    return this.show(id);
  }

  private async show(id: number): Promise<ShiftResponse> {
    return toShiftResponse(await this.get(id), this.settings.currency);
  }
}
