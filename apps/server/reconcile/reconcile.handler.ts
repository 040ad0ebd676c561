import { Inject } from '@nestjs/common';
import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { Balance, Reconciliation } from '@mingxiao/contracts/reconciliation';
import type { EventLog } from '@mingxiao/ports/event-log/event-log';
import { ledgerGaps } from '@mingxiao/projections/folding/folding.reads';
import { sharedIdentities, storedFacts, typeBalances, type TypeBalance } from '@mingxiao/projections/reconciliation/reconciliation.reads';
import type { Progress } from '../project/progress.js';
import { Reads } from '../query/reads.js';
import { EVENT_LOG, PROGRESS } from '../tokens.js';
import { tallyLog, type LogTally } from './log-tally.js';
import { ReconcileQuery } from './reconcile.query.js';

type Stored = { readonly facts: number; readonly hash_sum: bigint };

@QueryHandler(ReconcileQuery)
export class ReconcileHandler implements IQueryHandler<ReconcileQuery> {
  constructor(
    @Inject(EVENT_LOG) private readonly log: EventLog,
    private readonly reads: Reads,
    @Inject(PROGRESS) private readonly progress: Progress,
  ) {}

  async execute(): Promise<Reconciliation> {
    const { generation } = this.log;
    // Events go on coming: log and store are compared as far as the log reached at this moment.
    const ends = await this.log.end();
    await this.progress.caughtUp(AbortSignal.timeout(60_000));
    const tally = await tallyLog(this.log, ends, AbortSignal.timeout(600_000));
    const [balances, gaps, [stored], [shared]] = await Promise.all([
      this.reads.all(typeBalances, { generation, ends }),
      this.reads.all(ledgerGaps, { generation }),
      this.reads.all(storedFacts, { ends }),
      this.reads.all(sharedIdentities),
    ]);
    const total = sumOf(balances);
    const hashSum = BigInt.asUintN(64, balances.reduce((sum, { hash_sum }) => sum + hash_sum, 0n));
    const spans = gaps.map(({ log_partition, from_offset, to_offset }) => ({ partition: log_partition, from: from_offset, to: to_offset }));
    const problems = [
      ...spans.map(({ partition, from, to }) => `partition ${partition}: the ledger lacks the offsets ${from} to ${to - 1}`),
      ...differences(total, hashSum, tally, stored ?? { facts: 0, hash_sum: 0n }),
    ];
    return {
      ok: problems.length === 0,
      ...total,
      contentHash: hex(hashSum),
      logContentHash: hex(tally.hashSum),
      perType: Object.fromEntries(balances.map((row) => [row.type === '' ? '(unreadable)' : row.type, balanceOf(row)])),
      gaps: spans,
      sharedIdentities: shared?.shared ?? 0,
      problems,
    };
  }
}

const hex = (sum: bigint): string => sum.toString(16).padStart(16, '0');

const balanceOf = ({ logged, facts, duplicates, conflicts, parked }: TypeBalance): Balance => ({ logged, facts, duplicates, conflicts, parked });

const sumOf = (balances: readonly TypeBalance[]): Balance =>
  balances.reduce(
    (sum, row) => ({
      logged: sum.logged + row.logged,
      facts: sum.facts + row.facts,
      duplicates: sum.duplicates + row.duplicates,
      conflicts: sum.conflicts + row.conflicts,
      parked: sum.parked + row.parked,
    }),
    { logged: 0, facts: 0, duplicates: 0, conflicts: 0, parked: 0 },
  );

/** Every figure is compared with the log's own; a difference is named with both sides. */
const differences = (ledger: Balance, hashSum: bigint, log: LogTally, stored: Stored): string[] => {
  const compare = (what: string, here: number | bigint, there: number | bigint) => (here === there ? [] : [`${what}: the ledger says ${here}, the log ${there}`]);
  return [
    ...compare('records', ledger.logged, log.records),
    ...compare('facts', ledger.facts, log.facts),
    ...compare('duplicates', ledger.duplicates, log.duplicates),
    ...compare('conflicts', ledger.conflicts, log.conflicts),
    ...compare('parked', ledger.parked, log.parked),
    ...compare('content hash', hashSum, log.hashSum),
    ...(stored.facts === ledger.facts ? [] : [`facts: the ledger says ${ledger.facts}, the fact tables hold ${stored.facts}`]),
    ...(BigInt.asUintN(64, stored.hash_sum) === hashSum ? [] : ['content hash: the fact tables differ from the ledger']),
  ];
};
