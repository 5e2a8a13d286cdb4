/** The words of one kind of mail. All but `example` are Handlebars; see `handlebars.ts` for the helpers. */
export interface MailWords<Data extends object> {
  readonly subject: string;
  /** What lists of mails show beside the subject. */
  readonly preheader: string;
  /** Ends the sentence "You receive this mail because …". */
  readonly reason: string;
  /** What stands between the head and the foot of the layout. */
  readonly html: string;
  /** The same for those who read plain text. */
  readonly text: string;
  /** Data to show the mail with; tests put hostile texts in its place. */
  readonly example: Data;
}

/** One kind of mail. `Data` is what it needs to know, and must survive JSON. */
export interface MailTemplate<Data extends object> extends MailWords<Data> {
  readonly name: string;
}

const templates = new Map<string, MailTemplate<object>>();

/**
 * Declares a kind of mail. One file per kind, `<name>.mail.ts`, in the context that sends it: whoever can name the
 * template can send it, and the compiler knows its data.
 * @throws Error when the name is taken: it is how a job that waits in the outbox finds the template again
 */
export function mailTemplate<Data extends object>(name: string, words: MailWords<Data>): MailTemplate<Data> {
  if (templates.has(name)) throw new Error(`The mail template "${name}" is declared twice.`);
  const template: MailTemplate<Data> = Object.freeze({ name, ...words });
  templates.set(name, template);
  return template;
}

/** All declared templates, by name. */
export function mailTemplates(): ReadonlyMap<string, MailTemplate<object>> {
  return templates;
}
