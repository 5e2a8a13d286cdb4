import { Injectable } from '@nestjs/common';
import { AuditLog, changesOf } from '../../../platform/audit/index.js';
import { Transaction } from '../../../platform/database/index.js';
import { InvalidFieldsError } from '../../../platform/errors/index.js';
import { fold } from '../fold.js';
import { MovieContributors } from '../contributors/movie-contributors.js';
import { CatalogueRevision } from '../reading/catalogue-revision.js';
import { TermsRepository } from '../terms/terms.repository.js';
import { Movie } from './movie.entity.js';
import type { CreateMovieDto, UpdateMovieDto } from './movie-input.dto.js';
import { MoviesRepository } from './movies.repository.js';

const RELATIONS = { genres: 'genre', stars: 'star', directors: 'director' } as const;
type Relations = { readonly [list in keyof typeof RELATIONS]?: readonly string[] };

/** Adding and editing films. */
@Injectable()
export class MoviesService {
  constructor(
    private readonly transaction: Transaction,
    private readonly movies: MoviesRepository,
    private readonly terms: TermsRepository,
    private readonly contributors: MovieContributors,
    private readonly revision: CatalogueRevision,
    private readonly audit: AuditLog,
  ) {}

  /**
   * @returns the new film's uuid
   * @throws MovieExistsError, InvalidFieldsError
   */
  async create(actorId: number, dto: CreateMovieDto): Promise<string> {
    return this.transaction.run(async () => {
      const movie = new Movie();
      Object.assign(movie, {
        metaScore: null,
        gross: null,
        minAge: null,
        withdrawn: false,
        saleFrom: null,
        saleUntil: null,
        countries: null,
        poster: null,
        deletedAt: null,
      });
      await this.apply(movie, dto);
      const saved = await this.movies.save(movie);
      await this.movies.addStats(saved.id);
      await this.relate(saved.id, { genres: [], stars: [], directors: [], ...definedOf(dto) });
      await this.audit.record({
        actorId,
        action: 'movie.create',
        target: `movie:${saved.uuid}`,
        after: await this.movies.contentOf(saved.id),
      });
      await this.revision.advance();
      return saved.uuid;
    });
  }

  /**
   * Changes what `dto` names. Another length is other lengths of what follows from it, or is refused by that.
   * @param ifMatch the ETag that the editor saw, if they said so
   * @throws NotFoundError, StaleError, MovieExistsError, InvalidFieldsError
   */
  async update(
    actorId: number,
    uuid: string,
    dto: UpdateMovieDto,
    ifMatch: string | undefined,
  ): Promise<void> {
    await this.transaction.run(async () => {
      const movie = await this.movies.lockForEdit(uuid, ifMatch);
      const former = await this.movies.contentOf(movie.id);
      const { version, time } = movie;
      await this.apply(movie, dto);
      const saved = await this.movies.save(movie);
      await this.relate(movie.id, definedOf(dto));
      if (saved.version === version) await this.movies.touch([movie.id]);
      if (saved.time !== time) await this.contributors.changeLength(movie.id, saved.time);
      const changes = changesOf(former, await this.movies.contentOf(movie.id));
      if (changes)
        await this.audit.record({ actorId, action: 'movie.update', target: `movie:${uuid}`, ...changes });
      await this.revision.advance();
    });
  }

  private async apply(movie: Movie, dto: UpdateMovieDto): Promise<void> {
    const {
      name,
      year,
      time,
      imdb,
      votes,
      meta_score,
      gross,
      description,
      price,
      min_age,
      withdrawn,
      countries,
    } = dto;
    const changes = {
      name,
      nameFolded: name === undefined ? undefined : fold(name),
      year,
      time,
      imdb,
      votes,
      metaScore: meta_score,
      gross,
      description,
      price,
      minAge: min_age,
      withdrawn,
      countries,
      saleFrom: dto.sale_from,
      saleUntil: dto.sale_until,
    };
    Object.assign(
      movie,
      Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined)),
    );
    if (movie.saleFrom && movie.saleUntil && movie.saleFrom >= movie.saleUntil) {
      throw new InvalidFieldsError([{ field: 'sale_until', message: 'must be later than sale_from' }]);
    }
    if (dto.certification !== undefined) {
      const [certificationId] = await this.terms.findOrCreate('certification', [dto.certification]);
      if (certificationId !== undefined) movie.certificationId = certificationId;
    }
  }

  private async relate(id: number, relations: Relations): Promise<void> {
    for (const [list, kind] of Object.entries(RELATIONS)) {
      const names = relations[list as keyof Relations];
      if (names) await this.movies.setTerms(id, kind, await this.terms.findOrCreate(kind, names));
    }
    await this.movies.reindex([id]);
  }
}

function definedOf({ genres, stars, directors }: Relations): Relations {
  return { ...(genres && { genres }), ...(stars && { stars }), ...(directors && { directors }) };
}
