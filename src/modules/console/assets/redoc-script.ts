/** Starts ReDoc. It has one set of colours, made for light backgrounds. */
export const REDOC_SCRIPT = `document.documentElement.classList.add('light');
(async () => {
  const font = 'system-ui, sans-serif';
  Redoc.init(
    await consoleSession.description(),
    {
      hideDownloadButtons: true,
      nativeScrollbars: true,
      theme: { typography: { fontFamily: font, headings: { fontFamily: font } } },
    },
    document.getElementById('docs'),
  );
})().catch(() => consoleSession.say('The description cannot be read. Reload the page in a moment.'));
`;
