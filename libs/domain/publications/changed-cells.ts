/** One value of a scorecard that is not what it was; `cell` is the way to it, such as `card.key.children.timeliness.points`. */
export type ChangedCell = { readonly unit: string; readonly cell: string; readonly before: unknown; readonly after: unknown };

type Frozen = { readonly unit: string; readonly content: unknown };

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Nodes of a tree are told apart by their ids, which are unique among sisters; other lists by place. */
const nameIn = (item: unknown, index: number): string => (isRecord(item) && typeof item['id'] === 'string' ? item['id'] : isRecord(item) && typeof item['measure'] === 'string' ? `${String(item['of'] ?? '')}.${item['measure']}` : String(index));

const cellsOf = (value: unknown, path: string, into: Map<string, unknown>): Map<string, unknown> => {
  const under = (name: string): string => (path === '' ? name : `${path}.${name}`);
  if (Array.isArray(value)) value.forEach((item: unknown, index) => cellsOf(item, under(nameIn(item, index)), into));
  else if (isRecord(value)) for (const [name, item] of Object.entries(value)) cellsOf(item, under(name), into);
  else into.set(path, value);
  return into;
};

/**
 * Exactly the cells in which two sets of scorecards differ, by unit and then by cell. A unit or cell that one of them
 * does not have is null there.
 */
export const changedCells = (before: readonly Frozen[], after: readonly Frozen[]): readonly ChangedCell[] => {
  const index = (list: readonly Frozen[]) => new Map(list.map(({ unit, content }) => [unit, cellsOf(content, '', new Map())]));
  const [then, now] = [index(before), index(after)];
  const units = [...new Set([...then.keys(), ...now.keys()])].sort();
  return units.flatMap((unit) => {
    const [old, fresh] = [then.get(unit) ?? new Map<string, unknown>(), now.get(unit) ?? new Map<string, unknown>()];
    const cells = [...new Set([...old.keys(), ...fresh.keys()])].sort();
    return cells.flatMap((cell): ChangedCell[] => {
      const [was, is] = [old.get(cell) ?? null, fresh.get(cell) ?? null];
      return was === is ? [] : [{ unit, cell, before: was, after: is }];
    });
  });
};
