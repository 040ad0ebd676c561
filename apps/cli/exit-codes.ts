/** What a command's exit code means. */
export const exitCodes = {
  ok: 0,
  failed: 1,
  usage: 2,
  /** The log and the store disagree. */
  integrity: 3,
  /** Some of the input was taken, some was not; see the rejects. */
  partial: 4,
} as const;

/** The command cannot go on; the message is for a person and says what to do. */
export class CommandFailure extends Error {
  override readonly name = 'CommandFailure';
  constructor(
    message: string,
    readonly exitCode: number = exitCodes.failed,
  ) {
    super(message);
  }
}
