export { type NoticeKind, noticeKind, noticeKinds, type NoticeTexts } from './notice-kind.js';
export { type Notice, Notices } from './notices.js';
export { NoticesModule } from './notices.module.js';
