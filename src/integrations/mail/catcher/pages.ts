import type { FastifyInstance, FastifyReply } from 'fastify';
import { found } from './api.js';
import type { CaughtMails } from './caught-mails.js';
import type { MailDetail } from './caught-mail.js';
import { showableHtml } from './mail-html.js';
import { listPage, mailPage, STYLE } from './page-words.js';
import { detailOf, filesOf, headersOf } from './read-mail.js';

/** Pages have no script, so there is none to smuggle anything into. */
const PAGE_POLICY =
  "default-src 'none'; style-src 'self'; img-src data:; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
/** A mail shows pictures and its own styles, and opens links in new tabs. Nothing else, wherever it is opened. */
const MAIL_POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data: http: https:; form-action 'none'; frame-ancestors 'self'; sandbox allow-popups allow-popups-to-escape-sandbox";
const TABS = [
  { name: 'html', label: 'HTML' },
  { name: 'text', label: 'Plain text' },
  { name: 'headers', label: 'Headers' },
] as const;

const html = (reply: FastifyReply, policy: string, text: string): FastifyReply =>
  reply
    .headers({ 'content-security-policy': policy, 'cache-control': 'no-store' })
    .type('text/html')
    .send(text);

/** The pages for people: the list, a mail, and the mail's own HTML for the frame in it. */
export function addPages(server: FastifyInstance, mails: CaughtMails): void {
  server.get('/', (_request, reply) => html(reply, PAGE_POLICY, listPage(mails.list(0, 500))));
  server.get('/style.css', (_request, reply) => reply.type('text/css').send(STYLE));
  server.post('/delete', (_request, reply) => {
    mails.remove();
    return reply.redirect('/', 303);
  });

  server.get<{ Params: { id: string }; Querystring: { tab?: string } }>(
    '/mail/:id',
    async ({ params, query }, reply) => {
      const caught = found(mails, params.id);
      caught.read = true;
      const mail = await detailOf(caught);
      const tabs = TABS.filter(({ name }) => name !== 'html' || mail.HTML !== '');
      const tab = tabs.find(({ name }) => name === query.tab) ?? tabs[0];
      const text = tab?.name === 'headers' ? headerLines(await headersOf(caught)) : mail.Text;
      return html(
        reply,
        PAGE_POLICY,
        mailPage({
          mail,
          files: filesIn(mail),
          tabs: tabs.map((each) => ({ ...each, current: each === tab })),
          html: tab?.name === 'html',
          pieces: linkedPieces(text),
        }),
      );
    },
  );
  server.get<{ Params: { id: string } }>('/view/:id', async ({ params }, reply) => {
    const mail = found(mails, params.id);
    const [{ HTML }, files] = await Promise.all([detailOf(mail), filesOf(mail)]);
    return html(reply, MAIL_POLICY, showableHtml(HTML, files));
  });
}

function filesIn({ Attachments, Inline }: MailDetail) {
  return [...Attachments, ...Inline].map((file) => ({ ...file, FileName: file.FileName || 'unnamed' }));
}

function headerLines(headers: Record<string, string[]>): string {
  return Object.entries(headers)
    .flatMap(([name, values]) => values.map((value) => `${name}: ${value}\n`))
    .join('');
}

/** Text cut at its web addresses. */
function linkedPieces(text: string): { link: string | undefined; text: string }[] {
  return text.split(/(https?:\/\/[^\s<>"]+)/).map((piece, index) => ({
    link: index % 2 === 1 ? piece : undefined,
    text: piece,
  }));
}
