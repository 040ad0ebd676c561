import { day, reached, worked, type Span, type Unit } from './naive-time.js';
import { kinds, organisation, type RawCase, type RawFact } from './raw-case.js';

/** Whom something counts for; '' where nobody is named. */
export type Party = { readonly unit: string; readonly staff: string; readonly section: string; readonly department: string; readonly district: string };

export type NaiveRating = {
  readonly at: number;
  readonly level: number;
  readonly active: boolean;
  readonly service: string;
  readonly channel: string;
  readonly named: boolean;
  readonly party: Party;
  setAside: boolean;
  readonly due: number | null;
  rectifiedAt: number | null;
  revisitedAt: number | null;
  pleased: boolean | null;
};

export type NaiveHolding = { readonly party: Party; readonly used: number; readonly delay: number; readonly ppm: number };

export type NaiveCase = {
  readonly id: string;
  readonly kind: string;
  readonly item: string;
  readonly channel: string;
  readonly applicantType: string;
  readonly acceptedAt: number | null;
  readonly finishes: readonly number[];
  readonly reopenings: readonly number[];
  readonly returned: readonly number[];
  readonly transfers: number;
  /** `dueAtFirst`: what held when it was first finished; the rest may have been moved since. */
  readonly promised: { readonly due: number | null; readonly dueAtFirst: number | null; readonly limit: number } | null;
  readonly statutory: { readonly due: number | null; readonly dueAtFirst: number | null; readonly limit: number } | null;
  readonly used: number | null;
  readonly suspended: number | null;
  readonly elapsed: number | null;
  readonly owner: Party;
  readonly receiver: Party;
  /** Empty until the first finish. */
  readonly holdings: readonly NaiveHolding[];
  readonly rateable: number;
  readonly ratings: readonly NaiveRating[];
  readonly callBack: { readonly at: number; readonly responded: boolean | null; readonly solved: boolean | null; readonly satisfied: boolean | null } | null;
  readonly signals: readonly { readonly at: number; readonly level: number; readonly outweighed: number | null }[];
};

const text = (value: unknown): string => (typeof value === 'string' ? value : '');
const answer = (value: unknown): boolean | null => (typeof value === 'boolean' ? value : null);

const definitionAt = (unit: string, at: number) => organisation.filter((entry) => entry.unit === unit && entry.since <= at).at(-1);

/** Climbs the tree as it stood; a unit nobody has defined counts as a section under its bare id. */
const partyAt = (unit: string, staff: string, at: number): Party => {
  const places = { section: '', department: '', district: '' };
  for (let next: string | null = unit === '' ? null : unit; next !== null; next = definitionAt(next, at)?.parent ?? null) {
    places[(definitionAt(next, at)?.type ?? 'section') as keyof typeof places] = next;
  }
  return { unit, staff, ...places };
};

type Limited = { readonly amount: number; readonly unit: Unit } | null;

const union = (spans: readonly Span[]): Span[] =>
  [...spans]
    .filter(({ from, to }) => from < to)
    .sort((a, b) => a.from - b.from)
    .reduce<Span[]>((joined, span) => {
      const last = joined.at(-1);
      if (last === undefined || span.from > last.to) return [...joined, span];
      return [...joined.slice(0, -1), { from: last.from, to: Math.max(last.to, span.to) }];
    }, []);

const largestRemainder = (weights: readonly number[]): number[] | null => {
  const total = weights.reduce((sum, weight) => sum + BigInt(weight), 0n);
  if (total === 0n) return null;
  const shares = weights.map((weight) => Number((BigInt(weight) * 1_000_000n) / total));
  const rests = weights.map((weight, index) => ({ index, rest: (BigInt(weight) * 1_000_000n) % total }));
  rests.sort((a, b) => (a.rest === b.rest ? a.index - b.index : a.rest > b.rest ? -1 : 1));
  const missing = 1_000_000 - shares.reduce((sum, share) => sum + share, 0);
  for (const { index } of rests.slice(0, missing)) shares[index] = (shares[index] ?? 0) + 1;
  return shares;
};

type Holder = { unit: string; staff: string; from: number; to: number | null };

/** Reads the facts of one case from first to last into what figures are made of. */
export const naiveCase = ({ id, facts: told }: RawCase): NaiveCase => {
  const retracted = new Set(told.filter(({ type }) => type === 'fact.retracted').map(({ data }) => data['id']));
  const facts = told.filter(({ type, id: name }) => type !== 'fact.retracted' && !retracted.has(name));
  const acceptance = facts.find(({ type }) => type === 'case.accepted');
  const accepted = acceptance?.data ?? {};
  const kind = text(accepted['kind']);
  const rules = kinds[kind];
  const promised = (accepted['promised'] ?? null) as Limited;
  const statutory = (accepted['statutory'] ?? null) as Limited;
  const unit: Unit = promised?.unit ?? statutory?.unit ?? 'working-day';

  const holders: Holder[] = [];
  const suspensions: { from: number; to: number | null; cap: number }[] = [];
  const waits: { from: number; to: number | null }[] = [];
  const extensions: { at: number; amount: number; promisedOnly: boolean }[] = [];
  const finishes: { at: number; unit: string; staff: string }[] = [];
  const reopenings: number[] = [];
  let holder = { unit: text(accepted['unit']), staff: text(accepted['holder']), since: acceptance?.time ?? facts[0]?.time ?? 0 };
  let closed = false;

  const leave = (at: number): void => {
    const last = holders.at(-1);
    if (last !== undefined && last.to === null) last.to = at;
  };
  const take = (at: number): void => {
    const last = holders.at(-1);
    if (last !== undefined && last.to === null && last.unit === holder.unit && last.staff === holder.staff) return;
    leave(at);
    holders.push({ unit: holder.unit, staff: holder.staff, from: at, to: null });
  };

  const on: Readonly<Record<string, (fact: RawFact) => void>> = {
    'case.accepted': ({ time }) => take(time),
    'case.transferred': ({ time, data }) => {
      holder = { unit: text(data['toUnit']) || holder.unit, staff: text(data['toHolder']), since: time };
      take(time);
    },
    'case.suspended': ({ time, data }) => {
      const applied = data['appliedFor'] as { amount: number; unit: Unit } | null;
      suspensions.push({ from: time, to: null, cap: applied === null ? Infinity : (reached(time, applied.amount * day, applied.unit) ?? Infinity) });
    },
    'case.resumed': ({ time }) => {
      const oldest = suspensions.find(({ to }) => to === null);
      if (oldest !== undefined) oldest.to = time;
    },
    'case.supplement-requested': ({ time }) => waits.push({ from: time, to: null }),
    'case.supplemented': ({ time }) => waits.forEach((wait) => (wait.to ??= time)),
    'case.extended': ({ time, data }) => extensions.push({ at: time, amount: (data['by'] as { amount: number }).amount, promisedOnly: data['limit'] === 'promised' }),
    'case.finished': ({ time, data }) => {
      const named = text(data['unit']);
      const staff = named === '' || holder.unit === '' || named === holder.unit ? holder.staff : '';
      finishes.push({ at: time, unit: named || holder.unit, staff });
      suspensions.forEach((pause) => (pause.to ??= time));
      waits.forEach((wait) => (wait.to ??= time));
      leave(time);
      closed = true;
    },
    'case.reopened': ({ time }) => {
      closed = false;
      reopenings.push(time);
      take(time);
    },
  };
  for (const fact of facts) on[fact.type]?.(fact);

  const first = finishes[0];
  const suspended = union(suspensions.map(({ from, to, cap }) => ({ from, to: Math.min(to ?? Infinity, cap) })));
  const pausing = rules?.waitsPause === true ? waits.map(({ from, to }) => ({ from, to: to ?? Infinity })) : [];
  const shut = reopenings.flatMap((to, index) => (finishes[index] === undefined ? [] : [{ from: finishes[index].at, to }]));
  const stopped = union([...suspended, ...pausing, ...shut]);

  const amountOf = (limit: NonNullable<Limited>, of: 'promised' | 'statutory', by = Infinity): number =>
    (limit.amount + extensions.filter(({ at, promisedOnly }) => at <= by && (of === 'promised' || !promisedOnly)).reduce((sum, { amount }) => sum + amount, 0)) * day;
  const dueAt = (limit: Limited, of: 'promised' | 'statutory', share = 1): number | null =>
    limit === null || acceptance === undefined ? null : reached(acceptance.time, amountOf(limit, of) * share, unit, stopped);
  /** Of a case that was reopened, only what had happened by its first finish. */
  const dueAtFirst = (limit: NonNullable<Limited>, of: 'promised' | 'statutory'): number | null => {
    if (acceptance === undefined || first === undefined || reopenings.length === 0) return dueAt(limit, of);
    const stoppedBefore = stopped.flatMap(({ from, to }) => (from >= first.at ? [] : [{ from, to: Math.min(to, first.at) }]));
    return reached(acceptance.time, amountOf(limit, of, first.at), unit, stoppedBefore);
  };
  const limitOf = (limit: Limited, of: 'promised' | 'statutory') =>
    limit === null || acceptance === undefined ? null : { due: dueAt(limit, of), dueAtFirst: dueAtFirst(limit, of), limit: amountOf(limit, of) };

  const whole = acceptance === undefined || first === undefined ? null : { from: acceptance.time, to: first.at };
  const used = whole === null ? null : worked(whole, unit, stopped);
  const due = dueAt(promised, 'promised') ?? dueAt(statutory, 'statutory');
  const clipped = first === undefined ? [] : holders.map((one) => ({ ...one, to: Math.max(one.from, Math.min(one.to ?? first.at, first.at)), over: one.from >= first.at }));
  const usedBy = clipped.map(({ from, to }) => worked({ from, to }, unit, stopped));
  const ppm = largestRemainder(usedBy) ?? largestRemainder(clipped.map(({ from, to }) => to - from)) ?? clipped.map((_, index) => (index === 0 ? 1_000_000 : 0));
  const holdings = clipped.map(({ from, to, unit: held, staff }, index) => ({
    party: partyAt(held, staff, from),
    used: usedBy[index] ?? 0,
    delay: due === null || due >= to ? 0 : worked({ from: Math.max(from, due), to }, unit, stopped),
    ppm: ppm[index] ?? 0,
  }));

  const finisherAt = (at: number) => finishes.filter((finish) => finish.at <= at).at(-1) ?? first ?? holder;
  const counted = new Map<string, NaiveRating>();
  const byId = new Map<string, NaiveRating>();
  for (const { id: name, type, time, data } of facts) {
    const about = byId.get(text(data['ratingId']));
    if (type === 'case.rating-set-aside' && about !== undefined) about.setAside = true;
    if (type === 'case.rating-rectified' && about !== undefined) about.rectifiedAt ??= time;
    if (type === 'case.rating-revisited' && about !== undefined) {
      about.revisitedAt ??= time;
      about.pleased = answer(data['satisfied']);
    }
    if (type !== 'case.rated') continue;
    const services = rules?.services ?? [];
    const service = services.length === 0 ? '' : text(data['service']) || (services[0] ?? '');
    const served = finisherAt(time);
    const named = text(data['unit']);
    const level = data['level'] as number;
    const rating: NaiveRating = {
      at: time,
      level,
      active: data['mode'] !== 'default',
      service,
      channel: text(data['channel']),
      named: data['named'] === true,
      party: named === '' || named === served.unit ? partyAt(served.unit, served.staff, time) : partyAt(named, '', time),
      setAside: false,
      due: level > 2 || rules === undefined ? null : reached(time, rules.rectify.amount * day, rules.rectify.unit),
      rectifiedAt: null,
      revisitedAt: null,
      pleased: null,
    };
    byId.set(name, rating);
    const standing = counted.get(service);
    if (standing === undefined || rating.active || !standing.active) counted.set(service, rating);
  }

  const until = closed ? (finishes.at(-1)?.at ?? null) : null;
  const thresholds = [
    { level: 1, at: dueAt(promised, 'promised', 0.5) },
    { level: 2, at: dueAt(promised, 'promised') },
    { level: 3, at: dueAt(statutory, 'statutory') },
  ].flatMap(({ level, at }) => (at === null || (until !== null && until <= at) ? [] : [{ level, at }]));
  const outweighed = (level: number): number | null => {
    const heavier = thresholds.filter((other) => other.level > level).map(({ at }) => at);
    return heavier.length === 0 ? null : Math.min(...heavier);
  };

  const lastCall = facts.filter(({ type }) => type === 'case.called-back').at(-1);
  const owner = closed && first !== undefined ? partyAt(first.unit, first.staff, first.at) : partyAt(holder.unit, holder.staff, holder.since);
  return {
    id,
    kind,
    item: text(accepted['item']),
    channel: text(accepted['channel']),
    applicantType: text((accepted['applicant'] as Record<string, unknown> | undefined)?.['type']),
    acceptedAt: acceptance?.time ?? null,
    finishes: finishes.map(({ at }) => at),
    reopenings,
    returned: facts.filter(({ type }) => type === 'case.returned').map(({ time }) => time),
    transfers: facts.filter(({ type }) => type === 'case.transferred').length,
    promised: limitOf(promised, 'promised'),
    statutory: limitOf(statutory, 'statutory'),
    used,
    suspended: whole === null ? null : worked(whole, unit) - worked(whole, unit, suspended),
    elapsed: whole === null ? null : whole.to - whole.from,
    owner,
    receiver: partyAt(text(accepted['unit']), text(accepted['holder']), acceptance?.time ?? 0),
    holdings,
    rateable: first === undefined ? 0 : Math.max(1, rules?.services.length ?? 0),
    ratings: [...counted.values()],
    callBack: lastCall === undefined ? null : { at: lastCall.time, responded: answer(lastCall.data['responded']), solved: answer(lastCall.data['solved']), satisfied: answer(lastCall.data['satisfied']) },
    signals: thresholds.map(({ level, at }) => ({ level, at, outweighed: outweighed(level) })),
  };
};
