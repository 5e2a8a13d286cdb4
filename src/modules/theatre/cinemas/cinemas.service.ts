import { Injectable } from '@nestjs/common';
import { AuditLog, changesOf } from '../../../platform/audit/index.js';
import { Clock } from '../../../platform/clock/index.js';
import { Transaction } from '../../../platform/database/index.js';
import { InvalidFieldsError, NotFoundError } from '../../../platform/errors/index.js';
import { requireMatch } from '../../../platform/http/index.js';
import { type Page, walk, type WalkOrder } from '../../../platform/lists/index.js';
import type { CinemaListQuery, CinemaResponse, CreateCinemaDto, UpdateCinemaDto } from './cinema.dto.js';
import { ScreeningsComingError } from './cinema.errors.js';
import { cinemaFacts, toCinemaResponse } from './cinema.mapper.js';
import { type Cinema, type CinemaContent, CinemasRepository } from './cinemas.repository.js';
import { sortHours } from './opening-hours.js';

const ORDER: WalkOrder = {
  columns: {
    name: { sql: 'lower(c.name)', type: 'text' },
    created_at: { sql: 'c.created_at', type: 'timestamptz' },
    id: { sql: 'c.id', type: 'integer' },
  },
  idSql: 'c.id',
};
const NEW: Omit<CinemaContent, 'name' | 'address' | 'timeZone'> = {
  latitude: null,
  longitude: null,
  openingHours: null,
};

/** Cinemas: where films are shown. */
@Injectable()
export class CinemasService {
  constructor(
    private readonly transaction: Transaction,
    private readonly cinemas: CinemasRepository,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  /** By name unless the query says otherwise. */
  list(query: CinemaListQuery, url: string): Promise<Page<CinemaResponse>> {
    const sorted = { ...query, sort: query.sort ?? 'name' };
    return walk(this.cinemas, ORDER, { filter: { q: query.q }, query: sorted, url }, toCinemaResponse);
  }

  /** @throws NotFoundError */
  async get(id: number): Promise<Cinema> {
    const cinema = await this.cinemas.find(id);
    if (!cinema) throw new NotFoundError('cinema', id);
    return cinema;
  }

  /** @throws CinemaExistsError, InvalidFieldsError */
  async create(actorId: number, dto: CreateCinemaDto): Promise<Cinema> {
    const { name, address, time_zone: timeZone } = dto;
    const content = applied({ ...NEW, name, address, timeZone }, dto);
    return this.transaction.run(async () => {
      const cinema = await this.cinemas.insert(content, this.clock.now());
      await this.audit.record({
        actorId,
        action: 'cinema.create',
        target: `cinema:${cinema.id}`,
        after: cinemaFacts(cinema),
      });
      return cinema;
    });
  }

  /**
   * Changes what `dto` names.
   * @param ifMatch the ETag that the editor saw, if they said so
   * @throws NotFoundError, StaleError, CinemaExistsError, ScreeningsComingError, InvalidFieldsError
   */
  async update(
    actorId: number,
    id: number,
    dto: UpdateCinemaDto,
    ifMatch: string | undefined,
  ): Promise<Cinema> {
    return this.transaction.run(async () => {
      const moves = dto.time_zone !== undefined;
      const cinema = await this.lock(id, ifMatch, moves);
      const content = applied(cinema, dto);
      const changes = changesOf(cinemaFacts(cinema), cinemaFacts(content));
      if (!changes) return cinema;
      if (content.timeZone !== cinema.timeZone) await this.requireNoScreenings(cinema);
      const changed = await this.cinemas.update(id, content);
      await this.audit.record({ actorId, action: 'cinema.update', target: `cinema:${id}`, ...changes });
      return changed;
    });
  }

  /**
   * Deletes a cinema and its halls; what was shown and sold there stays in the books.
   * @throws NotFoundError, StaleError, ScreeningsComingError
   */
  async delete(actorId: number, id: number, ifMatch: string | undefined): Promise<void> {
    await this.transaction.run(async () => {
      const cinema = await this.lock(id, ifMatch, true);
      await this.requireNoScreenings(cinema);
      await this.cinemas.remove(id, this.clock.now());
      await this.audit.record({
        actorId,
        action: 'cinema.delete',
        target: `cinema:${id}`,
        before: cinemaFacts(cinema),
      });
    });
  }

  private async lock(id: number, ifMatch: string | undefined, alone: boolean): Promise<Cinema> {
    const cinema = await this.cinemas.lock(id, { alone });
    if (!cinema) throw new NotFoundError('cinema', id);
    requireMatch(ifMatch, String(cinema.version), 'cinema');
    return cinema;
  }

  private async requireNoScreenings({ id, name }: Cinema): Promise<void> {
    const coming = await this.cinemas.screeningsComing(id, this.clock.now());
    if (coming > 0) throw new ScreeningsComingError('cinema', name, coming);
  }
}

/** @throws InvalidFieldsError for half a place */
function applied(content: CinemaContent, dto: UpdateCinemaDto): CinemaContent {
  const changed: CinemaContent = {
    name: dto.name ?? content.name,
    address: dto.address ?? content.address,
    timeZone: dto.time_zone ?? content.timeZone,
    latitude: dto.latitude === undefined ? content.latitude : dto.latitude,
    longitude: dto.longitude === undefined ? content.longitude : dto.longitude,
    openingHours:
      dto.opening_hours === undefined
        ? content.openingHours
        : dto.opening_hours && sortHours(dto.opening_hours),
  };
  if ((changed.latitude === null) !== (changed.longitude === null)) {
    const field = changed.latitude === null ? 'latitude' : 'longitude';
    throw new InvalidFieldsError([{ field, message: 'is needed with the other coordinate' }]);
  }
  return changed;
}
