/** What somebody wants of the bot. */
export type Command =
  | { readonly name: 'start'; readonly code: string | undefined }
  | { readonly name: 'language'; readonly language: string | undefined }
  | { readonly name: 'tickets' | 'next' | 'stop' | 'help' };

const COMMAND = /^\/([a-z]+)(?:_([a-z]+))?(?:@\w+)?(?:\s+([^\s]+))?\s*$/i;

/** What a text asks for; everything that is no command asks for help. */
export function commandIn(text: string): Command {
  const [, name, suffix, word] = COMMAND.exec(text.trim()) ?? [];
  switch (name?.toLowerCase()) {
    case 'start':
      return { name: 'start', code: word };
    case 'language':
      return { name: 'language', language: (suffix ?? word)?.toLowerCase() };
    case 'tickets':
      return { name: 'tickets' };
    case 'next':
      return { name: 'next' };
    case 'stop':
      return { name: 'stop' };
    default:
      return { name: 'help' };
  }
}
