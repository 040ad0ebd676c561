const digits = /^\d{1,15}$/;

/**
 * The number that a source gives an event when it counts what it sends: the CloudEvents extension attribute `sequence`,
 * digits in a string as the extension has them or a whole number. Null where it does not count, or orders by something
 * else than numbers. https://github.com/cloudevents/spec/blob/main/cloudevents/extensions/sequence.md
 */
export const sequenceOf = (value: unknown): number | null => {
  if (typeof value === 'number') return Number.isSafeInteger(value) && digits.test(String(value)) ? value : null;
  return typeof value === 'string' && digits.test(value) ? Number(value) : null;
};
