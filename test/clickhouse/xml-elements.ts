import { readFile } from 'node:fs/promises';
import { SaxesParser } from 'saxes';

export const serverFiles = new URL('../../infra/clickhouse/', import.meta.url);

type Element = { readonly path: string; text: string };

/** Every element of an XML file of `infra/clickhouse` with its path and text. Throws when the file is not well-formed. */
export const elementsOf = async (name: string): Promise<Element[]> => {
  const parser = new SaxesParser();
  const all: Element[] = [];
  const open: Element[] = [];
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', (tag) => {
    const element = { path: `${open.at(-1)?.path ?? ''}/${tag.name}`, text: '' };
    open.push(element);
    all.push(element);
  });
  parser.on('text', (text) => {
    const element = open.at(-1);
    if (element !== undefined) element.text += text.trim();
  });
  parser.on('closetag', () => void open.pop());
  parser.write(await readFile(new URL(name, serverFiles), 'utf8')).close();
  return all;
};

/** The statements that give a user of `users.d/mingxiao.xml` its rights, as they stand there: without `TO`. */
export const grantsOf = async (user: string): Promise<string[]> =>
  (await elementsOf('users.d/mingxiao.xml')).filter(({ path }) => path === `/clickhouse/users/${user}/grants/query`).map(({ text }) => text);
