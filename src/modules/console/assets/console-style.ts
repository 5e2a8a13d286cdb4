/** The look of the console's own parts. */
export const CONSOLE_STYLE = `:root{color-scheme:light dark;font:16px/1.5 system-ui,sans-serif}
body{margin:0}
.card{max-width:26rem;margin:3rem auto;padding:0 1rem}
.card label,.card input,.card button{display:block;width:100%;box-sizing:border-box;font:inherit}
.card input,.card button{margin:.25rem 0 1rem;padding:.5rem}
.bar{display:flex;gap:1rem;align-items:center;padding:.5rem 1rem;border-bottom:1px solid #8888}
.bar nav{flex:1}
.bar a{margin-right:.75rem}
[role=alert]{margin:.5rem 1rem;font-weight:600}
.card [role=alert]{margin:.5rem 0}
[role=alert]:empty{display:none}
.light{color-scheme:light;background:#fff;color:#222}
`;

export const ICON = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><rect width="16" height="16" rx="3" fill="#7a1f2b"/><path d="M6 4l6 4-6 4z" fill="#fff"/></svg>
`;
