import { Injectable } from '@nestjs/common';
import { type Principal, reaches } from '../../../../platform/auth/index.js';
import { NotFoundError } from '../../../../platform/errors/index.js';
import { type Page, walk, type WalkOrder } from '../../../../platform/lists/index.js';
import { NoShiftToShowError } from '../shifts/shift.errors.js';
import { ShiftsRepository } from '../shifts/shifts.repository.js';
import type { TillEntryListQuery, TillEntryResponse } from './entry.dto.js';
import { toEntryResponse } from './sale.mapper.js';
import { TillEntriesRepository } from './till-entries.repository.js';

const ORDER: WalkOrder = {
  columns: {
    created_at: { sql: 'e.created_at', type: 'timestamptz' },
    amount: { sql: 'e.amount', type: 'numeric' },
  },
  idSql: 'e.id',
};

/** Looking through what a till did. */
@Injectable()
export class TillEntriesService {
  constructor(
    private readonly shifts: ShiftsRepository,
    private readonly entries: TillEntriesRepository,
  ) {}

  /**
   * What was sold and given back in one shift, the latest first unless the query says otherwise.
   * @throws NoShiftToShowError, NotFoundError for another's shift, InvalidFieldsError
   */
  async list(query: TillEntryListQuery, viewer: Principal, url: string): Promise<Page<TillEntryResponse>> {
    const shiftId = await this.shiftOf(query.shift_id, viewer);
    const filter = { shiftId, kinds: query.kind, methods: query.method };
    return walk(this.entries, ORDER, { filter, query, url }, toEntryResponse);
  }

  private async shiftOf(id: number | undefined, { userId, group }: Principal): Promise<number> {
    if (id === undefined) {
      const open = await this.shifts.findOpen(userId);
      if (open === undefined) throw new NoShiftToShowError();
      return open;
    }
    const shift = await this.shifts.find(id);
    const mayLook = shift && (shift.cashierId === userId || reaches(group, 'moderator'));
    if (!mayLook) throw new NotFoundError('shift', id);
    return id;
  }
}
