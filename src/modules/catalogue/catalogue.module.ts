import { Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { TypeOrmModule } from '@nestjs/typeorm';
import { CacheEpoch } from '../../platform/cache/index.js';
import { imageFilesController, StoredImagesModule } from '../../platform/storage/images/index.js';
import { CatalogueInvariants } from './catalogue.invariants.js';
import { MovieContributors } from './contributors/movie-contributors.js';
import { DemoFilmsService } from './demo/demo-films.service.js';
import { FilmImport } from './import/film-import.js';
import { FilmWriter } from './import/film-writer.js';
import { FilmsRepository } from './import/films.repository.js';
import { ImportHandler } from './import/import.job.js';
import { ImportsController } from './import/imports.controller.js';
import { ImportsRepository } from './import/imports.repository.js';
import { ImportsService } from './import/imports.service.js';
import { SearchWordsRepository } from './import/search-words.repository.js';
import { TermIdsRepository } from './import/term-ids.repository.js';
import { TermIds } from './import/term-ids.js';
import { DeleteMovieService } from './movies/delete-movie.service.js';
import { Movie } from './movies/movie.entity.js';
import { MovieNotices } from './movies/movie-notices.js';
import { MoviesController } from './movies/movies.controller.js';
import { MoviesRepository } from './movies/movies.repository.js';
import { MoviesService } from './movies/movies.service.js';
import { POSTERS } from './posters/poster-urls.js';
import { PostersController } from './posters/posters.controller.js';
import { PostersService } from './posters/posters.service.js';
import { CatalogueRevision } from './reading/catalogue-revision.js';
import { MovieAnswers } from './reading/movie-answers.js';
import { MovieDetailService } from './reading/movie-detail.service.js';
import { MovieListRepository } from './reading/movie-list.repository.js';
import { MovieListService } from './reading/movie-list.service.js';
import { MovieRowsRepository } from './reading/movie-rows.repository.js';
import { MovieSearchRepository } from './reading/movie-search.repository.js';
import { MovieStatsInvariants } from './stats/movie-stats.invariants.js';
import { MovieStatsRepository } from './stats/movie-stats.repository.js';
import { MovieStatsService } from './stats/movie-stats.service.js';
import { MovieStatsTask } from './stats/movie-stats.task.js';
import { PopularityRepository } from './stats/popularity.repository.js';
import { PopularityService } from './stats/popularity.service.js';
import { PopularityTask } from './stats/popularity.task.js';
import { termsController } from './terms/terms.controller.js';
import { TermCountsRepository } from './terms/term-counts.repository.js';
import { TermCountsService } from './terms/term-counts.service.js';
import { TermsRepository } from './terms/terms.repository.js';
import { TermsService } from './terms/terms.service.js';

@Module({
  imports: [DiscoveryModule, StoredImagesModule, TypeOrmModule.forFeature([Movie])],
  controllers: [
    ImportsController,
    MoviesController,
    PostersController,
    imageFilesController(POSTERS, 'Catalogue'),
    termsController('genre'),
    termsController('star'),
    termsController('director'),
    termsController('certification'),
  ],
  providers: [
    CatalogueInvariants,
    CatalogueRevision,
    DeleteMovieService,
    DemoFilmsService,
    FilmImport,
    FilmWriter,
    FilmsRepository,
    ImportHandler,
    ImportsRepository,
    ImportsService,
    { provide: CacheEpoch, useExisting: CatalogueRevision },
    MovieAnswers,
    MovieContributors,
    MovieNotices,
    MovieDetailService,
    MovieListRepository,
    MovieListService,
    MovieRowsRepository,
    MovieSearchRepository,
    MovieStatsInvariants,
    MovieStatsRepository,
    MovieStatsService,
    MovieStatsTask,
    MoviesRepository,
    MoviesService,
    PopularityRepository,
    PopularityService,
    PopularityTask,
    PostersService,
    SearchWordsRepository,
    TermCountsRepository,
    TermCountsService,
    TermIds,
    TermIdsRepository,
    TermsRepository,
    TermsService,
  ],
  exports: [CatalogueRevision, MovieDetailService, MovieListService],
})
export class CatalogueModule {}
