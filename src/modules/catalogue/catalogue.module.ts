import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { CacheEpoch } from '../../platform/cache/index.js';
import { Movie } from './movies/movie.entity.js';
import { MoviesController } from './movies/movies.controller.js';
import { MoviesRepository } from './movies/movies.repository.js';
import { MoviesService } from './movies/movies.service.js';
import { PosterFilesController } from './posters/poster-files.controller.js';
import { PostersController } from './posters/posters.controller.js';
import { PostersService } from './posters/posters.service.js';
import { RemoveFilesHandler } from './posters/posters.jobs.js';
import { CatalogueRevision } from './reading/catalogue-revision.js';
import { MovieDetailService } from './reading/movie-detail.service.js';
import { MovieListRepository } from './reading/movie-list.repository.js';
import { MovieListService } from './reading/movie-list.service.js';
import { MovieRowsRepository } from './reading/movie-rows.repository.js';
import { MovieSearchRepository } from './reading/movie-search.repository.js';
import { termsController } from './terms/terms.controller.js';
import { TermsRepository } from './terms/terms.repository.js';
import { TermsService } from './terms/terms.service.js';

@Module({
  imports: [TypeOrmModule.forFeature([Movie])],
  controllers: [
    MoviesController,
    PostersController,
    PosterFilesController,
    termsController('genre'),
    termsController('star'),
    termsController('director'),
    termsController('certification'),
  ],
  providers: [
    CatalogueRevision,
    { provide: CacheEpoch, useExisting: CatalogueRevision },
    MovieDetailService,
    MovieListRepository,
    MovieListService,
    MovieRowsRepository,
    MovieSearchRepository,
    MoviesRepository,
    MoviesService,
    PostersService,
    RemoveFilesHandler,
    TermsRepository,
    TermsService,
  ],
})
export class CatalogueModule {}
