import { Module } from '@nestjs/common';
import { APP_FILTER, APP_PIPE } from '@nestjs/core';
import { ProblemFilter } from './problem.filter.js';
import { ProblemsController } from './problems.controller.js';
import { DtoValidationPipe } from './validation.pipe.js';

@Module({
  controllers: [ProblemsController],
  providers: [
    { provide: APP_PIPE, useClass: DtoValidationPipe },
    { provide: APP_FILTER, useClass: ProblemFilter },
  ],
})
export class HttpModule {}
