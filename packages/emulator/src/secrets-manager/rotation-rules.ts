import { Refusal } from '../protocol/refusal.ts';
import type { StoredSecret } from '../state.ts';
import type { RotationRules } from './secret-state.ts';

const HOUR = 60 * 60 * 1000;
const DAY = 24 * HOUR;

/** https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_RotationRulesType.html */
export function checkedRules(
  given: RotationRules | undefined,
  before: RotationRules | undefined,
): RotationRules | undefined {
  if (!given) return before;
  const { AutomaticallyAfterDays: days, ScheduleExpression: schedule, Duration: duration } = given;
  if (days !== undefined && schedule !== undefined) {
    invalid('You must specify either AutomaticallyAfterDays or ScheduleExpression, not both.');
  }
  if (
    schedule !== undefined &&
    intervalOf(schedule) === undefined &&
    !/^cron\((?:\S+ ){5}\S+\)$/.test(schedule)
  ) {
    invalid(`The schedule expression ${schedule} is neither rate(...) nor cron(...).`);
  }
  if (duration !== undefined && !/^\d{1,3}h$/.test(duration)) {
    invalid('The duration of a rotation window must be in hours, for example 3h.');
  }
  return given;
}

function invalid(message: string): never {
  throw new Refusal('InvalidParameterException', message);
}

/** In milliseconds; `undefined` for what is no rate. A rate is four hours at least. */
function intervalOf(schedule: string): number | undefined {
  const [, count = '', unit = ''] = /^rate\((\d+) (hours?|days?)\)$/.exec(schedule) ?? [];
  if (count === '') return undefined;
  const interval = Number(count) * (unit.startsWith('hour') ? HOUR : DAY);
  return interval < 4 * HOUR ? undefined : interval;
}

/** When a secret would be rotated next; unknown for a cron expression, which is kept but not worked out. */
export function nextRotation({ rotation, created }: StoredSecret): number | undefined {
  if (!rotation?.enabled || !rotation.rules) return undefined;
  const { AutomaticallyAfterDays: days, ScheduleExpression: schedule = '' } = rotation.rules;
  const interval = days === undefined ? intervalOf(schedule) : days * DAY;
  return interval === undefined ? undefined : (rotation.lastRotated ?? created) + interval;
}
