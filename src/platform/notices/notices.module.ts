import { Global, Module } from '@nestjs/common';
import { Notices } from './notices.js';

/** For every context in which something happens to people. Needs jobs, and somebody who handles `notify`. */
@Global()
@Module({ providers: [Notices], exports: [Notices] })
export class NoticesModule {}
