import { CreateCatalogue1764000000000 } from './1764000000000-create-catalogue.js';

/** Every change of the schema, oldest first. */
export const migrations = [CreateCatalogue1764000000000];
