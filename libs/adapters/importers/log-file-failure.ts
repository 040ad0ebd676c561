/** A file cannot be read to its end, or not as what it is said to be. The message names the file, and the line where there is one. */
export class LogFileFailure extends Error {
  override readonly name = 'LogFileFailure';
}
