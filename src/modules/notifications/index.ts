/**
 * Notifications: what people are told, in the application, by a mail that collects it, and by Telegram.
 * Invariants: nobody is told of their own doing; an account has at most one unread notification of a kind about one thing;
 * what is to be mailed is mailed once or read before, at most one mail an hour; who unsubscribed is mailed nothing but what has
 * to be said; a Telegram message is sent once, to a chat that is linked, and not in quiet hours unless it is urgent.
 * Contexts declare kinds (`noticeKind`) and tell (`Notices`) through the platform; nobody imports this one.
 */
export { NotificationsModule } from './notifications.module.js';
