/** Wakes everyone who waits for the next change, without polling. */
export class Signal {
  private waiting: (() => void)[] = [];

  raise(): void {
    const waiting = this.waiting;
    this.waiting = [];
    for (const resolve of waiting) resolve();
  }

  /** Resolves at the next raise; rejects when the signal given aborts first. */
  next(abort?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const wake = () => {
        abort?.removeEventListener('abort', onAbort);
        resolve();
      };
      const onAbort = () => {
        this.waiting = this.waiting.filter((waiting) => waiting !== wake);
        reject(abort?.reason as Error);
      };
      abort?.addEventListener('abort', onAbort, { once: true });
      this.waiting.push(wake);
    });
  }
}
