import { SaxesParser, type SaxesTagPlain } from 'saxes';
import type { RawCase, RawRow } from '@mingxiao/domain/imports/raw-case';
import { xesTarget, type XesTarget } from './xes-target.js';

export type XesOptions = {
  readonly caseIdAttribute: string;
  /** Attributes of the log, as `log/key`, that the mapping reads for every case. */
  readonly logAttributes: ReadonlySet<string>;
};

export type XesParser = {
  /** Feeds text and gives the traces that it completed. Throws on malformed XML, with line and column. */
  readonly write: (text: string) => readonly RawCase[];
  readonly end: () => void;
  /** The line that has been reached. */
  readonly line: () => number;
};

const logPrefix = 'log/';
const depthMax = 200;
/** A tag or text longer than this is no log; the parser would hold it all. */
const tokenCharactersMax = 4 * 1024 * 1024;

type OpenTrace = { readonly line: number; readonly target: XesTarget; readonly rows: RawRow[] };
type State = {
  readonly log: XesTarget;
  trace: OpenTrace | null;
  event: { readonly line: number; readonly target: XesTarget } | null;
  /** Keys of the open attributes; an empty one stands for a container that has no name, such as `values`. */
  readonly path: string[];
  /** Elements open below one that is not read (globals are declarations, not values). */
  skipped: number;
  done: RawCase[];
};

const localName = (name: string): string => name.slice(name.indexOf(':') + 1);

const pathOf = (path: readonly string[]): string => (path.length === 1 ? (path[0] ?? '') : path.filter((key) => key !== '').join('/'));

const targetOf = ({ event, trace, log }: State): XesTarget => event?.target ?? trace?.target ?? log;

const openAttribute = (state: State, key: string, value: string | undefined): void => {
  state.path.push(key);
  if (value === undefined || key === '') return;
  const name = pathOf(state.path);
  targetOf(state).put(state.trace === null ? logPrefix + name : name, value);
};

const finishTrace = ({ line, target, rows }: OpenTrace, { values: log }: XesTarget, caseId: string): RawCase => ({
  caseId: target.values[caseId] ?? '',
  line,
  attributes: { ...log, ...target.values },
  rows,
});

const beginTrace = (state: State, line: number): void => {
  state.trace = { line, target: xesTarget(null), rows: [] };
};

const beginEvent = (state: State, line: number): void => {
  if (state.trace === null) throw new Error(`line ${line}: an event outside of any trace belongs to no case`);
  state.event = { line, target: xesTarget(null) };
};

const opener = (state: State, lineNow: () => number) => {
  const structural = new Map([
    ['log', () => undefined],
    ['trace', () => beginTrace(state, lineNow())],
    ['event', () => beginEvent(state, lineNow())],
  ]);
  const isAttribute = (element: string, key: string | undefined) => key !== undefined || (element === 'values' && state.path.length > 0);
  const read = ({ name, attributes }: SaxesTagPlain): void => {
    const element = localName(name);
    const key = attributes['key'];
    const begin = state.path.length === 0 && key === undefined ? structural.get(element) : undefined;
    if (begin !== undefined) begin();
    else if (isAttribute(element, key)) openAttribute(state, key ?? '', attributes['value']);
    else state.skipped = 1;
  };
  return (tag: SaxesTagPlain): void => {
    if (state.skipped > 0) state.skipped += 1;
    else read(tag);
    if (state.path.length + state.skipped > depthMax) throw new Error(`line ${lineNow()}: elements are nested deeper than ${depthMax}`);
  };
};

const closeStructure = (state: State, caseIdAttribute: string): void => {
  if (state.event !== null) {
    state.trace?.rows.push({ line: state.event.line, values: state.event.target.values });
    state.event = null;
  } else if (state.trace !== null) {
    state.done.push(finishTrace(state.trace, state.log, caseIdAttribute));
    state.trace = null;
  }
};

const closer = (state: State, caseIdAttribute: string) => (): void => {
  if (state.skipped > 0) state.skipped -= 1;
  else if (state.path.length > 0) state.path.pop();
  else closeStructure(state, caseIdAttribute);
};

/** Checks the root once: any other document would be read as a log without traces. */
const checkRoot = (parser: SaxesParser<{ xmlns: false }>): void => {
  let isRoot = true;
  parser.on('opentagstart', ({ name }) => {
    if (isRoot && localName(name) !== 'log') throw new Error(`line ${parser.line}: the document is <${name}>, not an XES <log>`);
    isRoot = false;
  });
  parser.on('xmldecl', ({ encoding }) => {
    if (encoding !== undefined && encoding.toUpperCase() !== 'UTF-8') throw new Error(`line 1: the encoding is ${encoding}: save it as UTF-8`);
  });
};

/** Limits what the parser holds between two tags. */
const tokenLimit = (parser: SaxesParser<{ xmlns: false }>) => {
  let characters = 0;
  const reset = () => {
    characters = 0;
  };
  return {
    reset,
    count: (text: string) => {
      characters += text.length;
      if (characters > tokenCharactersMax) throw new Error(`line ${parser.line}: more than ${tokenCharactersMax} characters without a tag`);
    },
  };
};

/** A streaming reader of XES 1.0: holds one trace, and of the log's own attributes those that are wanted. */
export const createXesParser = ({ caseIdAttribute, logAttributes }: XesOptions): XesParser => {
  const parser = new SaxesParser({ xmlns: false });
  const state: State = { log: xesTarget(logAttributes), trace: null, event: null, path: [], skipped: 0, done: [] };
  const limit = tokenLimit(parser);
  const open = opener(state, () => parser.line);
  const close = closer(state, caseIdAttribute);
  checkRoot(parser);
  parser.on('error', (failure) => {
    throw failure;
  });
  parser.on('opentag', (tag) => {
    limit.reset();
    open(tag);
  });
  parser.on('closetag', close);
  const write = (text: string): readonly RawCase[] => {
    limit.count(text);
    parser.write(text);
    const { done } = state;
    state.done = [];
    return done;
  };
  return { write, end: () => void parser.close(), line: () => parser.line };
};
