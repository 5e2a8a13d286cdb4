import { CreateCatalogue1764000000000 } from './1764000000000-create-catalogue.js';
import { CreateJobs1764000001000 } from './1764000001000-create-jobs.js';
import { CountTermsLater1764000002000 } from './1764000002000-count-terms-later.js';
import { CreateAccounts1764000003000 } from './1764000003000-create-accounts.js';
import { CreateProfiles1764000004000 } from './1764000004000-create-profiles.js';
import { CreateCommunity1764000005000 } from './1764000005000-create-community.js';
import { CreateComments1764000006000 } from './1764000006000-create-comments.js';
import { CreateNotifications1764000007000 } from './1764000007000-create-notifications.js';
import { MailNotifications1764000008000 } from './1764000008000-mail-notifications.js';
import { CreateIdempotency1764000009000 } from './1764000009000-create-idempotency.js';
import { CreateCarts1764000010000 } from './1764000010000-create-carts.js';
import { CreateOrders1764000011000 } from './1764000011000-create-orders.js';
import { CreatePayments1764000012000 } from './1764000012000-create-payments.js';
import { WithdrawNotifications1764000013000 } from './1764000013000-withdraw-notifications.js';
import { CreateTheatre1764000014000 } from './1764000014000-create-theatre.js';
import { CreateBooking1764000015000 } from './1764000015000-create-booking.js';
import { CreateConcessions1764000016000 } from './1764000016000-create-concessions.js';
import { CreateLoyalty1764000017000 } from './1764000017000-create-loyalty.js';
import { CreateDistribution1764000018000 } from './1764000018000-create-distribution.js';
import { CreateReports1764000019000 } from './1764000019000-create-reports.js';
import { CreateTelegram1764000020000 } from './1764000020000-create-telegram.js';
import { DeliverNotices1764000021000 } from './1764000021000-deliver-notices.js';
import { SumSalesDays1764000022000 } from './1764000022000-sum-sales-days.js';

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
  MailNotifications1764000008000,
  CreateIdempotency1764000009000,
  CreateCarts1764000010000,
  CreateOrders1764000011000,
  CreatePayments1764000012000,
  WithdrawNotifications1764000013000,
  CreateTheatre1764000014000,
  CreateBooking1764000015000,
  CreateConcessions1764000016000,
  CreateLoyalty1764000017000,
  CreateDistribution1764000018000,
  CreateReports1764000019000,
  CreateTelegram1764000020000,
  DeliverNotices1764000021000,
  SumSalesDays1764000022000,
];
