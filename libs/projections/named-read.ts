/** A read of a projection: its name, its statement in a `.sql` file, and the shape of its rows. The shell runs it. */
export type NamedRead<Row> = {
  readonly name: string;
  /** Beside the projection; the shell reads the text. */
  readonly file: URL;
  /** Parses one row; throws when it has another shape. */
  readonly row: (raw: unknown) => Row;
};

/**
 * Fills `{{name}}` marks of a statement with fragments of our own, such as a column from an allow-list.
 * Throws on a mark that is not given: a statement with a hole must not run.
 */
export const withFragments = (sql: string, fragments: Readonly<Record<string, string>>): string =>
  sql.replace(/\{\{(\w+)\}\}/g, (_mark, name: string) => {
    const fragment = fragments[name];
    if (fragment === undefined) throw new Error(`No fragment for {{${name}}}`);
    return fragment;
  });
