import { DomainError, problemType } from '../errors/index.js';

export const imageNotUsable = problemType('image-not-usable', {
  kind: 'invalid',
  title: 'The image cannot be used',
  explanation:
    'The file is not an image of a kind that is taken here, is damaged, or has too many pixels. What counts is the content, not the name. Send a JPEG, PNG, WebP or AVIF image.',
  example: 'The file is not a JPEG, PNG, WebP or AVIF image.',
});

/** The file is not an image that can be shown. */
export class ImageNotUsableError extends DomainError {
  /** @param message what is wrong, as a continuation of "The file …" */
  constructor(message: string) {
    super(imageNotUsable, `The file ${message}.`, { errors: [{ field: 'file', message }] });
  }
}
