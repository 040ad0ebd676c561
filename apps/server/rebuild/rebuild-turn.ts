import { Inject, Injectable } from '@nestjs/common';
import { AnalyticsFailure, type AnalyticsStore } from '@mingxiao/ports/analytics-store/analytics-store';
import { turnHeld } from '@mingxiao/projections/models/models.reads';
import { createTurn, dropTable, hearTurn, passTurnOn, rebuildTurn as turn, type TableCommand } from '@mingxiao/projections/models/table-commands';
import { withFragments } from '@mingxiao/projections/named-read';
import { Reads } from '../query/reads.js';
import { sqlOf } from '../query/sql-text.js';
import { ANALYTICS_STORE, SHARED } from '../tokens.js';

const hearEveryMilliseconds = 5_000;
/** A process that is stopped for longer than this, and wakes, finds that it has lost its turn before it exchanges anything. */
const silentSecondsMax = 30;

const tableAlreadyExists = '57';
const unknownTable = '60';

const unless = (...codes: readonly string[]) => (error: unknown): null => {
  if (error instanceof AnalyticsFailure && error.code !== null && codes.includes(error.code)) return null;
  throw error;
};

/** The turn to change which tables are live: one process at a time, of all that share a store. One that has gone loses it. */
@Injectable()
export class RebuildTurn {
  /** What the table is that was made here; null while others may have the turn. */
  private own: string | null = null;
  private hearing: NodeJS.Timeout | undefined;
  private readonly silentSecondsMax: number;

  constructor(
    @Inject(ANALYTICS_STORE) private readonly store: AnalyticsStore,
    private readonly reads: Reads,
    @Inject(SHARED) shared: boolean,
  ) {
    // Alone with its store, a process finds no turn but one that a crash left.
    this.silentSecondsMax = shared ? silentSecondsMax : 0;
  }

  /** Whether this process has the turn now. */
  async take(): Promise<boolean> {
    const held = await this.held();
    if (held !== null && held.silent_seconds >= this.silentSecondsMax) await this.passOn(held.identity);
    if (!(await this.run(createTurn, { turn }).then(() => true, unless(tableAlreadyExists)))) return false;
    this.own = (await this.held())?.identity ?? null;
    this.hearing = setInterval(() => void this.run(hearTurn, { turn }).catch(() => undefined), hearEveryMilliseconds).unref();
    return true;
  }

  /** Throws when another process has taken the turn over. */
  async assertOwn(): Promise<void> {
    const held = await this.held();
    if (held === null || held.identity !== this.own) throw new Error('this process was silent for so long that another one may rebuild; `mingxiao rebuild` goes on where it was');
  }

  async giveBack(): Promise<void> {
    clearInterval(this.hearing);
    const held = await this.held();
    if (held !== null && held.identity === this.own) await this.passOn(held.identity);
    this.own = null;
  }

  private async held() {
    return (await this.reads.all(turnHeld, {}, { turn }).catch(unless(unknownTable)))?.[0] ?? null;
  }

  private async passOn(identity: string): Promise<void> {
    if ((await this.run(passTurnOn, { turn, identity }).then(() => true, unless(tableAlreadyExists, unknownTable))) === null) return;
    await this.run(dropTable, { table: `${turn}_${identity}` });
  }

  private run({ file }: TableCommand, fragments: Readonly<Record<string, string>>): Promise<void> {
    return this.store.command(withFragments(sqlOf(file), fragments));
  }
}
