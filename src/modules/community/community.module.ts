import { Module } from '@nestjs/common';
import { CatalogueModule } from '../catalogue/index.js';
import { CommentsModule } from './comments/comments.module.js';
import { FavoriteListController } from './favorites/favorite-list.controller.js';
import { FavoriteMovies } from './favorites/favorite-movies.service.js';
import { FavoritesController } from './favorites/favorites.controller.js';
import { FavoritesRepository } from './favorites/favorites.repository.js';
import { FavoritesService } from './favorites/favorites.service.js';
import { OwnStateContributor } from './own-state/own-state.contributor.js';
import { OwnStateEraser } from './own-state/own-state.eraser.js';
import { OwnStateRepository } from './own-state/own-state.repository.js';
import { RatingsController } from './ratings/ratings.controller.js';
import { RatingsRepository } from './ratings/ratings.repository.js';
import { RatingsService } from './ratings/ratings.service.js';
import { ReactionsController } from './reactions/reactions.controller.js';
import { ReactionsRepository } from './reactions/reactions.repository.js';
import { ReactionsService } from './reactions/reactions.service.js';
import { FilmShowingHandler } from './showings/film-showing.job.js';
import { ShowingsRepository } from './showings/showings.repository.js';
import { TellFavoritesHandler } from './showings/tell-favorites.job.js';

@Module({
  imports: [CatalogueModule, CommentsModule],
  controllers: [ReactionsController, RatingsController, FavoritesController, FavoriteListController],
  providers: [
    FavoriteMovies,
    FavoritesRepository,
    FavoritesService,
    OwnStateContributor,
    OwnStateEraser,
    OwnStateRepository,
    RatingsRepository,
    RatingsService,
    ReactionsRepository,
    ReactionsService,
    FilmShowingHandler,
    ShowingsRepository,
    TellFavoritesHandler,
  ],
  exports: [FavoriteMovies],
})
export class CommunityModule {}
