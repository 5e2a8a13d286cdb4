import { Controller, Get, Header } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Public } from '../../../platform/auth/index.js';
import { RESET_PAGE, RESET_PAGE_POLICY, RESET_SCRIPT } from './reset-page.js';

/** Where the link of a reset mail leads. */
@ApiExcludeController()
@Public()
@Controller('app')
export class ResetPageController {
  @Get('reset-password')
  @Header('content-type', 'text/html; charset=utf-8')
  @Header('content-security-policy', RESET_PAGE_POLICY)
  @Header('cache-control', 'no-store')
  page(): string {
    return RESET_PAGE;
  }

  @Get('reset-password.js')
  @Header('content-type', 'text/javascript; charset=utf-8')
  script(): string {
    return RESET_SCRIPT;
  }
}
