import { Injectable } from '@nestjs/common';

/** The time of day as a dependency, so that tests can set it. Whatever depends on "now" asks here or takes a parameter. */
@Injectable()
export class Clock {
  now(): Date {
    return new Date();
  }
}
