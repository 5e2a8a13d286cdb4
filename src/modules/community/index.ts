/**
 * Community: what people think of films. Reactions, ratings, favourites, comments.
 * Invariants: somebody has one reaction and one rating of a film at most; like and dislike exclude each other, the rating is
 * independent of both; likes and replies of comments are what a count says; replies belong to a comment that begins a thread,
 * of the same film; counters of films, with their notes, are what counting the rows says; what IMDb says is never touched.
 */
export { CommunityModule } from './community.module.js';
export { FavoriteMovies } from './favorites/favorite-movies.service.js';
