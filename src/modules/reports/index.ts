/**
 * Reports: figures that people want to read, on the screen and as files. Reads the tables of all other contexts and changes none
 * of them; nobody imports it.
 */
export { ReportsModule } from './reports.module.js';
