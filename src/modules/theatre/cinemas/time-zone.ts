import { ValidateBy } from 'class-validator';
import { IANAZone } from 'luxon';

const AREA_AND_PLACE = /^([A-Z][A-Za-z_]+(\/[A-Za-z0-9_+-]+)+|UTC)$/;

/** The name of a time zone as IANA lists it. Offsets are none: they know no summer time. */
export function IsTimeZone(): PropertyDecorator {
  return ValidateBy({
    name: 'timeZone',
    validator: {
      validate: (value: unknown) =>
        typeof value === 'string' &&
        value.length <= 64 &&
        AREA_AND_PLACE.test(value) &&
        IANAZone.isValidZone(value),
      defaultMessage: () => 'must be the name of an IANA time zone, such as Europe/Kyiv',
    },
  });
}
