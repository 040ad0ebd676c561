/** A pool of connections that each carry one query at a time; who comes when all are taken waits in line. */
export class Lanes<Lane> {
  private readonly free: Lane[];
  private readonly waiting: ((lane: Lane) => void)[] = [];
  private readonly size: number;

  constructor(lanes: readonly Lane[]) {
    this.free = [...lanes];
    this.size = lanes.length;
  }

  take(): Promise<Lane> {
    const lane = this.free.pop();
    return lane === undefined ? new Promise((resolve) => this.waiting.push(resolve)) : Promise.resolve(lane);
  }

  give(lane: Lane): void {
    const next = this.waiting.shift();
    if (next === undefined) this.free.push(lane);
    else next(lane);
  }

  /** Resolves once every lane is back; nobody can take one afterwards. */
  async drain(): Promise<void> {
    for (let taken = 0; taken < this.size; taken += 1) await this.take();
  }
}
