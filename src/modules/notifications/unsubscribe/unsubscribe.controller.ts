import { Controller, Get, Headers, HttpCode, Post, Query, Res } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import { RouteConfig } from '@nestjs/platform-fastify';
import type { FastifyReply } from 'fastify';
import { Public } from '../../../platform/auth/index.js';
import { validationFailed } from '../../../platform/errors/index.js';
import { ApiAnswer, ApiProblems } from '../../../platform/openapi/index.js';
import { FIELD, OneClick, VALUE } from './one-click.js';
import { invalidUnsubscribeLink, InvalidUnsubscribeLinkError } from './unsubscribe.errors.js';
import { UnsubscribedResponse, UnsubscribeQuery } from './unsubscribe.dto.js';
import { UnsubscribeLinks } from './unsubscribe-links.js';
import { answerPage, ASK_PAGE, PAGE_POLICY } from './unsubscribe-page.js';
import { UnsubscribeService } from './unsubscribe.service.js';

const DONE = 'You get no more of these mails.';

@ApiTags('Community')
@Public()
@Controller('notifications/unsubscribe')
export class UnsubscribeController {
  constructor(
    private readonly service: UnsubscribeService,
    private readonly links: UnsubscribeLinks,
  ) {}

  @Get()
  @ApiOperation({
    summary: 'The page behind the link of a digest',
    description:
      'Asks, with a button that posts to the same address. It changes nothing: programs that look at mails follow links, too.',
  })
  @ApiProduces('text/html')
  @ApiOkResponse({ description: 'A page.', schema: { type: 'string', example: '<!doctype html>…' } })
  @ApiProblems(validationFailed, invalidUnsubscribeLink)
  ask(
    @Query() { token }: UnsubscribeQuery,
    @Headers('accept') accept: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    return inBrowser(accept, reply, async () => {
      await this.links.ownerOf(token);
      asPage(reply);
      return ASK_PAGE;
    });
  }

  @Post()
  @HttpCode(200)
  @RouteConfig({ takesForms: true })
  @ApiOperation({
    summary: 'Unsubscribe from digests with one click',
    description:
      'For the programs that show mails (RFC 8058), and for the page: no sign-in, the link is enough. Ends the mails of all kinds until you ask for one again in your preferences; twice does no harm. Browsers are shown a page, programs get JSON.',
  })
  @ApiConsumes('application/x-www-form-urlencoded', 'multipart/form-data')
  @ApiBody({
    schema: {
      type: 'object',
      required: [FIELD],
      properties: { [FIELD]: { type: 'string', enum: [VALUE], example: VALUE } },
    },
  })
  @ApiAnswer(200, UnsubscribedResponse)
  @ApiProblems(validationFailed, invalidUnsubscribeLink)
  async unsubscribe(
    @Query() { token }: UnsubscribeQuery,
    @OneClick() _pressed: true,
    @Headers('accept') accept: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<UnsubscribedResponse | string> {
    return inBrowser(accept, reply, async () => {
      await this.service.unsubscribe(token);
      if (!isBrowser(accept)) return { message: DONE };
      asPage(reply);
      return answerPage('Unsubscribed', DONE);
    });
  }
}

function isBrowser(accept: string | undefined): boolean {
  return accept?.includes('text/html') ?? false;
}

function asPage(reply: FastifyReply): void {
  reply.type('text/html; charset=utf-8').header('content-security-policy', PAGE_POLICY);
}

/** Tells people of a wrong link on a page. */
async function inBrowser<T>(
  accept: string | undefined,
  reply: FastifyReply,
  work: () => Promise<T>,
): Promise<T | string> {
  reply.header('cache-control', 'no-store');
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof InvalidUnsubscribeLinkError) || !isBrowser(accept)) throw error;
    reply.status(400);
    asPage(reply);
    return answerPage(invalidUnsubscribeLink.title, invalidUnsubscribeLink.example);
  }
}
