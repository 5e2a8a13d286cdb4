/** What mails about an order show of it; amounts in words, such as "9.99 USD". */
export interface OrderMailData {
  order_id: number;
  /** The title says how many, where there are several. */
  lines: { title: string; amount: string }[];
  total: string;
  /** Where the order can be seen. */
  link: string;
}

/** The lines of an order in a mail, as HTML and as text. */
export const LINES_HTML = `<ul>
{{#each lines}}<li>{{title}}: {{amount}}</li>
{{/each}}</ul>`;
export const LINES_TEXT = `{{#each lines}}- {{title}}: {{amount}}
{{/each}}`;

export const EXAMPLE: OrderMailData = {
  order_id: 1042,
  lines: [
    { title: 'Heat (1995)', amount: '9.99 USD' },
    { title: 'Ronin (1998)', amount: '7.99 USD' },
  ],
  total: '17.98 USD',
  link: 'https://cinema.example/app/orders/1042',
};
