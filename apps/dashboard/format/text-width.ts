/** Rough width of a text in pixels: Chinese characters are square, others a little over half as wide. */
export const textWidth = (text: string, fontSize: number): number =>
  [...text].reduce((sum, char) => sum + ((char.codePointAt(0) ?? 0) > 0x2e7f ? 1 : 0.55), 0) * fontSize;
