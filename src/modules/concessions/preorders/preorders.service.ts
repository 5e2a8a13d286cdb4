import { Injectable } from '@nestjs/common';
import { type Principal, reaches } from '../../../platform/auth/index.js';
import { Clock } from '../../../platform/clock/index.js';
import { Transaction } from '../../../platform/database/index.js';
import { NotFoundError } from '../../../platform/errors/index.js';
import { type Page, walk, type WalkOrder } from '../../../platform/lists/index.js';
import type { PreorderListQuery, PreorderResponse } from './preorder.dto.js';
import { PreorderNotOpenError } from './preorder.errors.js';
import { PreorderListRepository } from './preorder-list.repository.js';
import { toPreorderResponse } from './preorder.mapper.js';
import { PreorderNews } from './preorder-news.service.js';
import { OPEN_STATUSES, type Preorder } from './preorder.js';
import { PreordersRepository } from './preorders.repository.js';
import { QueueChanges } from './queue/queue-changes.js';

const ORDER: WalkOrder = {
  columns: {
    created_at: { sql: 'p.created_at', type: 'timestamptz' },
    needed_at: { sql: 'coalesce(p.needed_at, p.created_at)', type: 'timestamptz' },
    expires_at: { sql: 'p.expires_at', type: 'timestamptz' },
  },
  idSql: 'p.id',
};

/** What waits to be picked up, for its owners and for the counter. */
@Injectable()
export class PreordersService {
  constructor(
    private readonly transaction: Transaction,
    private readonly preorders: PreordersRepository,
    private readonly lists: PreorderListRepository,
    private readonly news: PreorderNews,
    private readonly queue: QueueChanges,
    private readonly clock: Clock,
  ) {}

  /** One's own, the latest first; or, for cashiers, what a cinema has to hand over, the most urgent first. */
  list(query: PreorderListQuery, viewer: Principal, url: string): Promise<Page<PreorderResponse>> {
    const { cinema_id: cinemaId, status } = query;
    const isQueue = cinemaId !== undefined && reaches(viewer.group, 'cashier');
    const filter = isQueue
      ? { cinemaId, statuses: status ?? OPEN_STATUSES }
      : { userId: viewer.userId, cinemaId, statuses: status };
    const sorted = { ...query, sort: query.sort ?? (isQueue ? 'needed_at' : '-created_at') };
    return walk(this.lists, ORDER, { filter, query: sorted, url }, toPreorderResponse);
  }

  /** @throws NotFoundError, also for another's unless a cashier asks */
  async get(code: string, viewer: Principal, cinemaId?: number): Promise<PreorderResponse> {
    const userId = reaches(viewer.group, 'cashier') ? undefined : viewer.userId;
    const found = await this.preorders.findByCode(code, { userId, cinemaId });
    if (!found) throw new NotFoundError('pre-order', code);
    return toPreorderResponse(found);
  }

  /**
   * Says that it can be picked up, and tells its owner.
   * @throws NotFoundError, PreorderNotOpenError
   */
  markReady(code: string, by: Principal, cinemaId?: number): Promise<PreorderResponse> {
    return this.step('ready', ['placed'], code, by, cinemaId);
  }

  /**
   * Hands it over, once.
   * @throws NotFoundError, PreorderNotOpenError
   */
  collect(code: string, by: Principal, cinemaId?: number): Promise<PreorderResponse> {
    return this.step('collected', OPEN_STATUSES, code, by, cinemaId);
  }

  private step(
    to: 'ready' | 'collected',
    from: readonly Preorder['status'][],
    code: string,
    { userId }: Principal,
    cinemaId: number | undefined,
  ): Promise<PreorderResponse> {
    return this.transaction.run(async () => {
      const found = await this.preorders.findByCode(code, { cinemaId });
      if (!found) throw new NotFoundError('pre-order', code);
      await this.preorders.lock([found.id]);
      const current = await this.current(found.id);
      if (!from.includes(current.status)) throw new PreorderNotOpenError(current);
      await this.preorders.step(found.id, { to, at: this.clock.now(), by: userId });
      const changed = await this.current(found.id);
      if (to === 'ready') await this.news.ready(changed);
      this.queue.announce(changed.cinemaId);
      return toPreorderResponse(changed);
    });
  }

  private async current(id: number): Promise<Preorder> {
    const preorder = await this.preorders.find(id);
    if (!preorder) throw new NotFoundError('pre-order', id);
    return preorder;
  }
}
