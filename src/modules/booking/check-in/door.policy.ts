/** When people are let in: both in milliseconds, before the beginning and after the end. */
export interface DoorTimes {
  readonly checkInOpens: number;
  readonly checkInCloses: number;
}

/** Whether the door of a screening is open at a moment, and since or until when it is not. */
export function doorAt(
  { startsAt, endsAt }: { readonly startsAt: Date; readonly endsAt: Date },
  { checkInOpens, checkInCloses }: DoorTimes,
  moment: Date,
): { readonly state: 'open' } | { readonly state: 'early' | 'over'; readonly limit: Date } {
  const opens = new Date(startsAt.getTime() - checkInOpens);
  const closes = new Date(endsAt.getTime() + checkInCloses);
  if (moment < opens) return { state: 'early', limit: opens };
  return moment > closes ? { state: 'over', limit: closes } : { state: 'open' };
}
