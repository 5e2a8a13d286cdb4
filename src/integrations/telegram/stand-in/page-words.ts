import Handlebars from 'handlebars';

/** `{{…}}` is escaped: nothing that anybody says becomes part of these pages. */
const page = (title: string, body: string, head = ''): Handlebars.TemplateDelegate =>
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

const NOTE = '<p class="note">This stands in for Telegram: nothing leaves this machine.</p>';

/** All chats, and where deep links are opened. */
export const indexPage = page(
  'Stand-in for Telegram',
  `${NOTE}
<h1>Chats with @{{botName}}</h1>
<form method="post" action="/open"><fieldset><legend>Open a deep link, as somebody on Telegram would</legend>
<label>Deep link of <code>POST /telegram/link</code> <input name="link" value="{{deepLink}}" size="40" autocomplete="off"></label>
<label>Telegram id <input name="tg_id" value="{{tgId}}" required inputmode="numeric"></label>
<label>Username <input name="username" autocomplete="off"></label>
<label>Language of the app <select name="language_code"><option>en</option><option>uk</option></select></label>
<button>Start</button></fieldset></form>
{{#if chats}}<ol>{{#each chats}}
<li><a href="/chats/{{id}}"><bdi>{{name}}</bdi></a> <span>{{id}}</span>{{#if isBlocked}} <b>has blocked the bot</b>{{/if}}</li>
{{/each}}</ol>{{else}}<p>Nobody has written yet. Programs speak by <code>POST /chats/{tg_id}/messages {"text": "/start"}</code> and read
<code>GET /chats/{tg_id}/messages</code>. Chats are kept in memory until the program ends.</p>{{/if}}`,
);

/** One chat: what is said is in a frame, which looks for more by itself. */
export const chatPage = page(
  '{{name}} – stand-in for Telegram',
  `${NOTE}
<header><a href="/">← All chats</a><h1><bdi>{{name}}</bdi> {{#if username}}<small>@<bdi>{{username}}</bdi></small>{{/if}}</h1></header>
<form method="post" action="/chats/{{id}}/messages" class="speak"><input name="text" aria-label="Message" required autofocus autocomplete="off" placeholder="Write as {{name}}"> <button>Send</button></form>
{{#if menu}}<form method="post" action="/chats/{{id}}/messages" class="menu">{{#each menu}}
<button name="text" value="/{{command}}" title="{{description}}">/{{command}}</button>{{/each}}</form>{{/if}}
<iframe title="What was said" src="/chats/{{id}}/view"></iframe>
<form method="post" action="/chats/{{id}}/{{#if isBlocked}}unblock{{else}}block{{/if}}"><button>{{#if isBlocked}}Unblock the bot{{else}}Block the bot{{/if}}</button></form>`,
);

/** What was said, the last first. */
export const messagesPage = page(
  '{{name}}',
  `{{#if messages}}{{#each messages}}<article class="{{#if isBot}}bot{{else}}person{{/if}}">{{#if photo}}<img src="{{photo}}" alt="Picture" width="240">{{/if}}
<p>{{#each pieces}}{{#if link}}<a href="{{link}}" target="_blank" rel="noopener noreferrer">{{text}}</a>{{else}}{{#if isBold}}<b>{{text}}</b>{{else}}{{#if isCode}}<code>{{text}}</code>{{else}}{{text}}{{/if}}{{/if}}{{/if}}{{/each}}</p>
<time>{{time}}</time></article>
{{/each}}{{else}}<p>Nothing was said yet.</p>{{/if}}`,
  '<meta http-equiv="refresh" content="2">',
);

export const STYLE = `:root{color-scheme:light dark;font:16px/1.5 system-ui,sans-serif}
body{max-width:40rem;margin:0 auto;padding:1rem}
.note{background:#5af3;border-radius:.4rem;padding:.25rem .75rem;text-align:center}
header{display:flex;gap:1rem;align-items:baseline;flex-wrap:wrap}h1{font-size:1.3rem;overflow-wrap:anywhere}
fieldset{border:1px solid #8884;border-radius:.4rem;display:grid;gap:.5rem}label{display:grid;gap:.1rem}
input,select,button{font:inherit;padding:.4rem .6rem;border-radius:.4rem;border:1px solid #8888}
.speak{display:flex;gap:.5rem}.speak input{flex:1}.menu{display:flex;flex-wrap:wrap;gap:.4rem;margin:.5rem 0}
iframe{width:100%;height:60vh;border:1px solid #8884;border-radius:.4rem}
ol{padding:0;list-style:none}li{display:flex;gap:1rem;border-top:1px solid #8884;padding:.4rem 0}li a{flex:1}
article{border-radius:.8rem;padding:.4rem .8rem;margin:.5rem 0;max-width:85%;width:fit-content;background:#8882}
.person{margin-inline-start:auto;background:#5af3}article p{margin:0;white-space:pre-wrap;overflow-wrap:anywhere}
article img{display:block;max-width:100%;background:#fff}time{font-size:.75rem;opacity:.7}
`;
