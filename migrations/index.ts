import { CreateCatalogue1764000000000 } from './1764000000000-create-catalogue.js';
import { CreateJobs1764000001000 } from './1764000001000-create-jobs.js';
import { CountTermsLater1764000002000 } from './1764000002000-count-terms-later.js';

/** Every change of the schema, oldest first. */
export const migrations = [
  CreateCatalogue1764000000000,
  CreateJobs1764000001000,
  CountTermsLater1764000002000,
];
