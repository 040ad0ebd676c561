/**
 * What can go wrong with a server, on demand.
 * - `hang`: takes the request and never answers.
 * - `endless`: works on another statement instead, which only ends when it is killed.
 * - `wait`: does what it was asked only once the faults are cleared.
 * - `refuse`: cuts the connection before doing anything.
 * - `busy`: answers with an exception of this code before doing anything.
 * - `fail-after`: does what it was asked and answers 500 all the same, as a proxy does that lost its server.
 * - `cut`: cuts the connection after so many bytes of the answer.
 * - `exception`: breaks off after so many bytes with an exception in the body: `tagged` as servers since 25.11 write it,
 *   else as plain text, as before.
 */
export type FaultKind =
  | { readonly kind: 'hang' | 'endless' | 'wait' | 'refuse' | 'fail-after' }
  | { readonly kind: 'busy'; readonly code: number }
  | { readonly kind: 'cut'; readonly afterBytes: number }
  | { readonly kind: 'exception'; readonly afterBytes: number; readonly tagged: boolean };

/** Befalls the next `times` statements (every one without it) whose text holds `matching`, after the first `spared` of them. */
export type Fault = FaultKind & { readonly times?: number; readonly matching?: string; readonly spared?: number };

export type Faults = {
  add(fault: Fault): void;
  clear(): void;
  /** The fault that befalls this statement, counted down; null when all is well. */
  take(statement: string): Fault | null;
  /** Resolves when they are cleared next. */
  over(): Promise<void>;
};

export const newFaults = (): Faults => {
  let faults: { readonly fault: Fault; left: number; spared: number }[] = [];
  let waiting: (() => void)[] = [];
  return {
    add: (fault) => void faults.push({ fault, left: fault.times ?? Number.POSITIVE_INFINITY, spared: fault.spared ?? 0 }),
    clear: () => {
      for (const goOn of waiting) goOn();
      [faults, waiting] = [[], []];
    },
    take: (statement) => {
      const met = faults.find(({ fault, left }) => left > 0 && statement.includes(fault.matching ?? ''));
      if (met === undefined) return null;
      if (met.spared > 0) {
        met.spared -= 1;
        return null;
      }
      met.left -= 1;
      return met.fault;
    },
    over: () => new Promise((resolve) => waiting.push(resolve)),
  };
};
