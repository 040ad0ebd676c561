/** Rows of a page with the number of rows in all, as every paged read gives it in each of its rows. */
type Found = { readonly total: number };
type Page = { readonly limit: number; readonly offset: number };

/**
 * Reads a page and how many rows there are in all. A page behind the last one is empty, so its rows cannot say how many
 * there are: then the first row is asked.
 *
 * @param read runs the read for a page
 */
export const readPage = async <Row extends Found>(read: (page: Page) => Promise<readonly Row[]>, { limit, offset }: Page): Promise<{ readonly total: number; readonly rows: readonly Row[] }> => {
  const rows = await read({ limit, offset });
  const [row] = rows.length > 0 || offset === 0 ? rows : await read({ limit: 1, offset: 0 });
  return { total: row?.total ?? 0, rows };
};
