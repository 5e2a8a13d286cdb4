import { onOneLine } from './addresses.js';
import { compileHtml, compileText, type Render } from './handlebars.js';
import { htmlLayout, textLayout } from './layout.js';
import { type MailTemplate, mailTemplates } from './mail-template.js';

/** What a mail says. */
export interface MailContent {
  readonly subject: string;
  readonly html: string;
  readonly text: string;
}

interface CompiledTemplate {
  readonly subject: Render;
  readonly preheader: Render;
  readonly reason: Render;
  readonly html: Render;
  readonly text: Render;
}

const compiled = new Map<string, CompiledTemplate>();

/**
 * Writes a mail.
 * @param name of the template
 * @param brand who writes, at the top of the mail
 * @throws Error when there is no such template, or its data lacks something
 */
export function renderMail(name: string, data: unknown, brand: string): MailContent {
  const words = compiledTemplate(name);
  const clean = onOneLine(data);
  const frame = {
    brand,
    subject: words.subject(clean),
    preheader: words.preheader(clean),
    reason: words.reason(clean),
  };
  return {
    subject: frame.subject,
    html: htmlLayout({ ...frame, body: words.html(clean) }),
    text: textLayout({ ...frame, body: words.text(clean) }),
  };
}

function compiledTemplate(name: string): CompiledTemplate {
  const known = compiled.get(name);
  if (known) return known;
  const template = mailTemplates().get(name);
  if (!template) throw new Error(`There is no mail template "${name}".`);
  const fresh = compileTemplate(template);
  compiled.set(name, fresh);
  return fresh;
}

/** Subject, preheader and reason are plain text here; the HTML layout escapes them. */
function compileTemplate({ subject, preheader, reason, html, text }: MailTemplate<object>): CompiledTemplate {
  return {
    subject: compileText(subject),
    preheader: compileText(preheader),
    reason: compileText(reason),
    html: compileHtml(html),
    text: compileText(text),
  };
}
