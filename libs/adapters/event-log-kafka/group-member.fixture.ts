import type { EventLog } from '@mingxiao/ports/event-log/event-log';

type Told = { readonly told: string[]; readonly onRevoked?: () => Promise<void> };

/** A member of the log's group that reads all it is given and tells what it has and gives up. */
export const aMember = (log: EventLog, name: string, { told, onRevoked = async () => undefined }: Told) => {
  const abort = new AbortController();
  const found: string[] = [];
  const next = new Map<number, number>();
  const group = {
    name: `readers-of-${log.generation}`,
    onAssigned: async (partitions: readonly number[]) => {
      told.push(`${name} has ${partitions.length}`);
      return new Map(partitions.map((partition) => [partition, next.get(partition) ?? 0]));
    },
    onRevoked: (partitions: readonly number[]) => {
      told.push(`${name} gives up ${partitions.length}`);
      return onRevoked();
    },
  };
  const reading = (async () => {
    for await (const { partition, records } of log.subscribe([], { signal: abort.signal, group })) {
      found.push(...records.map(({ value }) => Buffer.from(value).toString()));
      next.set(partition, (records.at(-1)?.offset ?? -1) + 1);
    }
  })();
  return {
    group: group.name,
    found,
    leave: async () => {
      abort.abort();
      await reading;
    },
  };
};

/**
 * How many partitions each member has after what was told. A group may be balanced more than once where a broker or a machine is slow, so a test
 * asks for this and not for the words themselves.
 *
 * @throws when more were held at once than there are.
 */
export const heldAfter = (told: readonly string[], partitions = 4): Readonly<Record<string, number>> => {
  const held = new Map<string, number>();
  for (const word of told) {
    const [name = '', deed, count] = word.split(' ');
    held.set(name, deed === 'has' ? Number(count) : 0);
    if ([...held.values()].reduce((sum, each) => sum + each, 0) > partitions) throw new RangeError(`held twice: ${told.join(', ')}`);
  }
  return Object.fromEntries([...held].filter(([, each]) => each > 0));
};
