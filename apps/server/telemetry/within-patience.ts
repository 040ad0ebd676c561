/** Who asks for metrics asks again in a moment: what has not answered by then is not known. */
const patienceMilliseconds = 3_000;

/** The value, or null when it cannot be had in time. */
export const withinPatience = async <Value>(value: Promise<Value>): Promise<Value | null> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<null>((resolve) => (timer = setTimeout(() => resolve(null), patienceMilliseconds)));
  return Promise.race([value.catch(() => null), late]).finally(() => clearTimeout(timer));
};
