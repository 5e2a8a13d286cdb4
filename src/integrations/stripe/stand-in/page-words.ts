import Handlebars from 'handlebars';

/** `{{…}}` is escaped: nothing of what is sold becomes part of these pages. */
const page = (title: string, body: string): Handlebars.TemplateDelegate =>
  Handlebars.compile(
    `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="color-scheme" content="light dark"><title>${title}</title>
<link rel="icon" href="data:,"><link rel="stylesheet" href="/style.css"></head><body>
<p class="note">This stands in for Stripe: no money moves.</p>
${body}
</body></html>
`,
    { strict: true },
  );

const BILL = `<table><caption>{{#if reference}}Order <bdi>{{reference}}</bdi>{{else}}What you buy{{/if}}</caption>
{{#each lines}}<tr><td><bdi>{{name}}</bdi></td><td>{{quantity}} ×</td><td>{{amount}}</td></tr>{{/each}}
<tr class="total"><td>Total</td><td></td><td>{{total}}</td></tr></table>`;

/** Everything that is to be paid or has been. */
export const indexPage = page(
  'Stand-in for Stripe',
  `<h1>Pages to pay on</h1>
{{#if sessions}}<ol>{{#each sessions}}
<li><a href="/pay/{{id}}">{{#if reference}}Order <bdi>{{reference}}</bdi>{{else}}{{id}}{{/if}}</a> <span>{{total}}</span> <b>{{status}}</b></li>
{{/each}}</ol>{{else}}<p>Nobody has gone to pay yet.</p>{{/if}}`,
);

/** Where somebody pays. */
export const payPage = page(
  'Pay {{total}}',
  `<h1>Pay {{total}}</h1>
{{#if message}}<p role="alert">{{message}}</p>{{/if}}
${BILL}
{{#if email}}<p>The receipt goes to <bdi>{{email}}</bdi>.</p>{{/if}}
<form method="post" action="/pay/{{id}}">
<button name="outcome" value="paid" class="main">Pay {{total}}</button>
<button name="outcome" value="requires_action">Pay with a card that needs a second step</button>
<fieldset><legend>Pay with a card that is declined</legend>
<label for="reason">because of</label> <select id="reason" name="decline_code">{{#each reasons}}<option>{{this}}</option>{{/each}}</select>
<button name="outcome" value="declined">Try it</button></fieldset>
<button name="outcome" value="abandoned">Go back without paying</button>
</form>`,
);

/** Where a bank makes sure that it is the cardholder. */
export const stepPage = page(
  'Confirm the payment',
  `<h1>Your bank asks: is it you who pays {{total}}?</h1>
${BILL}
<form method="post" action="/pay/{{id}}">
<button name="outcome" value="paid" class="main">Yes, confirm</button>
<button name="outcome" value="declined">Fail to confirm</button>
<button name="outcome" value="abandoned">Go back without paying</button>
</form>`,
);

/** A page on which nothing can be paid any more. */
export const overPage = page(
  'Nothing to pay here',
  `{{#if isPaid}}<h1>This has been paid</h1>{{else}}<h1>This page has expired</h1>
<p>Nothing was taken. Go back and begin the payment again.</p>{{/if}}
${BILL}
{{#if successUrl}}<p><a href="{{successUrl}}">Go on</a></p>{{else}}{{#if cancelUrl}}<p><a href="{{cancelUrl}}">Go back</a></p>{{/if}}{{/if}}`,
);

export const STYLE = `:root{color-scheme:light dark;font:16px/1.5 system-ui,sans-serif}
body{max-width:32rem;margin:0 auto;padding:1rem}
.note{background:#fc83;border-radius:.4rem;padding:.25rem .75rem;text-align:center}
[role=alert]{border:2px solid #c33;border-radius:.4rem;padding:.5rem .75rem}
table{width:100%;border-collapse:collapse}caption{text-align:start;font-weight:700;padding:.5rem 0}
td{padding:.35rem 0;border-top:1px solid #8884;overflow-wrap:anywhere}td+td{text-align:end;white-space:nowrap;padding-inline-start:1rem}
.total td{font-weight:700}
button,select{font:inherit;padding:.5rem;border-radius:.4rem;border:1px solid #8888}
form>button{display:block;width:100%;margin:.75rem 0}.main{background:#635bff;color:#fff;font-weight:700}
fieldset{border:1px solid #8884;border-radius:.4rem}
ol{padding:0;list-style:none}li{display:flex;gap:1rem;border-top:1px solid #8884;padding:.35rem 0}li a{flex:1;overflow:hidden;text-overflow:ellipsis}
`;
