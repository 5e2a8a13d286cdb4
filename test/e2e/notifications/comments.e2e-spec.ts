import { eventually } from '../../support/eventually.js';
import { aMovie } from '../../support/factories.js';
import { aPerson, signIn, withToken } from '../../support/people.js';
import { createTestApp, type TestApp } from '../../support/test-app.js';

interface Notification {
  kind: string;
  title: string;
  body: string;
  link: string;
}

type Client = ReturnType<typeof withToken>;

describe('Authors of comments are told', () => {
  let app: TestApp;
  let author: Client;
  let reader: Client;
  let comment: { id: number };
  beforeAll(async () => {
    app = await createTestApp({ environment: { RATE_LIMIT_SCALE: '100' } });
  });
  afterAll(() => app.close());
  beforeEach(async () => {
    author = await aClient('Ada');
    reader = await aClient('Bo');
    const { uuid } = await aMovie(app);
    comment = await write(author, `/movies/${uuid}/comments`, 'The lighting alone is worth the ticket.');
  });

  const aClient = async (firstName: string): Promise<Client> => {
    const person = await aPerson(app);
    const client = withToken(app, (await signIn(app, person)).access_token);
    await client.patch('/profiles/me').send({ first_name: firstName, last_name: 'Lee' }).expect(200);
    return client;
  };
  const write = async (client: Client, path: string, text: string): Promise<{ id: number }> =>
    (await client.post(path).send({ text }).expect(201)).body as { id: number };
  const told = async (client: Client): Promise<Notification[]> =>
    ((await client.get('/notifications').expect(200)).body as { items: Notification[] }).items;
  const everythingIsDelivered = (): Promise<void> =>
    eventually(async () =>
      expect(await app.database.query('SELECT name FROM outbox WHERE delivered_at IS NULL')).toEqual([]),
    );

  it('of replies, and repliers of replies to theirs', async () => {
    const reply = await write(reader, `/comments/${comment.id}/replies`, 'And the music!');
    await write(author, `/comments/${reply.id}/replies`, 'Oh yes.');
    await everythingIsDelivered();

    const link = `/comments/${comment.id}/replies`;
    expect(await told(author)).toMatchObject([
      { kind: 'comment-reply', title: 'Bo L. replied to your comment', body: 'And the music!', link },
    ]);
    expect(await told(reader)).toMatchObject([
      { kind: 'comment-reply', title: 'Ada L. replied to your comment', body: 'Oh yes.', link },
    ]);
  });

  it('of likes, together, and once for who likes again and again', async () => {
    const like = (client: Client) => client.put(`/comments/${comment.id}/like`).expect(200);
    await like(reader);
    await reader.delete(`/comments/${comment.id}/like`).expect(204);
    await like(reader);
    await like(reader);
    await everythingIsDelivered();
    await like(await aClient('Cy'));
    await everythingIsDelivered();

    expect(await told(author)).toMatchObject([
      {
        kind: 'comment-like',
        title: 'Cy L. and 1 other liked your comment',
        body: 'The lighting alone is worth the ticket.',
        link: `/comments/${comment.id}`,
      },
    ]);
  });

  it('why a moderator changed or deleted a comment, and not by whom', async () => {
    await app
      .as('moderator')
      .patch(`/comments/${comment.id}`)
      .send({ text: 'The lighting is fine.', reason: 'Too loud.' })
      .expect(200);
    await everythingIsDelivered();
    expect(await told(author)).toMatchObject([
      { kind: 'comment-moderated', title: 'A moderator changed your comment', body: 'The reason: Too loud.' },
    ]);

    await app.as('moderator').delete(`/comments/${comment.id}`).send({ reason: 'Far too loud.' }).expect(204);
    await everythingIsDelivered();

    expect((await told(author))[0]).toMatchObject({
      title: 'A moderator deleted your comment',
      body: 'The reason: Far too loud.',
    });
  });

  it('nothing of what they do themselves', async () => {
    await write(author, `/comments/${comment.id}/replies`, 'I mean it.');
    await author.put(`/comments/${comment.id}/like`).expect(200);
    await author.patch(`/comments/${comment.id}`).send({ text: 'I meant it.' }).expect(200);
    await everythingIsDelivered();

    expect(await told(author)).toEqual([]);
  });
});
