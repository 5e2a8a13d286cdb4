/**
 * Notifications: what people are told, in the application and by a mail that collects it.
 * Invariants: nobody is told of their own doing; an account has at most one unread notification of a kind about one thing;
 * what is to be mailed is mailed once or read before, at most one mail an hour; who unsubscribed is mailed nothing.
 * Contexts declare kinds (`noticeKind`) and tell (`Notices`) through the platform; nobody imports this one.
 */
export { NotificationsModule } from './notifications.module.js';
