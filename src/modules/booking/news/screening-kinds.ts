import { noticeKind } from '../../../platform/notices/index.js';
import type { CanceledFacts, ChangedFacts, ReminderFacts } from './screening-notices.js';
import { en } from './texts/en.js';
import { uk } from './texts/uk.js';
import { isSoon } from './told-times.js';

export const screeningCanceledNotice = noticeKind<CanceledFacts>('screening-canceled', {
  label: 'Screenings you have seats of that are canceled',
  ...en.canceled,
  uk: uk.canceled,
  mailed: 'as-it-happens',
  telegram: true,
  urgent: isSoon,
});

export const screeningChangedNotice = noticeKind<ChangedFacts>('screening-changed', {
  label: 'Screenings you have seats of that change',
  ...en.changed,
  uk: uk.changed,
  telegram: true,
  urgent: isSoon,
});

export const ticketReminder = noticeKind<ReminderFacts>('ticket-reminder', {
  label: 'Screenings you have tickets for that begin soon',
  ...en.reminder,
  uk: uk.reminder,
  mailed: false,
  telegram: true,
  urgent: true,
  usefulUntil: ({ starts_at: startsAt }) => new Date(startsAt),
});
