import { Module } from '@nestjs/common';
import { APP_PIPE } from '@nestjs/core';
import { ProblemsController } from './problems.controller.js';
import { DtoValidationPipe } from './validation.pipe.js';

@Module({
  controllers: [ProblemsController],
  providers: [{ provide: APP_PIPE, useClass: DtoValidationPipe }],
})
export class HttpModule {}
