import { Controller, Get, Injectable, Module } from '@nestjs/common';
import { ApiExcludeController, type OpenAPIObject } from '@nestjs/swagger';
import { Roles } from '../auth/index.js';
import { NotFoundError } from '../errors/index.js';

/** Keeps the description once it has been made: it needs the finished application. */
@Injectable()
export class OpenApi {
  document: OpenAPIObject | undefined;
}

/** The description as a file, for moderators and higher ones. */
@ApiExcludeController()
@Roles('moderator')
@Controller()
class OpenApiController {
  constructor(private readonly openApi: OpenApi) {}

  @Get(['openapi', 'openapi.json'])
  get(): OpenAPIObject {
    if (!this.openApi.document) throw new NotFoundError('document', 'openapi.json');
    return this.openApi.document;
  }
}

@Module({ controllers: [OpenApiController], providers: [OpenApi], exports: [OpenApi] })
export class OpenApiModule {}
