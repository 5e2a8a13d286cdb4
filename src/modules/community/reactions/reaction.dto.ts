import { ApiProperty } from '@nestjs/swagger';
import { IsIn } from 'class-validator';
import { type Reaction, REACTIONS } from '../../catalogue/index.js';

/** What somebody thinks of a film. */
export class SaveReactionDto {
  @ApiProperty({ enum: REACTIONS, example: 'like' })
  @IsIn(REACTIONS, { message: `must be one of ${REACTIONS.join(', ')}` })
  value: Reaction;
}

/** Your reaction to a film. */
export class ReactionResponse {
  /** @example "0d8ae6b3-3b6f-4b8e-8f3c-2f9c8f1f6b11" */
  movie_uuid: string;
  @ApiProperty({ enum: REACTIONS, example: 'like' })
  value: Reaction;
}
