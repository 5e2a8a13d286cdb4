import { Controller, Get, Header } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import { ApiExcludeController } from '@nestjs/swagger';
import { Public } from '../../../platform/auth/index.js';
import { CodeParam } from './code-parameter.js';
import { groupedCode } from './ticket-code.js';

/** Where mails about tickets lead to. It tells nothing that strangers may not know. */
@ApiExcludeController()
@Public()
@Controller('app/tickets')
export class TicketPageController {
  @RouteConfig({ hasSecretPath: true })
  @Get(':code')
  @Header('content-type', 'text/html; charset=utf-8')
  @Header('referrer-policy', 'no-referrer')
  page(@CodeParam() code: string): string {
    const title = `Ticket ${groupedCode(code)}`;
    return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<title>${title}</title>
</head>
<body>
<h1>${title}</h1>
<p>Show the file that came with the mail at the door, or see the ticket where you bought it. Programs find it at <code>/tickets/${code}</code>, with your access token.</p>
<p><a href="/app/">Online Cinema</a></p>
</body>
</html>
`;
  }
}
