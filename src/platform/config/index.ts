export { ConfigModule, InjectSettings, SETTINGS } from './config.module.js';
export { loadSettings } from './load-settings.js';
export { parseSettings, type Settings, SettingsError } from './settings.js';
