import { applyDecorators, createParamDecorator, type ExecutionContext, type Type } from '@nestjs/common';
import { ApiBody } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { DtoValidationPipe } from './validation.pipe.js';

const pipe = new DtoValidationPipe();

/** The body of a request that may have none, checked against its DTO like any other. */
export const OptionalBody = (dto: Type): ParameterDecorator =>
  createParamDecorator((_: unknown, context: ExecutionContext) =>
    pipe.transform(context.switchToHttp().getRequest<FastifyRequest>().body ?? {}, {
      type: 'body',
      metatype: dto,
    }),
  )();

/** Says so in the documentation. */
export const ApiOptionalBody = (dto: Type): MethodDecorator =>
  applyDecorators(ApiBody({ type: dto, required: false }));
