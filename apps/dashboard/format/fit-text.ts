import { textWidth } from './text-width.js';

/** As much of a text as fits a width in pixels, with an ellipsis where it was cut. */
export const fitText = (text: string, fontSize: number, width: number): string => {
  if (textWidth(text, fontSize) <= width) return text;
  const chars = [...text];
  while (chars.length > 1 && textWidth(`${chars.join('')}…`, fontSize) > width) chars.pop();
  return `${chars.join('')}…`;
};
