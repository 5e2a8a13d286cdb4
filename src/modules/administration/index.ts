/**
 * Administration: what administrators see and do across the contexts. It owns no tables: changes go through the services of
 * the context that a thing belongs to, only its lists are read here. Everything that is done is in the audit log.
 */
export { AdministrationModule } from './administration.module.js';
