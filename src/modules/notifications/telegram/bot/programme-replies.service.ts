import { Injectable } from '@nestjs/common';
import { joined, shortened } from '../../../../integrations/telegram/index.js';
import { Clock } from '../../../../platform/clock/index.js';
import { InjectSettings, type Settings } from '../../../../platform/config/index.js';
import { FavoriteMovies } from '../../../community/index.js';
import { type ScreeningFacts, ScreeningFactsRepository } from '../../../theatre/index.js';
import type { TelegramChat } from '../delivery/telegram-chats.js';
import type { OutgoingMessage } from '../delivery/telegram-sender.js';
import type { ScreeningWords, Texts } from '../texts/bot-texts.js';
import { TEXTS } from '../texts/texts.js';
import { shortMoment } from './moments.js';

const DAYS = 7;
const MOST = 10;
const LONGEST = 80;

/** What the bot answers to `/next`. */
@Injectable()
export class ProgrammeReplies {
  constructor(
    private readonly favorites: FavoriteMovies,
    private readonly screenings: ScreeningFactsRepository,
    private readonly clock: Clock,
    @InjectSettings() private readonly settings: Settings,
  ) {}

  /** Screenings of favourite films within seven days: near the cinema that somebody calls theirs, or anywhere. */
  async of({ userId, language, cinemaId }: TelegramChat): Promise<OutgoingMessage[]> {
    const texts = TEXTS[language];
    const url = `${this.settings.http.publicUrl}/app/`;
    const movieIds = await this.favorites.idsOf(userId);
    if (movieIds.length === 0) return [{ text: texts.noFavorites(url) }];
    const from = this.clock.now();
    const until = new Date(from.getTime() + DAYS * 86_400_000);
    const found = await this.screenings.findComing({ movieIds, from, until, near: cinemaId }, MOST + 1);
    if (found.length === 0) return [{ text: texts.noScreenings() }];
    const list = texts.screenings(found.slice(0, MOST).map((screening) => inWords(screening, texts)));
    const more = found.length > MOST ? [texts.moreScreenings(url)] : [];
    const hint = cinemaId === null ? [texts.chooseCinema()] : [];
    return [{ text: joined([list, ...more, ...hint], '\n\n') }];
  }
}

function inWords({ movie, cinema, hall, startsAt }: ScreeningFacts, { locale }: Texts): ScreeningWords {
  return {
    film: shortened(`${movie.name} (${movie.year})`, LONGEST),
    when: shortMoment({ startsAt, timeZone: cinema.timeZone }, locale),
    cinema: shortened(cinema.name, LONGEST),
    hall: shortened(hall.name, LONGEST),
  };
}
