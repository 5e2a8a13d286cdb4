import type { INestApplicationContext } from '@nestjs/common';
import { DemoAccountsService } from '../modules/accounts/index.js';
import { DemoFilmsService } from '../modules/catalogue/index.js';
import { DemoMenuService } from '../modules/concessions/index.js';
import { DemoContractsService } from '../modules/distribution/index.js';
import { DemoTheatreService } from '../modules/theatre/index.js';

/** Fills empty contexts of the default start with something to look at. Never runs in production. */
export async function fillWithDemoData(app: INestApplicationContext): Promise<void> {
  await app.get(DemoAccountsService, { strict: false }).enter();
  await app.get(DemoFilmsService, { strict: false }).fill();
  await app.get(DemoTheatreService, { strict: false }).fill();
  await app.get(DemoMenuService, { strict: false }).fill();
  await app.get(DemoContractsService, { strict: false }).fill();
}
