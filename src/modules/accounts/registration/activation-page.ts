/** What somebody sees who follows the link of an activation mail in a browser. */
export function activationPage(title: string, message: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<title>${title}</title>
</head>
<body>
<h1>${title}</h1>
<p>${message}</p>
<p><a href="/app/">Go on</a></p>
</body>
</html>
`;
}
