import Handlebars from 'handlebars';

/** Turns data into words. */
export type Render = (data: unknown) => string;

const FORMAT = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' });

const plainHelpers = {
  /** `{{count hours "hour"}}`: 1 hour, 24 hours */
  count: (amount: number, noun: string) => `${amount.toLocaleString('en')} ${noun}${amount === 1 ? '' : 's'}`,
  /** `{{moment when}}`: a time of ISO 8601 for people */
  moment: (when: string) => `${FORMAT.format(new Date(when))} UTC`,
};

const html = Handlebars.create();
html.registerHelper({
  ...plainHelpers,
  /** `{{web link}}`: an address for `href`. What could end the attribute is percent-encoded in a URL, but for these two. */
  web: (link: string) =>
    new Handlebars.SafeString(webAddress(link).replaceAll('&', '&amp;').replaceAll("'", '&#39;')),
});

const text = Handlebars.create();
text.registerHelper({ ...plainHelpers, web: webAddress });

const options = {
  strict: true,
  knownHelpersOnly: true,
  knownHelpers: { count: true, moment: true, web: true },
};

/** Compiles words for HTML: data is escaped. A name that the data lacks is an error. */
export function compileHtml(source: string): Render {
  return html.compile(source, options);
}

/** Compiles words for plain text: data is left as it is. */
export function compileText(source: string): Render {
  return text.compile(source, { ...options, noEscape: true });
}

/** Makes a piece of HTML known as `{{> name}}`. */
export function registerPiece(name: string, source: string): void {
  html.registerPartial(name, html.compile(source, options));
}

/** @throws Error for anything that is no web address, such as `javascript:` */
function webAddress(link: string): string {
  const { protocol, href } = new URL(link);
  if (protocol === 'https:' || protocol === 'http:') return href;
  throw new Error('A mail may link to web addresses only.');
}
