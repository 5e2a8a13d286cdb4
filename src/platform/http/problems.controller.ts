import { Controller, Get, Param } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Public } from '../auth/index.js';
import { NotFoundError, type ProblemType, problemTypes, statusOf } from '../errors/index.js';
import { ProblemTypeResponse } from './problem-type.dto.js';

/** What the `type` of a problem document leads to. */
@ApiTags('Platform')
@Public()
@Controller('problems')
export class ProblemsController {
  @Get()
  @ApiOperation({ summary: 'All problems that an answer can name' })
  list(): ProblemTypeResponse[] {
    return [...problemTypes().values()].map(toResponse).sort((a, b) => a.slug.localeCompare(b.slug));
  }

  @Get(':slug')
  @ApiOperation({ summary: 'What a problem means and what to do about it' })
  get(@Param('slug') slug: string): ProblemTypeResponse {
    const type = problemTypes().get(slug);
    if (!type) throw new NotFoundError('problem', slug);
    return toResponse(type);
  }
}

function toResponse(type: ProblemType): ProblemTypeResponse {
  return {
    type: `/problems/${type.slug}`,
    slug: type.slug,
    title: type.title,
    status: statusOf(type),
    explanation: type.explanation,
    example: type.example,
  };
}
