/** Where and why a text is refused before it is parsed. */
export type JsonProblem = { readonly message: string };

export type JsonLimits = { readonly depthMax: number };

const quote = 34;
const backslash = 92;
const openBrace = 123;
const closeBrace = 125;
const openBracket = 91;
const closeBracket = 93;
const colon = 58;
const minus = 45;

/**
 * Looks for what JSON.parse accepts silently and a record of facts must not contain: duplicate keys, integers beyond
 * 2^53, NUL and lone surrogates, and nesting deeper than `depthMax`. One pass without recursion; null means none was
 * found. Says nothing about syntax otherwise: JSON.parse does, afterwards.
 */
export const findJsonProblem = (text: string, { depthMax }: JsonLimits): JsonProblem | null =>
  new Scanner(text, depthMax).run();

/** So many keys of one object are looked through; more are kept as a set, which costs more to make than the usual few to compare. */
const fewKeys = 16;

/** Keys seen in each open object; null for an open array. */
type Level = { keys: string[] | Set<string> } | null;

class Scanner {
  private at = 0;
  private readonly levels: Level[] = [];
  /** Where the last string token stands, in case a colon makes it a key; what it means where it is written with escapes. */
  private tokenStart = 0;
  private tokenEnd = 0;
  private unescaped: string | null = null;
  /** Without escapes a string ends at the next quote, which the engine finds quicker than we do. */
  private readonly hasEscapes: boolean;
  private problem: JsonProblem | null = null;

  constructor(
    private readonly text: string,
    private readonly depthMax: number,
  ) {
    this.hasEscapes = text.includes('\\');
  }

  run(): JsonProblem | null {
    if (!this.text.isWellFormed()) return { message: 'a lone surrogate is not valid text' };
    while (this.at < this.text.length && this.problem === null) this.step(this.text.charCodeAt(this.at));
    return this.problem;
  }

  private step(code: number): void {
    if (code === quote) this.readString();
    else if (code === openBrace || code === openBracket) this.open(code === openBrace ? { keys: [] } : null);
    else if (code === closeBrace || code === closeBracket) this.close();
    else if (code === colon) this.key();
    else if (code === minus || (code >= 48 && code <= 57)) this.readNumber();
    else this.at += 1;
  }

  private open(level: Level): void {
    this.levels.push(level);
    this.at += 1;
    if (this.levels.length > this.depthMax) this.problem = { message: `nested deeper than ${this.depthMax} levels` };
  }

  private close(): void {
    this.levels.pop();
    this.at += 1;
  }

  private key(): void {
    this.at += 1;
    const level = this.levels[this.levels.length - 1];
    if (level === undefined || level === null) return;
    const key = this.unescaped ?? this.text.slice(this.tokenStart, this.tokenEnd);
    if (isAmong(level.keys, key)) this.problem = { message: `the key ${JSON.stringify(key.slice(0, 80))} stands twice in one object` };
    if (!Array.isArray(level.keys)) level.keys.add(key);
    else if (level.keys.push(key) > fewKeys) level.keys = new Set(level.keys);
  }

  private readString(): void {
    this.tokenStart = this.at + 1;
    if (this.hasEscapes) this.readEscaped();
    else {
      const end = this.text.indexOf('"', this.tokenStart);
      this.tokenEnd = end < 0 ? this.text.length : end;
    }
    this.at = this.tokenEnd + 1;
  }

  private readEscaped(): void {
    let end = this.tokenStart;
    let escaped = false;
    for (; end < this.text.length; end += 1) {
      const code = this.text.charCodeAt(end);
      if (code === quote) break;
      if (code === backslash) {
        escaped = true;
        end += 1;
      }
    }
    this.tokenEnd = end;
    this.unescaped = escaped ? this.unescape(this.text.slice(this.tokenStart, end)) : null;
  }

  /** Escapes can write the same key differently, or hide what the plain text may not contain. */
  private unescape(raw: string): string {
    const value = parsedString(raw);
    if (value === null) return raw;
    if (value.includes('\u0000')) this.problem = { message: 'the character NUL is not allowed' };
    else if (!value.isWellFormed()) this.problem = { message: 'a lone surrogate is not valid text' };
    return value;
  }

  private readNumber(): void {
    let end = this.at + 1;
    while (end < this.text.length && isNumberPart(this.text.charCodeAt(end))) end += 1;
    const raw = this.text.slice(this.at, end);
    this.at = end;
    if (raw.length > 15 && /^-?\d+$/.test(raw) && !Number.isSafeInteger(Number(raw))) {
      this.problem = { message: `the integer ${raw.slice(0, 40)} is beyond 2^53 and would be changed` };
    } else if (!Number.isFinite(Number(raw)) && /^-?[\d.eE+-]+$/.test(raw)) {
      this.problem = { message: `the number ${raw.slice(0, 40)} is too large` };
    }
  }
}

const isAmong = (keys: readonly string[] | ReadonlySet<string>, key: string): boolean => ('has' in keys ? keys.has(key) : keys.includes(key));

const parsedString = (raw: string): string | null => {
  try {
    return JSON.parse(`"${raw}"`) as string;
  } catch {
    return null;
  }
};

/** Digits, sign, point, exponent. */
const isNumberPart = (code: number): boolean =>
  (code >= 48 && code <= 57) || code === 46 || code === 43 || code === minus || code === 69 || code === 101;
