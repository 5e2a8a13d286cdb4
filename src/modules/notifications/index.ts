/**
 * Notifications: what people are told, in the application.
 * Invariants: nobody is told of their own doing; an account has at most one unread notification of a kind about one thing.
 * Contexts declare kinds (`noticeKind`) and tell (`Notices`) through the platform; nobody imports this one.
 */
export { NotificationsModule } from './notifications.module.js';
