/**
 * Asks for sign-ins at a steady rate for some seconds, in a process of its own, so that those who measure are not slowed by
 * it: `storm.js URL ACCOUNTS PASSWORD RATE SECONDS`. Prints how many were let in; who is told to come again does not.
 */
const [url = '', accounts = '1', password = '', rate = '1', seconds = '1'] = process.argv.slice(2);
const underWay: Promise<void>[] = [];
let letIn = 0;

const signIn = async (n: number): Promise<void> => {
  const answer = await fetch(`${url}/accounts/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email: `bench-${(n % Number(accounts)) + 1}@cinema.example`, password }),
  });
  await answer.arrayBuffer();
  if (answer.ok) letIn += 1;
  else if (answer.status !== 503) throw new Error(`A sign-in was answered with ${answer.status}.`);
};

await new Promise<void>((resolve) => {
  const clock = setInterval(
    () => {
      underWay.push(signIn(underWay.length));
      if (underWay.length < Number(rate) * Number(seconds)) return;
      clearInterval(clock);
      resolve();
    },
    1_000 / Number(rate),
  );
});
await Promise.all(underWay);
process.stdout.write(String(letIn));
