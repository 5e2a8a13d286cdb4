import { Controller, Get, Header, Redirect } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Public } from '../../platform/auth/index.js';
import { IdParam } from '../../platform/http/index.js';

const page = (title: string, content: string): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<title>${title}</title>
</head>
<body>
<h1>${title}</h1>
${content}
</body>
</html>
`;

const LANDING = page(
  'Online Cinema',
  `<p>The cinema is open to programs: front ends and partners use its API, for example <a href="/movies">the films</a>.</p>
<ul>
<li><a href="/app/reset-password">Choose a new password</a></li>
<li><a href="/docs/">Console for moderators and administrators</a></li>
</ul>`,
);

/** Where people arrive who open the server in a browser. */
@ApiExcludeController()
@Public()
@Controller()
export class PagesController {
  @Get()
  @Redirect('/app/', 302)
  root(): void {
    // The redirection is the answer.
  }

  @Get('app')
  @Header('content-type', 'text/html; charset=utf-8')
  landing(): string {
    return LANDING;
  }

  /** Where mails about orders lead to. It tells nothing that strangers may not know. */
  @Get('app/orders/:id')
  @Header('content-type', 'text/html; charset=utf-8')
  order(@IdParam() id: number): string {
    return page(
      `Order ${id}`,
      `<p>See it where you bought it. Programs find it at <code>/orders/${id}</code>, with your access token.</p>
<p><a href="/app/">Online Cinema</a></p>`,
    );
  }
}
