import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { ApiError, badRequest } from './api-error.js';
import type { Chat } from './chats.js';
import { chatFacts, personIdIn, saidFacts, sayingIn, setBlocked, speak } from './conversation.js';
import { chatPage, indexPage, messagesPage, STYLE } from './page-words.js';
import type { StandInState } from './stand-in-state.js';

type ChatRequest = FastifyRequest<{ Params: { id: string } }>;

const FIRST_PERSON = 1_000;

/** The pages for people, and the same as JSON for programs: a list of chats, and each chat. */
export function addPages(server: FastifyInstance, state: StandInState): void {
  const { chats } = state;
  const facts = (code = ''): object => ({
    botName: state.botName,
    deepLink: code === '' ? '' : `https://t.me/${state.botName}?start=${code}`,
    tgId: FIRST_PERSON + chats.list().length + 1,
    chats: chats.list().map(rowOf),
  });
  server.get('/', (_request, reply) => html(reply, indexPage(facts())));
  server.get<{ Querystring: { start?: string } }>(`/${state.botName}`, ({ query }, reply) =>
    html(reply, indexPage(facts(query.start))),
  );
  server.get('/style.css', (_request, reply) => reply.type('text/css').send(STYLE));
  server.post('/open', (request, reply) => {
    const { link, tg_id: given, ...told } = fieldsOf(request);
    const id = personIdIn(given);
    speak(state, id, sayingIn({ ...told, text: `/start ${codeIn(link)}`.trim() }));
    return reply.redirect(`/chats/${id}`, 303);
  });
  server.get('/chats', () => ({ chats: chats.list().map(chatFacts) }));
  addChatPages(server, state);
}

function addChatPages(server: FastifyInstance, state: StandInState): void {
  const { chats, commands } = state;
  const known = (request: ChatRequest): Chat => {
    const id = personIdIn(request.params.id);
    return chats.find(id) ?? chats.with(id);
  };
  server.get('/chats/:id', (request: ChatRequest, reply) => {
    const menu = commands.get('') ?? [];
    return html(reply, chatPage({ ...rowOf(known(request)), botName: state.botName, menu }));
  });
  server.get('/chats/:id/view', (request: ChatRequest, reply) =>
    html(reply, messagesPage(rowOf(known(request))), "'self'"),
  );
  server.get('/chats/:id/messages', (request: ChatRequest) => chatFacts(known(request)));
  server.post('/chats/:id/messages', (request: ChatRequest, reply) => {
    const id = personIdIn(request.params.id);
    const { said, update } = speak(state, id, sayingIn(fieldsOf(request)));
    if (isForm(request)) return reply.redirect(`/chats/${id}`, 303);
    return reply.code(201).send({ ...saidFacts(id, said), update_id: update.update_id });
  });
  for (const [path, isBlocked] of [
    ['block', true],
    ['unblock', false],
  ] as const) {
    server.post(`/chats/:id/${path}`, (request: ChatRequest, reply) => {
      const id = personIdIn(request.params.id);
      setBlocked(state, id, isBlocked);
      return isForm(request) ? reply.redirect(`/chats/${id}`, 303) : reply.send({ is_blocked: isBlocked });
    });
  }
  server.get<{ Params: { id: string; message: string } }>(
    '/chats/:id/photos/:message',
    ({ params }, reply) => {
      const chat = chats.find(personIdIn(params.id));
      const picture = chat?.messages.find(({ id }) => String(id) === params.message)?.picture;
      if (!picture) throw new ApiError(404, 'Not Found');
      return reply.type(picture.type).send(picture.bytes);
    },
  );
}

function rowOf({ person, isBlocked, messages }: Chat) {
  return {
    id: person.id,
    name: person.first_name,
    username: person.username,
    language: person.language_code,
    isBlocked,
    messages: messages.toReversed().map((said) => ({
      isBot: said.by === 'bot',
      time: new Date(said.date * 1_000).toISOString().slice(11, 19),
      photo: said.picture ? `/chats/${person.id}/photos/${said.id}` : undefined,
      pieces: said.pieces.map(({ text, kinds, link }) => ({
        text,
        link: link !== undefined && /^https?:\/\//.test(link) ? link : undefined,
        isBold: kinds.includes('bold'),
        isCode: kinds.includes('code') || kinds.includes('pre'),
      })),
    })),
  };
}

/** The code of a deep link, or what was given if it is none. */
function codeIn(given: unknown): string {
  const link = typeof given === 'string' ? given : '';
  const code = URL.canParse(link.trim()) ? new URL(link.trim()).searchParams.get('start') : link.trim();
  if (code === null || !/^[\w-]{0,64}$/.test(code)) throw badRequest('this is no deep link of the bot');
  return code;
}

function isForm({ headers }: FastifyRequest): boolean {
  return headers['content-type']?.startsWith('application/x-www-form-urlencoded') ?? false;
}

function fieldsOf(request: FastifyRequest): Record<string, unknown> {
  const body = typeof request.body === 'string' ? request.body : '';
  if (isForm(request)) return Object.fromEntries(new URLSearchParams(body));
  try {
    const json: unknown = JSON.parse(body);
    if (typeof json === 'object' && json !== null) return json as Record<string, unknown>;
  } catch {
    // Said below.
  }
  throw badRequest("can't parse JSON object");
}

function html(reply: FastifyReply, text: string, ancestors = "'none'"): FastifyReply {
  return reply
    .headers({
      'content-security-policy': `default-src 'none'; style-src 'self'; img-src 'self' data:; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors ${ancestors}`,
      'cache-control': 'no-store',
    })
    .type('text/html; charset=utf-8')
    .send(text);
}
