import type { TelegramApi } from '../../../../integrations/telegram/index.js';
import { Clock } from '../../../../platform/clock/index.js';
import { Polling } from './polling.js';
import type { UpdateInbox } from './update-inbox.service.js';
import type { UpdatesRepository } from './updates.repository.js';

describe('Asking Telegram for updates', () => {
  it('goes on from the last one, and begins anew after silence: numbers begin anew then, too', async () => {
    const ended = new AbortController();
    const answers = [[{ update_id: 900 }, { update_id: 901 }], [], [{ update_id: 12 }], []];
    const asked: number[] = [];
    const api: Pick<TelegramApi, 'updates'> = {
      updates: (from) => {
        asked.push(from);
        if (asked.length === answers.length) ended.abort();
        return Promise.resolve(answers[asked.length - 1] ?? []);
      },
    };
    const inbox: Pick<UpdateInbox, 'receive'> = {
      receive: (update) => Promise.resolve((update as { update_id: number }).update_id),
    };
    const updates: Pick<UpdatesRepository, 'hold' | 'letGo'> = {
      hold: () => Promise.resolve(true),
      letGo: () => Promise.resolve(),
    };
    const polling = new Polling(
      api as TelegramApi,
      inbox as UpdateInbox,
      updates as UpdatesRepository,
      new Clock(),
    );
    await polling.run(ended.signal);

    expect(asked).toEqual([0, 902, 0, 13]);
  });
});
