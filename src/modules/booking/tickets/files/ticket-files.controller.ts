import { Controller, Get, Res } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import { ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { CurrentUser, type Principal, Roles } from '../../../../platform/auth/index.js';
import { notFound, validationFailed } from '../../../../platform/errors/index.js';
import { ApiProblems } from '../../../../platform/openapi/index.js';
import { CodeParam } from '../code-parameter.js';
import { TicketAccess } from '../reading/ticket-access.service.js';
import { ticketRefunded } from '../ticket.errors.js';
import { TicketSigner } from '../ticket-signer.js';
import { TicketFiles } from './ticket-files.service.js';
import { qrPng, qrSvg } from './ticket-picture.js';

const FILE = { description: 'Done.', schema: { type: 'string', format: 'binary' } } as const;
const DESCRIPTION = 'For its holder; cashiers may load any, to print it.';

@ApiTags('Tickets')
@Roles('user')
@ApiProblems(validationFailed, notFound, ticketRefunded)
@Controller('tickets')
export class TicketFilesController {
  constructor(
    private readonly access: TicketAccess,
    private readonly files: TicketFiles,
    private readonly signer: TicketSigner,
  ) {}

  @RouteConfig({ hasSecretPath: true })
  @Get(':code/qr.png')
  @ApiOperation({ summary: 'The QR of a ticket as PNG', description: DESCRIPTION })
  @ApiProduces('image/png')
  @ApiOkResponse(FILE)
  async png(
    @CodeParam() code: string,
    @CurrentUser() user: Principal,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const picture = await qrPng(this.signer.qrOf(await this.access.findLiving(code, user)));
    await send(reply, `ticket-${code}.png`, 'image/png', picture);
  }

  @RouteConfig({ hasSecretPath: true })
  @Get(':code/qr.svg')
  @ApiOperation({ summary: 'The QR of a ticket as SVG', description: DESCRIPTION })
  @ApiProduces('image/svg+xml')
  @ApiOkResponse(FILE)
  async svg(
    @CodeParam() code: string,
    @CurrentUser() user: Principal,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const picture = await qrSvg(this.signer.qrOf(await this.access.findLiving(code, user)));
    await send(reply, `ticket-${code}.svg`, 'image/svg+xml', picture);
  }

  @RouteConfig({ hasSecretPath: true })
  @Get(':code.pdf')
  @ApiOperation({
    summary: 'A ticket to print',
    description: `One page of the size A6, which prints well on A4, too. ${DESCRIPTION}`,
  })
  @ApiProduces('application/pdf')
  @ApiOkResponse(FILE)
  async pdf(
    @CodeParam() code: string,
    @CurrentUser() user: Principal,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const page = await this.files.pdf([await this.access.findLiving(code, user)]);
    await send(reply, `ticket-${code}.pdf`, 'application/pdf', page);
  }

  @RouteConfig({ hasSecretPath: true })
  @Get(':code.ics')
  @ApiOperation({ summary: 'A ticket for calendars', description: DESCRIPTION })
  @ApiProduces('text/calendar')
  @ApiOkResponse(FILE)
  async calendar(
    @CodeParam() code: string,
    @CurrentUser() user: Principal,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const entry = this.files.calendar([await this.access.findLiving(code, user)]);
    await send(reply, `ticket-${code}.ics`, 'text/calendar; charset=utf-8', entry, 'attachment');
  }
}

/** Nobody between us and the holder keeps the file: whoever has the QR is let in. */
async function send(
  reply: FastifyReply,
  name: string,
  contentType: string,
  content: Buffer | string,
  disposition: 'inline' | 'attachment' = 'inline',
): Promise<void> {
  await reply
    .headers({
      'content-type': contentType,
      'content-disposition': `${disposition}; filename="${name}"`,
      'cache-control': 'private, no-store',
      'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'",
      'x-content-type-options': 'nosniff',
    })
    .send(content);
}
