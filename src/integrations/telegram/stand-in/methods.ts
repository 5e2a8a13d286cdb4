import { z } from 'zod';
import { ApiError, badRequest } from './api-error.js';
import { type Chat, messageOf, type Picture } from './chats.js';
import { blocked } from './faults.js';
import { parseHtml, type Piece, textOf } from './parse-html.js';
import { botOf, type StandInState } from './stand-in-state.js';

/** The parameters of a call: JSON's, or texts of a form. */
export type Parameters = Readonly<Record<string, unknown>>;

/** What a call of the API carries. */
export interface Call {
  readonly parameters: Parameters;
  readonly files: ReadonlyMap<string, Buffer>;
  /** Of the connection. */
  readonly signal: AbortSignal;
}

type Method = (state: StandInState, call: Call) => unknown;

const MAX_TEXT = 4_096;
const MAX_CAPTION = 1_024;
const MAX_PICTURE = 10_000_000;

const fromJson = (value: unknown): unknown => (typeof value === 'string' ? parsed(value) : value);
const polling = z.object({
  offset: z.coerce.number().int().default(0),
  limit: z.coerce.number().int().min(1).max(100).default(100),
  timeout: z.coerce.number().int().min(0).max(50).default(0),
  allowed_updates: z.preprocess(fromJson, z.array(z.string()).default([])),
});
const webhook = z.object({
  url: z.string().default(''),
  secret_token: z
    .string()
    .regex(/^[\w-]{1,256}$/)
    .optional(),
  allowed_updates: z.preprocess(fromJson, z.array(z.string()).default([])),
});
const commands = z.object({
  commands: z.preprocess(
    fromJson,
    z.array(
      z.object({ command: z.string().regex(/^[a-z0-9_]{1,32}$/), description: z.string().min(1).max(256) }),
    ),
  ),
  language_code: z.string().default(''),
});

/** Telegram's methods, as far as bots of ours call them. */
export const METHODS: Readonly<Record<string, Method>> = {
  getMe: (state) => botOf(state),
  sendMessage: (state, { parameters }) => {
    const pieces = piecesOf(parameters, 'text', MAX_TEXT);
    if (textOf(pieces).trim() === '') throw badRequest('message text is empty');
    return said(state, parameters, pieces);
  },
  sendPhoto: (state, { parameters, files }) =>
    said(state, parameters, piecesOf(parameters, 'caption', MAX_CAPTION), pictureOf(parameters, files)),
  getUpdates: ({ updates }, { parameters, signal }) => {
    const { offset, limit, timeout, allowed_updates: allowed } = read(polling, parameters);
    return updates.poll({ offset, limit, seconds: timeout, allowed }, signal);
  },
  setWebhook: ({ updates }, { parameters }) => {
    const { url, secret_token: secret, allowed_updates: allowed } = read(webhook, parameters);
    if (url === '') updates.deleteWebhook();
    else if (!URL.canParse(url)) throw badRequest('bad webhook: invalid webhook URL specified');
    else updates.setWebhook(url, secret, allowed);
    return true;
  },
  deleteWebhook: ({ updates }) => {
    updates.deleteWebhook();
    return true;
  },
  getWebhookInfo: ({ updates }) => ({
    url: updates.webhook?.url ?? '',
    has_custom_certificate: false,
    pending_update_count: updates.pendingCount,
  }),
  setMyCommands: (state, { parameters }) => {
    const { commands: given, language_code: language } = read(commands, parameters);
    state.commands.set(language, given);
    return true;
  },
};

function said(
  state: StandInState,
  parameters: Parameters,
  pieces: readonly Piece[],
  picture?: Picture,
): object {
  const chat = chatOf(state, parameters);
  if (chat.isBlocked) throw blocked();
  return messageOf(chat, state.chats.say(chat, 'bot', pieces, picture), botOf(state));
}

/** Unlike Telegram it takes everybody for somebody who has written to the bot, since it forgets them when it ends. */
function chatOf({ chats }: StandInState, { chat_id: given }: Parameters): Chat {
  const id = Number(given);
  if (!Number.isSafeInteger(id) || id < 1) throw badRequest('chat not found');
  return chats.with(id);
}

function piecesOf(parameters: Parameters, name: string, most: number): Piece[] {
  const given = parameters[name];
  const source = typeof given === 'string' ? given : '';
  const pieces =
    parameters['parse_mode'] === 'HTML' ? parseHtml(source) : [{ text: source, kinds: [], link: undefined }];
  if (textOf(pieces).length > most)
    throw badRequest(name === 'text' ? 'message is too long' : 'message caption is too long');
  return pieces;
}

function pictureOf({ photo }: Parameters, files: Call['files']): Picture {
  const name = typeof photo === 'string' ? photo.replace(/^attach:\/\//, '') : 'photo';
  const bytes = files.get(name) ?? files.get('photo');
  if (!bytes) throw badRequest('there is no photo in the request');
  if (bytes.length > MAX_PICTURE) throw new ApiError(413, 'Request Entity Too Large');
  const type = typeOf(bytes);
  if (type === undefined) throw badRequest('IMAGE_PROCESS_FAILED');
  return { bytes, type };
}

function typeOf(bytes: Buffer): string | undefined {
  if (bytes.subarray(0, 8).equals(Buffer.from('89504e470d0a1a0a', 'hex'))) return 'image/png';
  return bytes.subarray(0, 3).equals(Buffer.from('ffd8ff', 'hex')) ? 'image/jpeg' : undefined;
}

function read<T>(schema: z.ZodType<T>, parameters: Parameters): T {
  const { data, error } = schema.safeParse(parameters);
  if (error) throw badRequest(z.prettifyError(error));
  return data;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw badRequest("can't parse JSON object");
  }
}
