import { Controller, Get, HttpCode, Post, Query, Req, Res } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CurrentUser, type Principal, Roles } from '../../../platform/auth/index.js';
import { notFound, validationFailed } from '../../../platform/errors/index.js';
import { IdParam, malformed, tooLarge, unsupportedMedia } from '../../../platform/http/index.js';
import { readForm } from '../../../platform/http/upload.js';
import { ApiAnswer, ApiProblems } from '../../../platform/openapi/index.js';
import { ImportListQuery, ImportPage, ImportResponse, ImportUpload } from './import.dto.js';
import { ImportsService } from './imports.service.js';

/** Two or three million films. */
const FORM = { maxBytes: 1_000_000_000, fields: ['price_rule', 'mapping'] };

@ApiTags('Catalogue')
@Roles('moderator')
@Controller('catalogue/imports')
export class ImportsController {
  constructor(private readonly imports: ImportsService) {}

  @Post()
  @HttpCode(202)
  @ApiOperation({
    summary: 'Import films from a file',
    description:
      'The import is queued; `GET /catalogue/imports/{id}` tells how far it is. A film that is there already (name, year and time) gets the facts and relations that the file states, never its price. A bad row is reported with its line and does not stop the rest. The same file again changes nothing.',
  })
  @ApiConsumes('multipart/form-data')
  @ApiBody({ type: ImportUpload })
  @ApiAnswer(202, ImportResponse)
  @ApiProblems(validationFailed, malformed, tooLarge, unsupportedMedia)
  async create(
    @Req() request: FastifyRequest,
    @CurrentUser() editor: Principal,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ImportResponse> {
    const queued = await this.imports.queue((receive) => readForm(request, FORM, receive), editor.userId);
    reply.header('location', `/catalogue/imports/${queued.id}`);
    return queued;
  }

  @Get()
  @ApiOperation({
    summary: 'All imports',
    description: 'The newest first, unless `sort` says otherwise (`created_at`, `id`).',
  })
  @ApiAnswer(200, ImportPage)
  @ApiProblems(validationFailed)
  list(@Query() query: ImportListQuery, @Req() request: FastifyRequest): Promise<ImportPage> {
    return this.imports.list(query, request.url);
  }

  @Get(':id')
  @ApiOperation({ summary: 'An import, and how far it is' })
  @ApiAnswer(200, ImportResponse)
  @ApiProblems(validationFailed, notFound)
  get(@IdParam() id: number): Promise<ImportResponse> {
    return this.imports.get(id);
  }
}
