import { type ImageKind, imageKey, imageKeys, imageUrl, isKeyOf, newImage } from './image-kind.js';

const STILLS: ImageKind = { name: 'still', folder: 'stills', widths: [64, 256], ratio: 1 };

describe('images of a kind', () => {
  it('each get a name of their own', () => {
    const images = Array.from({ length: 50 }, () => newImage(STILLS));
    expect(new Set(images).size).toBe(50);
    for (const image of images) expect(image).toMatch(/^stills\/([0-9a-f]{2})\/\1[0-9a-f]{30}$/);
  });

  it('have a key and an address for every width', () => {
    expect(imageKeys(STILLS, 'stills/3f/3fa8')).toEqual([
      'stills/3f/3fa8-w64.webp',
      'stills/3f/3fa8-w256.webp',
    ]);
    expect(imageUrl('stills/3f/3fa8', 64)).toBe('/media/stills/3f/3fa8-w64.webp');
  });

  it('are known by their keys', () => {
    const image = newImage(STILLS);
    for (const key of imageKeys(STILLS, image)) expect(isKeyOf(STILLS, key)).toBe(true);
    const others = [
      imageKey(image, 128),
      imageKey(newImage({ ...STILLS, folder: 'posters' }), 64),
      `x/${imageKey(image, 64)}`,
      `${imageKey(image, 64)}\n`,
      imageKey('stills/../imports', 64),
      imageKey('stills/3f/secret', 64),
      image,
      '',
    ];
    for (const key of others) expect([key, isKeyOf(STILLS, key)]).toEqual([key, false]);
  });
});
