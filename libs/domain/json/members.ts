const quote = 34;
const backslash = 92;
const comma = 44;
const openBrace = 123;
const closeBrace = 125;
const openBracket = 91;
const closeBracket = 93;
const blank = 32;

/**
 * Walks the members of a JSON object without building it: `visit` gets each key and where its value stands in the text.
 * For reading a few fields of many events: several times cheaper than parsing all of each. The text must be a valid
 * JSON object (what passed the door is).
 */
export const visitMembers = (text: string, visit: (key: string, start: number, end: number) => void): void => {
  let at = skipBlanks(text, text.indexOf('{') + 1);
  while (text.charCodeAt(at) === quote) {
    const keyEnd = endOfString(text, at);
    const start = skipBlanks(text, text.indexOf(':', keyEnd) + 1);
    const end = endOfValue(text, start, Infinity);
    visit(stringAt(text, at, keyEnd), start, end);
    at = skipBlanks(text, end);
    if (text.charCodeAt(at) === comma) at = skipBlanks(text, at + 1);
  }
};

/**
 * Cuts the text of a JSON array into the texts of its elements, so that each can be kept byte for byte as it came. Null where
 * an element is nested deeper than `depthMax`: such a text is better not parsed. Says nothing about syntax: of a text that is
 * no JSON array the cuts mean nothing, but its depth is found as far as JSON.parse would come.
 */
export const elementsOf = (text: string, depthMax: number): string[] | null => {
  const elements: string[] = [];
  let at = skipBlanks(text, text.indexOf('[') + 1);
  while (at < text.length && text.charCodeAt(at) !== closeBracket) {
    const end = endOfValue(text, at, depthMax);
    if (end === tooDeep) return null;
    // No value begins so: this is no JSON.
    if (end === at) return elements;
    elements.push(text.slice(at, end));
    at = skipBlanks(text, end);
    if (text.charCodeAt(at) === comma) at = skipBlanks(text, at + 1);
  }
  return elements;
};

/** The string whose quotes stand at `start` and before `end`. */
export const stringAt = (text: string, start: number, end: number): string => {
  const raw = text.slice(start + 1, end - 1);
  return raw.includes('\\') ? (JSON.parse(`"${raw}"`) as string) : raw;
};

const skipBlanks = (text: string, from: number): number => {
  let at = from;
  while (text.charCodeAt(at) <= blank) at += 1;
  return at;
};

/** Behind the closing quote of the string that begins at `from`; the end of the text where it has none. */
const endOfString = (text: string, from: number): number => {
  let end = text.indexOf('"', from + 1);
  while (end >= 0 && isEscaped(text, from, end)) end = text.indexOf('"', end + 1);
  return end < 0 ? text.length : end + 1;
};

/** Whether the quote at `at` belongs to the string that begins at `from`: an odd number of backslashes stands before it. */
const isEscaped = (text: string, from: number, at: number): boolean => {
  let first = at;
  while (first - 1 > from && text.charCodeAt(first - 1) === backslash) first -= 1;
  return (at - first) % 2 === 1;
};

const endOfValue = (text: string, from: number, depthMax: number): number => {
  const first = text.charCodeAt(from);
  if (first === quote) return endOfString(text, from);
  return first === openBrace || first === openBracket ? endOfNested(text, from, depthMax) : endOfScalar(text, from);
};

const tooDeep = -1;

const endOfNested = (text: string, from: number, depthMax: number): number => {
  let depth = 0;
  let at = from;
  do {
    const code = text.charCodeAt(at);
    if (code === quote) at = endOfString(text, at) - 1;
    else if (code === openBrace || code === openBracket) depth += 1;
    else if (code === closeBrace || code === closeBracket) depth -= 1;
    at += 1;
    if (depth > depthMax) return tooDeep;
  } while (depth > 0 && at < text.length);
  return at;
};

const endOfScalar = (text: string, from: number): number => {
  let at = from;
  for (let code = text.charCodeAt(at); code > blank && code !== comma && code !== closeBrace && code !== closeBracket; code = text.charCodeAt(at)) at += 1;
  return at;
};
