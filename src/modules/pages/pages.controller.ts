import { Controller, Get, Header, Redirect } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Public } from '../../platform/auth/index.js';

const LANDING = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<title>Online Cinema</title>
</head>
<body>
<h1>Online Cinema</h1>
<p>The cinema is open to programs: front ends and partners use its API, for example <a href="/movies">the films</a>.</p>
<ul>
<li><a href="/app/reset-password">Choose a new password</a></li>
<li><a href="/docs/">Console for moderators and administrators</a></li>
</ul>
</body>
</html>
`;

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
}
