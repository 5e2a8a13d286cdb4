/**
 * What all pages behind the form do: they keep an access token in memory and renew it, show the form when the session has
 * ended, sign out, and show nothing when somebody comes back to them.
 */
export const SESSION_SCRIPT = `const consoleSession = (() => {
  const early = 120000;
  const again = 30000;
  const issued = new Set();
  let token;
  let runsOut = 0;
  let renewal;
  const say = (text) => {
    const place = document.getElementById('alert');
    if (place) place.textContent = text;
  };
  const leave = () => {
    document.body.replaceChildren();
    location.replace(location.pathname);
  };
  async function ask() {
    const answer = await fetch('/docs/token', { method: 'POST' });
    if (answer.status === 401 || answer.status === 403) leave();
    if (!answer.ok) throw new Error('No token: ' + answer.status);
    const given = await answer.json();
    token = given.access_token;
    issued.add(token);
    runsOut = Date.now() + given.expires_in * 1000;
    return token;
  }
  /** A new token; all who ask at the same time get the same. */
  function renew() {
    renewal ??= ask().finally(() => (renewal = undefined));
    return renewal;
  }
  /** Calls back with a token now and with each later one before the former runs out. */
  async function keep(use) {
    let wait = again;
    try {
      use(await current());
      wait = Math.max(runsOut - Date.now() - early, again);
    } catch {
      say('The server does not answer. Trying again.');
    }
    setTimeout(keep, wait, use);
  }
  /** A token that is good for a while. */
  async function current() {
    const good = token !== undefined && Date.now() < runsOut - early;
    const found = good ? token : await renew();
    say('');
    return found;
  }
  /** The description, with addresses of the server that this page comes from. */
  async function description() {
    const answer = await fetch('/openapi.json', { headers: { accept: 'application/json' } });
    if (answer.status === 401 || answer.status === 403) leave();
    if (!answer.ok) throw new Error('No description: ' + answer.status);
    return { ...(await answer.json()), servers: [{ url: location.origin }] };
  }
  document.getElementById('sign-out').addEventListener('click', async () => {
    try {
      const answer = await fetch('/docs/sign-out', { method: 'POST' });
      if (answer.ok) return leave();
      say((await answer.json()).detail);
    } catch {
      say('The server does not answer: you are still signed in. Try again in a moment.');
    }
  });
  addEventListener('pagehide', () => {
    document.body.hidden = true;
  });
  addEventListener('pageshow', (event) => {
    if (event.persisted) location.reload();
  });
  return { current, description, isOurs: (candidate) => issued.has(candidate), keep, renew, say };
})();
`;
