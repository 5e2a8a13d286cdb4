export { discover, discoverOne } from './discover.js';
