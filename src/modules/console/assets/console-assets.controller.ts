import { Controller, Get, Param, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { AlsoByCookie, Public, Roles } from '../../../platform/auth/index.js';
import { NotFoundError } from '../../../platform/errors/index.js';
import { type Asset, CONSOLE_ASSETS, FORM_ASSETS, textOf } from './console-assets.js';

/** Scripts, styles and pictures of the console, all of them from this server. */
@ApiExcludeController()
@Controller('docs')
export class ConsoleAssetsController {
  @Get('form/:file')
  @Public()
  form(@Param('file') file: string, @Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    return answer(FORM_ASSETS, file, reply);
  }

  @Get('assets/:file')
  @Roles('moderator')
  @AlsoByCookie()
  console(@Param('file') file: string, @Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    return answer(CONSOLE_ASSETS, file, reply);
  }
}

async function answer(
  assets: ReadonlyMap<string, Asset>,
  file: string,
  reply: FastifyReply,
): Promise<string> {
  const asset = assets.get(file);
  if (!asset) throw new NotFoundError('file', file.slice(0, 100));
  const text = await textOf(asset);
  reply.type(asset.type);
  return text;
}
