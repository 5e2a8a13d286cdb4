import type { INestApplicationContext } from '@nestjs/common';
import { FirstAdminService } from '../modules/accounts/index.js';
import { type Settings, SettingsError } from '../platform/config/index.js';
import { InvalidFieldsError } from '../platform/errors/index.js';

/**
 * Enters the administrator of the settings, if no account has the e-mail.
 * @throws SettingsError naming what is wrong with e-mail or password
 */
export async function ensureAdmin(app: INestApplicationContext, { admin }: Settings): Promise<void> {
  if (!admin) return;
  try {
    await app.get(FirstAdminService, { strict: false }).ensure(admin);
  } catch (error) {
    if (!(error instanceof InvalidFieldsError)) throw error;
    throw new SettingsError(
      error.errors.map(({ field, message }) => `ADMIN_${field.toUpperCase()}: ${message}`),
    );
  }
}
