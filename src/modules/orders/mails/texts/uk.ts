import type { OrderTexts } from '../order-news.js';

const NEWS = {
  paid: 'оплачено',
  canceled: 'скасовано',
  refunded: 'повернено',
  declined: 'не вдалося оплатити',
  returned: 'отримало кошти, які повертаються вам',
} as const;

export const uk: OrderTexts = {
  title: (_who, { order, news }) => `Ваше замовлення ${order} ${NEWS[news]}`,
  body: ({ amount }) => amount,
};
