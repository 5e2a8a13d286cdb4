import { Injectable, Module } from '@nestjs/common';
import type { OpenAPIObject } from '@nestjs/swagger';

/** Keeps the description once it has been made: it needs the finished application. */
@Injectable()
export class OpenApi {
  document: OpenAPIObject | undefined;
}

@Module({ providers: [OpenApi], exports: [OpenApi] })
export class OpenApiModule {}
