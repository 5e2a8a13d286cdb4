import { IsString, MaxLength } from 'class-validator';

/** What the link of a digest carries. */
export class UnsubscribeQuery {
  /** @example "mX0Zb2x1cHRhcyBlc3QgdmVybyBxdWlkZW0gYXV0ZW0" */
  @MaxLength(200, { message: 'must have at most 200 characters' })
  @IsString({ message: 'must be given once' })
  token: string;
}

/** What has been done. */
export class UnsubscribedResponse {
  /** @example "You get no more of these mails." */
  message: string;
}
