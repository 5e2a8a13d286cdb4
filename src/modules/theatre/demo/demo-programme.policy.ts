import { daysAfter, readTime } from '../screenings/local-time.policy.js';
import { type Occupation, occupationOf } from '../screenings/timetable.policy.js';

const MINUTE_MS = 60_000;
/** Starts are at whole steps of so many minutes. */
const STEP_MINUTES = 5;
const FIRST_START_MINUTES = 11 * 60;
const LAST_START = '22:30';
/** Halls begin one after the other, so that not everybody wants a drink at once. */
const SHIFT_MINUTES = 20;
/** How many films a hall shows in a week. */
const FILMS_PER_WEEK = 3;
/** How many films further the next week begins. */
const WEEKLY_STEP = 7;

/** A film that can be shown, in minutes with its trailers. */
export interface DemoFilm {
  readonly id: number;
  readonly minutes: number;
}

/** Which hall a day's programme is for. */
export interface DemoHall {
  /** Among all halls of the demo, from 0. */
  readonly position: number;
  readonly timeZone: string;
  readonly cleaningMinutes: number;
}

export interface DemoShow extends Occupation {
  readonly movieId: number;
}

/** What a hall shows on a day: the same however often it is asked, and other films in another week. */
export function showsOn(date: string, hall: DemoHall, films: readonly DemoFilm[]): DemoShow[] {
  const week = Math.floor(Date.parse(date) / (7 * 86_400_000));
  const opens = FIRST_START_MINUTES + (hall.position % 3) * SHIFT_MINUTES;
  const first = readTime(`${date}T${clockFace(opens)}`, hall.timeZone);
  const last = readTime(`${date}T${LAST_START}`, hall.timeZone);
  const shows: DemoShow[] = [];
  if (!('at' in first) || !('at' in last) || films.length === 0) return shows;
  let startsAt = first.at;
  while (startsAt <= last.at) {
    const turn = (shows.length + dayOf(date)) % FILMS_PER_WEEK;
    const film = films[(week * WEEKLY_STEP + hall.position * FILMS_PER_WEEK + turn) % films.length];
    if (!film) break;
    const occupation = occupationOf(startsAt, {
      film: film.minutes,
      trailers: 0,
      cleaning: hall.cleaningMinutes,
    });
    shows.push({ ...occupation, movieId: film.id });
    startsAt = nextStep(occupation.occupiedUntil);
  }
  return shows;
}

/** A day, and those after it. */
export function datesFrom(date: string, days: number): string[] {
  return Array.from({ length: days }, (_, after) => daysAfter(date, after));
}

function dayOf(date: string): number {
  return Math.floor(Date.parse(date) / 86_400_000);
}

function clockFace(minutes: number): string {
  const [hour, minute] = [Math.floor(minutes / 60), minutes % 60];
  return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
}

function nextStep(moment: Date): Date {
  const step = STEP_MINUTES * MINUTE_MS;
  return new Date(Math.ceil(moment.getTime() / step) * step);
}
