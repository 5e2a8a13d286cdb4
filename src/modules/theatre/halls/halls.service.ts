import { Injectable } from '@nestjs/common';
import { AuditLog, changesOf } from '../../../platform/audit/index.js';
import { Clock } from '../../../platform/clock/index.js';
import { Transaction } from '../../../platform/database/index.js';
import { NotFoundError } from '../../../platform/errors/index.js';
import { requireMatch } from '../../../platform/http/index.js';
import { type Page, walk, type WalkOrder } from '../../../platform/lists/index.js';
import { ScreeningsComingError } from '../cinemas/cinema.errors.js';
import { CinemasRepository } from '../cinemas/cinemas.repository.js';
import type { CreateHallDto, HallListQuery, HallResponse, UpdateHallDto } from './hall.dto.js';
import { hallFacts, toHallResponse } from './hall.mapper.js';
import { type Hall, HallsRepository } from './halls.repository.js';

const ORDER: WalkOrder = {
  columns: {
    name: { sql: 'lower(h.name)', type: 'text' },
    capacity: { sql: 'h.capacity', type: 'integer' },
    id: { sql: 'h.id', type: 'integer' },
  },
  idSql: 'h.id',
};
const CLEANING_MINUTES = 15;

/** The halls of cinemas. */
@Injectable()
export class HallsService {
  constructor(
    private readonly transaction: Transaction,
    private readonly halls: HallsRepository,
    private readonly cinemas: CinemasRepository,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  /**
   * The halls of a cinema, by name unless the query says otherwise.
   * @throws NotFoundError
   */
  async list(cinemaId: number, query: HallListQuery, url: string): Promise<Page<HallResponse>> {
    if (!(await this.cinemas.find(cinemaId))) throw new NotFoundError('cinema', cinemaId);
    const sorted = { ...query, sort: query.sort ?? 'name' };
    return walk(this.halls, ORDER, { filter: { cinemaId }, query: sorted, url }, toHallResponse);
  }

  /** @throws NotFoundError */
  async get(id: number): Promise<Hall> {
    const hall = await this.halls.find(id);
    if (!hall) throw new NotFoundError('hall', id);
    return hall;
  }

  /** @throws NotFoundError, HallExistsError */
  async create(actorId: number, cinemaId: number, dto: CreateHallDto): Promise<Hall> {
    const { name, type = 'standard', cleaning_minutes: cleaningMinutes = CLEANING_MINUTES } = dto;
    return this.transaction.run(async () => {
      if (!(await this.cinemas.lock(cinemaId, { alone: false }))) throw new NotFoundError('cinema', cinemaId);
      const hall = await this.halls.insert(cinemaId, { name, type, cleaningMinutes }, this.clock.now());
      await this.audit.record({
        actorId,
        action: 'hall.create',
        target: `hall:${hall.id}`,
        after: { cinema_id: cinemaId, ...hallFacts(hall) },
      });
      return hall;
    });
  }

  /**
   * Changes what `dto` names.
   * @param ifMatch the ETag that the editor saw, if they said so
   * @throws NotFoundError, StaleError, HallExistsError
   */
  async update(actorId: number, id: number, dto: UpdateHallDto, ifMatch: string | undefined): Promise<Hall> {
    return this.transaction.run(async () => {
      const hall = await this.lock(id, ifMatch, false);
      const content = {
        name: dto.name ?? hall.name,
        type: dto.type ?? hall.type,
        cleaningMinutes: dto.cleaning_minutes ?? hall.cleaningMinutes,
      };
      const changes = changesOf(hallFacts(hall), hallFacts(content));
      if (!changes) return hall;
      const changed = await this.halls.update(id, content);
      await this.audit.record({ actorId, action: 'hall.update', target: `hall:${id}`, ...changes });
      return changed;
    });
  }

  /**
   * Deletes a hall; what was shown and sold there stays in the books.
   * @throws NotFoundError, StaleError, ScreeningsComingError
   */
  async delete(actorId: number, id: number, ifMatch: string | undefined): Promise<void> {
    await this.transaction.run(async () => {
      const hall = await this.lock(id, ifMatch, true);
      const coming = await this.halls.screeningsComing(id, this.clock.now());
      if (coming.length > 0) throw new ScreeningsComingError('hall', hall.name, coming.length);
      await this.halls.remove(id, this.clock.now());
      const before = { cinema_id: hall.cinemaId, ...hallFacts(hall), capacity: hall.capacity };
      await this.audit.record({ actorId, action: 'hall.delete', target: `hall:${id}`, before });
    });
  }

  private async lock(id: number, ifMatch: string | undefined, alone: boolean): Promise<Hall> {
    const hall = await this.halls.lock(id, { alone });
    if (!hall) throw new NotFoundError('hall', id);
    requireMatch(ifMatch, String(hall.version), 'hall');
    return hall;
  }
}
