import type { OwnSettings } from './own-settings.js';
import type { ChangeNotificationSettingsDto, NotificationSettingsResponse } from './settings.dto.js';

export function toSettingsResponse({
  language,
  cinemaId,
  quietHours,
}: OwnSettings): NotificationSettingsResponse {
  return {
    language,
    cinema_id: cinemaId,
    quiet_hours: quietHours && {
      from: quietHours.from,
      until: quietHours.until,
      time_zone: quietHours.timeZone,
    },
  };
}

/** What a change makes of settings. */
export function changedSettings(
  former: OwnSettings,
  { language, cinema_id, quiet_hours }: ChangeNotificationSettingsDto,
): OwnSettings {
  return {
    language: language === undefined ? former.language : language,
    cinemaId: cinema_id === undefined ? former.cinemaId : cinema_id,
    quietHours:
      quiet_hours === undefined
        ? former.quietHours
        : quiet_hours && {
            from: quiet_hours.from,
            until: quiet_hours.until,
            timeZone: quiet_hours.time_zone,
          },
  };
}
