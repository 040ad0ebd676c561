type Search = Readonly<Record<string, unknown>>;

/** Plain query strings: every value is text, so that an id such as `20210` stays an id and links stay readable. */
export const parseUrlSearch = (search: string): Record<string, string> => Object.fromEntries(new URLSearchParams(search));

/** Values that are undefined are left out; an empty text is kept, it means "those that name none". */
export const stringifyUrlSearch = (search: Search): string => {
  const pairs = Object.entries(search).flatMap(([key, value]) => (value === undefined ? [] : [[key, String(value)]]));
  const text = new URLSearchParams(pairs).toString();
  return text === '' ? '' : `?${text}`;
};

/** The same without its undefined members. */
export const compact = <T extends object>(value: T): { [K in keyof T]?: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined)) as { [K in keyof T]?: Exclude<T[K], undefined> };
