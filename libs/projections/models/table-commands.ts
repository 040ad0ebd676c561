/** Statements about whole tables. Their marks are filled with names of our own, which are checked where they are made. */
export type TableCommand = { readonly name: string; readonly file: URL };

export const createTable: TableCommand = { name: 'models/create-table', file: new URL('./create-table.sql', import.meta.url) };
export const dropTable: TableCommand = { name: 'models/drop-table', file: new URL('./drop-table.sql', import.meta.url) };
export const exchangeTables: TableCommand = { name: 'models/exchange-tables', file: new URL('./exchange-tables.sql', import.meta.url) };

/** The table whose maker may rebuild, and what is done with it. */
export const rebuildTurn = 'rebuild_turn';
export const createTurn: TableCommand = { name: 'models/create-turn', file: new URL('./create-turn.sql', import.meta.url) };
export const hearTurn: TableCommand = { name: 'models/hear-turn', file: new URL('./hear-turn.sql', import.meta.url) };
export const passTurnOn: TableCommand = { name: 'models/pass-turn-on', file: new URL('./pass-turn-on.sql', import.meta.url) };
