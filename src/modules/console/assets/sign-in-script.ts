/** What the sign-in form does. Afterwards it asks for the page it stands in for once more. */
export const SIGN_IN_SCRIPT = `const form = document.getElementById('sign-in');
const message = document.getElementById('alert');
const say = (text) => {
  message.textContent = text;
  form.elements.password.value = '';
  form.elements.password.focus();
};
const wordsOf = (problem) =>
  (problem.errors || []).map((error) => error.field + ' ' + error.message).join('; ') || problem.detail;
form.addEventListener('submit', async (event) => {
  event.preventDefault();
  const button = form.querySelector('button');
  button.disabled = true;
  message.textContent = '';
  try {
    const answer = await fetch('/docs/sign-in', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email: form.elements.email.value, password: form.elements.password.value }),
    });
    if (answer.ok) location.replace(location.pathname);
    else say(wordsOf(await answer.json()));
  } catch {
    say('The server does not answer. Try again in a moment.');
  }
  button.disabled = false;
});
addEventListener('pageshow', (event) => {
  if (event.persisted) location.reload();
});
`;
