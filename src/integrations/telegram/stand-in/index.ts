export { TelegramControls } from './telegram-controls.js';
export { TelegramStandInError } from './stand-in-error.js';
export {
  startTelegramStandIn,
  type TelegramStandIn,
  type TelegramStandInOptions,
} from './telegram-stand-in.js';
