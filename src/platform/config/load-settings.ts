import { existsSync } from 'node:fs';
import { parseSettings, type Settings } from './settings.js';

/**
 * Reads `.env` (where there is one; the environment wins over it) and the environment.
 * @throws SettingsError naming every wrong setting at once.
 */
export function loadSettings(): Settings {
  if (existsSync('.env')) process.loadEnvFile('.env');
  return parseSettings(process.env);
}
