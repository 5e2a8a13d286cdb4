import { CreateCatalogue1764000000000 } from './1764000000000-create-catalogue.js';
import { CreateJobs1764000001000 } from './1764000001000-create-jobs.js';
import { CountTermsLater1764000002000 } from './1764000002000-count-terms-later.js';
import { CreateAccounts1764000003000 } from './1764000003000-create-accounts.js';
import { CreateProfiles1764000004000 } from './1764000004000-create-profiles.js';
import { CreateCommunity1764000005000 } from './1764000005000-create-community.js';
import { CreateComments1764000006000 } from './1764000006000-create-comments.js';
import { CreateNotifications1764000007000 } from './1764000007000-create-notifications.js';

/** Every change of the schema, oldest first. */
export const migrations = [
  CreateCatalogue1764000000000,
  CreateJobs1764000001000,
  CountTermsLater1764000002000,
  CreateAccounts1764000003000,
  CreateProfiles1764000004000,
  CreateCommunity1764000005000,
  CreateComments1764000006000,
  CreateNotifications1764000007000,
];
