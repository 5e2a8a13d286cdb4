import type { OrderTexts } from '../order-news.js';

const NEWS = {
  paid: 'is paid',
  canceled: 'was canceled',
  refunded: 'was refunded',
  declined: 'could not be paid',
  returned: 'got money that goes back to you',
} as const;

export const en: OrderTexts = {
  title: (_who, { order, news }) => `Your order ${order} ${NEWS[news]}`,
  body: ({ amount }) => amount,
};
