import { imageKeys } from '../../../platform/storage/images/index.js';
import { POSTERS, posterUrls } from './poster-urls.js';

describe('posterUrls', () => {
  it('leads to the files of every width', () => {
    const urls = posterUrls('posters/3f/3fa85f64');
    expect(urls).toEqual({
      w185: '/media/posters/3f/3fa85f64-w185.webp',
      w342: '/media/posters/3f/3fa85f64-w342.webp',
      w780: '/media/posters/3f/3fa85f64-w780.webp',
    });
    expect(Object.values(urls)).toEqual(
      imageKeys(POSTERS, 'posters/3f/3fa85f64').map((key) => `/media/${key}`),
    );
  });

  it('is null for a film without a poster', () => {
    expect(posterUrls(null)).toBeNull();
  });
});
