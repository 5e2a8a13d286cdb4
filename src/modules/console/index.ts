/**
 * The console: the API in a browser, for moderators and administrators. Owns no data; its sessions are those of accounts.
 * Invariants: its cookie opens the routes of this folder and nothing else; it asks no other server for anything.
 */
export { ConsoleModule } from './console.module.js';
