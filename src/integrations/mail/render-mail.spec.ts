import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { mailTemplate, mailTemplates } from './mail-template.js';
import { renderMail } from './render-mail.js';
import { activation } from './templates/activation.mail.js';
import { passwordChanged } from './templates/password-changed.mail.js';

const HOSTILE = `<script>alert(1)</script>"'&\`{{boom}} 🎬 שלום\r\n\r\nBcc: eve@evil.example`;

const isLink = (text: string): boolean => /^https?:/.test(text);

/** The example of a template with every text, except links and times, replaced, however deep it lies. */
const hostile = (data: unknown): unknown => {
  if (typeof data === 'string') return isLink(data) || !Number.isNaN(Date.parse(data)) ? data : HOSTILE;
  if (Array.isArray(data)) return data.map(hostile);
  if (typeof data !== 'object' || data === null) return data;
  return Object.fromEntries(Object.entries(data).map(([name, value]) => [name, hostile(value)]));
};

const textsIn = (data: unknown): string[] => {
  if (typeof data === 'string') return [data];
  return typeof data === 'object' && data !== null ? Object.values(data).flatMap(textsIn) : [];
};

const linksIn = (data: object): string[] => textsIn(data).filter(isLink);

/** Every file `*.mail.ts` declares a template, wherever it lies. */
async function loadAllTemplates(): Promise<number> {
  const source = resolve('src');
  const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.mail.ts'),
  );
  for (const file of files) await import(join(source, file));
  return files.length;
}

describe('Every mail', () => {
  it('is one template in one file', async () => {
    const files = await loadAllTemplates();

    expect(files).toBeGreaterThanOrEqual(5);
    expect(mailTemplates().size).toBe(files);
  });

  it('has a subject of one line, and the same links in HTML and in plain text', async () => {
    await loadAllTemplates();
    for (const { name, example } of mailTemplates().values()) {
      const { subject, html, text } = renderMail(name, example, 'Online Cinema');

      expect(subject).toMatch(/^\S.{3,}\S$/);
      for (const link of linksIn(example)) {
        expect(html).toContain(`href="${link.replaceAll('&', '&amp;')}"`);
        expect(text.split('\n').map((line) => line.trim())).toContain(link);
      }
      expect(text).toContain('You receive this mail because ');
      expect(html + text).not.toMatch(/undefined|\[object|Invalid|\{\{/);
    }
  });

  it('asks nobody to follow its links but the reader', async () => {
    await loadAllTemplates();
    for (const { name, example } of mailTemplates().values()) {
      const { html } = renderMail(name, example, 'Online Cinema');

      expect(html.match(/<a (?![^>]*rel="nofollow")[^>]*>/g)).toBeNull();
    }
  });

  it('shows hostile data as text', async () => {
    await loadAllTemplates();
    for (const { name, example } of mailTemplates().values()) {
      const data = hostile(example);
      const { subject, html, text } = renderMail(name, data, '<b>Cinema</b>');

      expect(subject).not.toMatch(/[\r\n]/);
      expect(html).not.toMatch(/<script|<b>/);
      expect(html).toContain('&lt;b&gt;Cinema');
      expect(html + text).not.toMatch(/^\s*Bcc:/m);
      if (textsIn(data).includes(HOSTILE)) {
        expect(html).toContain(
          '&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#x27;&amp;&#x60;{{boom}} 🎬 שלום Bcc:',
        );
        expect(text).toContain(`<script>alert(1)</script>"'&\`{{boom}} 🎬 שלום Bcc: eve@evil.example`);
      }
    }
  });
});

describe('A mail', () => {
  it.each(['javascript:alert(1)', 'data:text/html,x', 'mailto:eve@evil.example', 'no link'])(
    'does not link to %s',
    (link) => {
      expect(() => renderMail('activation', { link, hours: 24 }, 'Cinema')).toThrow();
    },
  );

  it('cannot be led out of a link', () => {
    const link = `https://cinema.example/a'"><img src=x>?b="c"&d='><script>`;
    const { html } = renderMail('activation', { link, hours: 24 }, 'Cinema');

    expect(html).not.toMatch(/<img|<script/);
    expect(html).toContain(
      'href="https://cinema.example/a&#39;%22%3E%3Cimg%20src=x%3E?b=%22c%22&amp;d=%27%3E%3C',
    );
  });

  it('counts as people do', () => {
    const about = (hours: number): string =>
      renderMail('activation', { ...activation.example, hours }, '').text;

    expect(about(1)).toContain('good for 1 hour.');
    expect(about(24)).toContain('good for 24 hours.');
  });

  it('is not written when its data lacks something', () => {
    expect(() => renderMail('activation', { hours: 24 }, 'Cinema')).toThrow();
    expect(() => renderMail('activation', { link: activation.example.link }, 'Cinema')).toThrow();
    const { when, address, reset_link } = passwordChanged.example;
    expect(() => renderMail('password-changed', { when, address, reset_link }, 'Cinema')).toThrow(
      '"device" not defined',
    );
    expect(() => renderMail('no-such', {}, 'Cinema')).toThrow('There is no mail template "no-such".');
  });

  it('has a name of its own', () => {
    expect(() => mailTemplate('activation', activation)).toThrow('"activation" is declared twice');
  });
});
