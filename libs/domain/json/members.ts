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
    const end = endOfValue(text, start);
    visit(stringAt(text, at, keyEnd), start, end);
    at = skipBlanks(text, end);
    if (text.charCodeAt(at) === comma) at = skipBlanks(text, at + 1);
  }
};

/**
 * Cuts the text of a JSON array into the texts of its elements, so that each can be kept byte for byte as it came. The
 * text must be a valid JSON array.
 */
export const elementsOf = (text: string): string[] => {
  const elements: string[] = [];
  let at = skipBlanks(text, text.indexOf('[') + 1);
  while (text.charCodeAt(at) !== closeBracket) {
    const end = endOfValue(text, at);
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

/** Behind the closing quote of the string that begins at `from`. */
const endOfString = (text: string, from: number): number => {
  let at = from + 1;
  for (let code = text.charCodeAt(at); code !== quote; code = text.charCodeAt(at)) at += code === backslash ? 2 : 1;
  return at + 1;
};

const endOfValue = (text: string, from: number): number => {
  const first = text.charCodeAt(from);
  if (first === quote) return endOfString(text, from);
  return first === openBrace || first === openBracket ? endOfNested(text, from) : endOfScalar(text, from);
};

const endOfNested = (text: string, from: number): number => {
  let depth = 0;
  let at = from;
  do {
    const code = text.charCodeAt(at);
    if (code === quote) at = endOfString(text, at) - 1;
    else if (code === openBrace || code === openBracket) depth += 1;
    else if (code === closeBrace || code === closeBracket) depth -= 1;
    at += 1;
  } while (depth > 0);
  return at;
};

const endOfScalar = (text: string, from: number): number => {
  let at = from;
  for (let code = text.charCodeAt(at); code > blank && code !== comma && code !== closeBrace && code !== closeBracket; code = text.charCodeAt(at)) at += 1;
  return at;
};
