import { MAX_COMMENT, MAX_REASON, OptionalTypedText, TypedText } from './comment-text.js';

/** A new comment or reply. */
export class WriteCommentDto {
  /**
   * Kept as it is typed. At most 2000 characters; line breaks are fine, other control characters are not.
   * @example "The coffee scene alone is worth the evening."
   */
  @TypedText(MAX_COMMENT)
  text: string;
}

/** Another text for a comment. */
export class EditCommentDto extends WriteCommentDto {
  /**
   * Why; moderators who change another's comment must say it, and the author is told.
   * @example "Gave away the end of the film."
   */
  @OptionalTypedText(MAX_REASON)
  reason?: string | null;
}

/** Why a comment is deleted. */
export class DeleteCommentDto {
  /**
   * Moderators who delete another's comment must say it, and the author is told.
   * @example "An insult, and nothing about the film."
   */
  @OptionalTypedText(MAX_REASON)
  reason?: string | null;
}
