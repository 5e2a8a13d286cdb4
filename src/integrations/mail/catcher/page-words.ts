import Handlebars from 'handlebars';

/** `{{…}}` is escaped: nothing of a mail becomes part of these pages. */
const page = (title: string, head: string, body: string): Handlebars.TemplateDelegate =>
  Handlebars.compile(
    `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="color-scheme" content="light dark">${head}<title>${title}</title>
<link rel="icon" href="data:,"><link rel="stylesheet" href="/style.css"></head><body>
${body}
</body></html>
`,
    { strict: true },
  );

/** All mails, newest first. Looks for new ones every three seconds. */
export const listPage = page(
  '{{#if total}}({{total}}) {{/if}}Caught mails',
  '<meta http-equiv="refresh" content="3">',
  `<header><h1>Caught mails</h1>
{{#if total}}<form method="post" action="/delete"><button>Delete all {{total}}</button></form>{{/if}}</header>
{{#if total}}<ol>{{#each messages}}
<li{{#unless Read}} class="new"{{/unless}}><a href="/mail/{{ID}}"><b><bdi>{{Subject}}</bdi></b>
<span>to {{#each To}}<bdi>{{Address}}</bdi> {{/each}}</span><time>{{Created}}</time><small><bdi>{{Snippet}}</bdi></small></a></li>
{{/each}}</ol>{{else}}
<section class="empty"><h2>No mails yet</h2>
<p>Every mail that the program sends is caught here. None leaves this machine.</p>
<p>Do something that sends one (register with any address, for instance) and it appears here within seconds, with
its links ready to be clicked. This page looks for new mails by itself.</p>
<p>Programs read them at <a href="/api/v1/messages">/api/v1/messages</a>. The mails are kept in memory until the
program ends. To use a real mail server instead, set <code>SMTP_URL</code>.</p></section>{{/if}}`,
);

/** One mail, as HTML, as plain text, or its headers. */
export const mailPage = page(
  '{{mail.Subject}}',
  '',
  `<header><a href="/">← All mails</a><h1><bdi>{{mail.Subject}}</bdi></h1></header>
<dl><dt>From</dt><dd><bdi>{{mail.From.Name}}</bdi> &lt;{{mail.From.Address}}&gt;</dd>
<dt>To</dt><dd>{{#each mail.To}}<bdi>{{Name}}</bdi> &lt;{{Address}}&gt; {{/each}}</dd>
<dt>Date</dt><dd>{{mail.Date}}</dd>
{{#if files}}<dt>Files</dt><dd>{{#each files}}<a href="/api/v1/message/{{../mail.ID}}/part/{{PartID}}">{{FileName}}</a>
({{ContentType}}, {{Size}} bytes) {{/each}}</dd>{{/if}}</dl>
<nav>{{#each tabs}}<a href="/mail/{{../mail.ID}}?tab={{name}}"{{#if current}} aria-current="page"{{/if}}>{{label}}</a>
{{/each}}<a href="/api/v1/message/{{mail.ID}}/raw">Source</a></nav>
{{#if html}}<iframe title="The mail" src="/view/{{mail.ID}}" sandbox="allow-popups allow-popups-to-escape-sandbox"></iframe>
{{else}}<pre>{{#each pieces}}{{#if link}}<a href="{{link}}" target="_blank" rel="noopener noreferrer">{{link}}</a>{{else}}{{text}}{{/if}}{{/each}}</pre>{{/if}}`,
);

export const STYLE = `:root{color-scheme:light dark;font:16px/1.5 system-ui,sans-serif}
body{max-width:60rem;margin:0 auto;padding:1rem}
header{display:flex;gap:1rem;align-items:baseline;flex-wrap:wrap}header h1{flex:1;font-size:1.4rem;margin:.5rem 0;overflow-wrap:anywhere}
ol{list-style:none;margin:0;padding:0}li{border-bottom:1px solid #8884}
li a{display:grid;grid-template-columns:2fr 1.5fr auto;gap:0 1rem;padding:.7rem .4rem;color:inherit;text-decoration:none}
li a:hover,li a:focus{background:#8882}li b{font-weight:400}li.new b{font-weight:700}
li a>*{overflow:hidden;text-overflow:ellipsis;white-space:nowrap}li small{grid-column:1/-1;opacity:.7}
.empty{text-align:center;max-width:34rem;margin:15vh auto}
dl{display:grid;grid-template-columns:auto 1fr;gap:.1rem 1rem;margin:.5rem 0}dt{opacity:.7}dd{margin:0;overflow-wrap:anywhere}
nav{display:flex;gap:1rem;margin:1rem 0 .5rem}nav [aria-current]{font-weight:700;text-decoration:none}
iframe{width:100%;height:calc(100vh - 17rem);min-height:24rem;border:1px solid #8884;border-radius:.4rem;background:#fff}
pre{white-space:pre-wrap;overflow-wrap:anywhere;border:1px solid #8884;border-radius:.4rem;padding:1rem}
`;
