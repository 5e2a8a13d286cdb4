import { Controller, Get, Header, UseFilters } from '@nestjs/common';
import { ApiExcludeController, type OpenAPIObject } from '@nestjs/swagger';
import { AlsoByCookie, Roles } from '../../../platform/auth/index.js';
import { NotFoundError } from '../../../platform/errors/index.js';
import { OpenApi } from '../../../platform/openapi/index.js';
import { ConsolePageFilter } from './console-page.filter.js';
import { REDOC_PAGE, REDOC_POLICY, SWAGGER_PAGE, SWAGGER_POLICY } from './console-pages.js';

/** The description of the API, to try out, to read, and for programs. */
@ApiExcludeController()
@Roles('moderator')
@AlsoByCookie()
@UseFilters(ConsolePageFilter)
@Controller()
export class ConsolePagesController {
  constructor(private readonly openApi: OpenApi) {}

  @Get('docs')
  @Header('content-type', 'text/html; charset=utf-8')
  @Header('content-security-policy', SWAGGER_POLICY)
  @Header('cache-control', 'no-store')
  swagger(): string {
    return SWAGGER_PAGE;
  }

  @Get('redoc')
  @Header('content-type', 'text/html; charset=utf-8')
  @Header('content-security-policy', REDOC_POLICY)
  @Header('cache-control', 'no-store')
  redoc(): string {
    return REDOC_PAGE;
  }

  @Get(['openapi', 'openapi.json'])
  @Header('cache-control', 'no-store')
  document(): OpenAPIObject {
    if (!this.openApi.document) throw new NotFoundError('document', 'openapi.json');
    return this.openApi.document;
  }
}
