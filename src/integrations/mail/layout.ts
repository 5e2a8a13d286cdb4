import { compileHtml, compileText, registerPiece } from './handlebars.js';

const FONT = "font-family:-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif";
const NOTE = 'margin:0 0 6px;font-size:13px;line-height:20px;color:#5b6472';

/** `{{> button href=link label="Activate"}}`: a button, and the link itself beneath for those whose program shows none. */
registerPiece(
  'button',
  `<table role="presentation" cellpadding="0" cellspacing="0" border="0" style="margin:24px 0">
<tr><td style="border-radius:8px;background:#b3261e">
<a href="{{web href}}" rel="nofollow" style="display:inline-block;padding:14px 28px;border-radius:8px;background:#b3261e;color:#ffffff;font-size:16px;font-weight:600;text-decoration:none">{{label}}</a>
</td></tr></table>
<p class="faint" style="${NOTE}">If the button does not work, copy this address into your browser:</p>
<p style="margin:0 0 24px;font-size:13px;line-height:20px;word-break:break-all"><a class="link" href="{{web href}}" rel="nofollow" style="color:#b3261e">{{web href}}</a></p>`,
);

/** A mail as HTML around its words. 600 px wide, narrower on telephones, readable in the dark. */
export const htmlLayout = compileHtml(`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>{{subject}}</title>
<style>
p{margin:0 0 16px}
@media (max-width:620px){.sheet{width:100%!important}.inner{padding:24px 20px!important}}
@media (prefers-color-scheme:dark){
.page{background:#14161a!important}.card{background:#1f2329!important;color:#e8eaed!important}
.title{color:#ffffff!important}.faint{color:#a4adba!important}.link{color:#ff8a80!important}
}
</style>
</head>
<body class="page" style="margin:0;padding:0;background:#f2f3f5">
<div style="display:none;max-height:0;overflow:hidden;opacity:0">{{preheader}}</div>
<table class="page" role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="background:#f2f3f5">
<tr><td align="center" style="padding:24px 12px">
<table class="sheet" role="presentation" width="600" cellpadding="0" cellspacing="0" border="0" style="width:600px;max-width:100%;${FONT}">
<tr><td class="title" style="padding:0 4px 16px;font-size:18px;font-weight:700;color:#20242a">{{brand}}</td></tr>
<tr><td class="card inner" style="padding:36px 40px;border-radius:12px;background:#ffffff;color:#20242a;font-size:16px;line-height:25px">
<h1 class="title" style="margin:0 0 20px;font-size:24px;line-height:31px;color:#20242a">{{subject}}</h1>
{{{body}}}
</td></tr>
<tr><td class="faint" style="padding:20px 4px;font-size:12px;line-height:18px;color:#5b6472">You receive this mail because {{reason}}. It was sent automatically; nobody reads answers to it.</td></tr>
</table>
</td></tr>
</table>
</body>
</html>
`);

/** A mail as plain text around its words. */
export const textLayout = compileText(`{{subject}}

{{body}}

-- 
{{brand}}
You receive this mail because {{reason}}. It was sent automatically; nobody reads answers to it.
`);
