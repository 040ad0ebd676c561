/**
 * Asks for the next item before the present one is used, so that who makes them and who uses them work at once. One item
 * is held. Ends the source in order when the user stops early.
 */
export async function* readAhead<Item>(items: AsyncIterable<Item>): AsyncGenerator<Item> {
  const source = items[Symbol.asyncIterator]();
  const ask = () => {
    const answer = source.next();
    // Looked at one step later; until then a failure is no unhandled rejection.
    answer.catch(() => undefined);
    return answer;
  };
  let next = ask();
  try {
    for (let present = await next; present.done !== true; present = await next) {
      next = ask();
      yield present.value;
    }
  } finally {
    await next.catch(() => undefined);
    await source.return?.();
  }
}
