/**
 * Where the attributes of one element go: texts under their keys. Nested attributes are named by their path
 * (`cost/currency`); a key that stands twice in one place, as in lists, gets `#2`, `#3` and so on.
 */
export type XesTarget = { readonly put: (key: string, value: string) => void; readonly values: Record<string, string> };

/** `wanted` limits what is kept; null keeps all. */
export const xesTarget = (wanted: ReadonlySet<string> | null): XesTarget => {
  const values: Record<string, string> = {};
  const put = (key: string, value: string): void => {
    if (wanted !== null && !wanted.has(key)) return;
    let name = key;
    for (let count = 2; Object.hasOwn(values, name); count += 1) name = `${key}#${count}`;
    values[name] = value;
  };
  return { put, values };
};
