/** Pages for people who open the server in a browser. Owns no data. */
export { PagesModule } from './pages.module.js';
