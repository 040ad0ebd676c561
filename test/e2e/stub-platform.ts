// Temporary stand-in for the real server while it is being written: the same answers over HTTP, from invented cases.
import type { CaseDetail, CaseMeasure, CaseSummary } from '@mingxiao/contracts/cases';
import type { RankingRow } from '@mingxiao/contracts/rankings';
import { readFile } from 'node:fs/promises';
import { createServer, type ServerResponse } from 'node:http';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = process.env['STUB_ROOT'] ?? fileURLToPath(new URL('../..', import.meta.url));
const day = 86_400_000;
let seed = 20_181_015;
const chance = (): number => {
  seed = (seed * 1_664_525 + 1_013_904_223) >>> 0;
  return seed / 2 ** 32;
};
const pick = <T>(list: readonly T[]): T => list[Math.floor(chance() * list.length)] as T;
const districts = [['明湖区', 'Minghu'], ['青枫区', 'Qingfeng'], ['望河县', 'Wanghe'], ['云岭区', 'Yunling']] as const;
const departments = [['行政审批服务局', 'Approval Service Bureau'], ['市场监督管理局', 'Market Regulation Bureau'], ['公安局', 'Public Security Bureau'], ['人力资源和社会保障局', 'Human Resources Bureau']] as const;
const sections = [['注册登记科', 'Registration'], ['综合窗口科', 'General Window'], ['社会事务科', 'Social Affairs'], ['投资建设科', 'Construction'], ['质量监督科', 'Quality']] as const;
const itemNames = [['企业设立登记', 'Company registration'], ['食品经营许可', 'Food business licence'], ['建筑工程施工许可', 'Construction permit'], ['社会保险参保登记', 'Social insurance enrolment'], ['机动车驾驶证换证', 'Driving licence renewal'], ['户口迁移', 'Household move'], ['特种设备使用登记', 'Special equipment registration']] as const;
type Unit = { unit: string; type: string; parent: string | null; name: { zh: string; en: string }; sortNo: number };
const units: Unit[] = [{ unit: 'CITY', type: 'city', parent: null, name: { zh: '临州市', en: 'Linzhou' }, sortNo: 1 }];
districts.forEach(([zh, en], d) => {
  units.push({ unit: `D-${d}`, type: 'district', parent: 'CITY', name: { zh, en }, sortNo: d });
  departments.forEach(([dz, de], p) => {
    units.push({ unit: `P-${d}-${p}`, type: 'department', parent: `D-${d}`, name: { zh: zh + dz, en: `${en} ${de}` }, sortNo: d * 10 + p });
    sections.slice(0, p === 3 ? 3 : 4).forEach(([sz, se], s) => units.push({ unit: `S-${d}-${p}-${s}`, type: 'section', parent: `P-${d}-${p}`, name: { zh: sz, en: se }, sortNo: d * 100 + p * 10 + s }));
  });
});
const byId = new Map(units.map((unit) => [unit.unit, unit]));
const sectionUnits = units.filter(({ type }) => type === 'section');
const now = Date.parse('2026-11-22T14:03:00+08:00');
const iso = (at: number): string => new Date(at).toISOString();
type Case = CaseSummary & { section: string; department: string; district: string; reopened: boolean };
const cases: Case[] = Array.from({ length: 9000 }, (_, n) => {
  const index = Math.floor(chance() ** 1.4 * sectionUnits.length);
  const section = sectionUnits[index] as Unit;
  const department = byId.get(section.parent ?? '') as Unit;
  const accepted = now - chance() * 380 * day;
  const promised = accepted + (3 + Math.floor(chance() * 8)) * day;
  const length = (promised - accepted) * (0.25 + chance() ** 3 * (0.9 + (index % 9) * 0.06));
  const finished = accepted + length < now && chance() > 0.03 ? accepted + length : null;
  const end = finished ?? now;
  return {
    id: n === 0 ? 'urn:hall/north:2026/0001?a=1%' : `LZ2026${String(n).padStart(6, '0')}`,
    kind: chance() < 0.8 ? 'permit' : 'hotline-ticket',
    item: `I-${Math.floor(chance() * itemNames.length)}`,
    state: finished === null ? (chance() < 0.2 ? 'suspended' : 'open') : 'finished',
    unit: section.unit,
    holder: `U-${index * 10 + Math.floor(chance() * 10)}`,
    acceptedAt: iso(accepted),
    finishedAt: finished === null ? null : iso(finished),
    promisedDueAt: iso(promised),
    statutoryDueAt: iso(promised + 6 * day),
    elapsedSeconds: finished === null ? null : Math.round(length / 1000),
    usedSeconds: finished === null ? null : Math.round((length / 1000) * 0.68),
    latePromised: end > promised,
    lateStatutory: end > promised + 6 * day,
    rating: finished !== null && chance() < 0.4 ? (chance() < 0.96 ? pick([5, 5, 5, 4, 4, 3]) : pick([1, 2])) : null,
    flags: chance() < 0.03 ? ['entered-long-after'] : [],
    section: section.unit,
    department: department.unit,
    district: department.parent ?? '',
    reopened: chance() < 0.01,
  };
});
cases.push({ ...(cases[0] as Case), id: 'LZ-NONE', unit: null, section: '', department: '', district: '' });

type Query = Readonly<Record<string, string>>;
const inPeriod = (at: string | null, { from = '', to = '' }: Query): boolean => at !== null && Date.parse(at) >= Date.parse(`${from}T00:00:00+08:00`) && Date.parse(at) < Date.parse(`${to}T00:00:00+08:00`) + day;
const groupKey = (row: Case, by: string): string | null =>
  ({ district: row.district, department: row.department, section: row.section, staff: row.holder, item: row.item })[by] || null;
const matches = (row: Case, query: Query): boolean =>
  (['district', 'department', 'section', 'kind'] as const).every((field) => query[field] === undefined || row[field] === query[field]);
const measures: Readonly<Record<CaseMeasure, (row: Case, query: Query) => boolean>> = {
  accepted: (row, query) => inPeriod(row.acceptedAt, query),
  finished: (row, query) => inPeriod(row.finishedAt, query),
  reopened: (row, query) => row.reopened && inPeriod(row.finishedAt, query),
  openOverdue: (row) => row.finishedAt === null && row.latePromised === true,
  onTimePromised: (row, query) => inPeriod(row.finishedAt, query) && row.latePromised === false,
  latePromised: (row, query) => inPeriod(row.finishedAt, query) && row.latePromised === true,
  withPromised: (row, query) => inPeriod(row.finishedAt, query),
  onTimeStatutory: (row, query) => inPeriod(row.finishedAt, query) && row.lateStatutory === false,
  lateStatutory: (row, query) => inPeriod(row.finishedAt, query) && row.lateStatutory === true,
  withStatutory: (row, query) => inPeriod(row.finishedAt, query),
  rated: (row, query) => inPeriod(row.finishedAt, query) && row.rating !== null,
};
const basis = { generation: 'g1', position: [41_020, 40_877, 41_333, 40_912], lag: 0, parked: 3, versions: { rules: 'r7-3f2a', calendar: 'cn-2026.1', organisation: 'o83-91bc' }, at: iso(now), timeZone: 'Asia/Shanghai' };
const quantile = (list: number[], q: number): number | null => (list.length === 0 ? null : ([...list].sort((a, b) => a - b)[Math.floor((list.length - 1) * q)] ?? null));
const nameFor = (id: string | null): { zh: string; en: string } | null => {
  const item = id?.startsWith('I-') ? itemNames[Number(id.slice(2))] : undefined;
  return item === undefined ? (byId.get(id ?? '')?.name ?? null) : { zh: item[0], en: item[1] };
};

const rankingOf = (query: Query): { rows: RankingRow[]; minimumCases: number } => {
  const by = query['by'] ?? 'section';
  const groups = new Map<string | null, Case[]>();
  if (by !== 'staff' && by !== 'item') for (const unit of units.filter(({ type }) => type === by)) groups.set(unit.unit, []);
  for (const row of cases.filter((one) => matches(one, query))) {
    const key = groupKey(row, by);
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  const rows = [...groups].map(([unit, list]): RankingRow => {
    const count = (measure: CaseMeasure): Case[] => list.filter((row) => measures[measure](row, query));
    const finished = count('finished');
    const ratings = count('rated').map(({ rating }) => rating ?? 0);
    const elapsed = finished.map(({ elapsedSeconds }) => elapsedSeconds ?? 0);
    const used = finished.map(({ usedSeconds }) => usedSeconds ?? 0);
    return {
      unit, name: nameFor(unit), sortNo: byId.get(unit ?? '')?.sortNo ?? null, rank: null,
      rankNote: finished.length === 0 ? 'no-data' : finished.length < 30 ? 'too-few' : null,
      accepted: count('accepted').length, finished: finished.length, reopened: count('reopened').length, openOverdue: count('openOverdue').length,
      onTimePromised: { numerator: count('onTimePromised').length, denominator: finished.length },
      onTimeStatutory: { numerator: count('onTimeStatutory').length, denominator: finished.length },
      medianElapsedSeconds: quantile(elapsed, 0.5), p90ElapsedSeconds: quantile(elapsed, 0.9), medianUsedSeconds: quantile(used, 0.5), p90UsedSeconds: quantile(used, 0.9),
      ratings: ratings.length, meanRating: ratings.length === 0 ? null : ratings.reduce((a, b) => a + b, 0) / ratings.length,
    };
  });
  const rate = (row: RankingRow): number => row.onTimePromised.numerator / row.onTimePromised.denominator;
  const ranked = rows.filter(({ rankNote }) => rankNote === null).sort((a, b) => rate(b) - rate(a));
  const rest = rows.filter(({ rankNote }) => rankNote !== null);
  return { minimumCases: 30, rows: [...ranked.map((row) => ({ ...row, rank: ranked.findIndex((other) => rate(other) === rate(row)) + 1 })), ...rest] };
};

const detailOf = (row: Case): CaseDetail => {
  const start = Date.parse(row.acceptedAt ?? '');
  const end = row.finishedAt === null ? now : Date.parse(row.finishedAt);
  const half = start + (end - start) * 0.45;
  const pause = [start + (end - start) * 0.55, start + (end - start) * 0.75] as const;
  const other = pick(sectionUnits).unit;
  const segments: CaseDetail['segments'] = [];
  let at = start;
  while (at < end) {
    const hourOfDay = ((at + 8 * 3_600_000) % day) / 3_600_000;
    const dayOfWeek = Math.floor((at + 8 * 3_600_000) / day + 4) % 7;
    const midnight = Math.floor((at + 8 * 3_600_000) / day) * day - 8 * 3_600_000;
    const weekend = dayOfWeek === 0 || dayOfWeek === 6;
    const next = weekend ? midnight + day : midnight + (hourOfDay < 9 ? 9 : hourOfDay < 17 ? 17 : 33) * 3_600_000;
    const stop = Math.min(next, end, ...[half, ...pause].filter((edge) => edge > at));
    const paused = at >= pause[0] && at < pause[1];
    const holder = at < half ? { unit: other, holder: 'U-12' } : { unit: row.unit, holder: row.holder };
    const kind = paused ? 'suspended' : weekend ? 'holiday' : hourOfDay >= 9 && hourOfDay < 17 ? 'running' : 'off-hours';
    segments.push({ from: iso(at), to: iso(stop), kind, seconds: (stop - at) / 1000, ...holder, reason: paused ? 'expert-review' : null });
    at = stop;
  }
  const fact = (n: number, type: string, time: number, data: Record<string, unknown>): CaseDetail['facts'][number] => ({
    source: 'urn:hall:north', id: `${row.id}-${n}`, type, time: iso(time), storedAt: iso(time + 2000), partition: 1, offset: 1000 + n, data, historical: true, standing: n === 4 ? 'retracted' : 'counts',
  });
  const facts = [
    fact(1, 'case.accepted', start, { kind: row.kind, item: row.item, unit: other, holder: 'U-12', channel: 'window', applicant: { type: 'enterprise' }, promised: { amount: 7, unit: 'working-day' }, statutory: { amount: 10, unit: 'working-day' }, promisedDueAt: null }),
    fact(2, 'case.transferred', half, { toUnit: row.unit, toHolder: row.holder, reason: '事权已下放' }),
    fact(3, 'case.suspended', pause[0], { reason: 'expert-review', basis: '行政许可法第四十五条', approver: 'U-9', appliedFor: { amount: 7, unit: 'working-day' } }),
    fact(4, 'case.step-completed', pause[0] + 1000, { step: '现场勘验', outcome: 'done' }),
    fact(5, 'case.resumed', pause[1], {}),
    ...(row.finishedAt === null ? [] : [fact(6, 'case.finished', end, { outcome: 'granted' }), fact(7, 'case.rated', end + 3_600_000, { level: row.rating ?? 5, mode: 'active', channel: 'net', named: true })]),
  ];
  const { section, department, district } = row;
  return {
    ...row, channel: 'window', applicantType: 'enterprise', parent: null, historical: true, outcome: row.finishedAt === null ? null : 'granted', section, department, district, receivedAt: null,
    elapsedSeconds: (end - start) / 1000, usedSeconds: Math.round(((end - start) / 1000) * 0.68), suspendedSeconds: Math.round((pause[1] - pause[0]) / 1000),
    holders: [{ from: iso(start), to: iso(half), unit: other, holder: 'U-12' }, { from: iso(half), to: row.finishedAt, unit: row.unit, holder: row.holder }], segments,
    signals: row.latePromised === true ? [{ level: 'warning', at: iso(Date.parse(row.promisedDueAt ?? '') - day), rule: 'family-b', state: 'lapsed' }, { level: 'yellow', at: row.promisedDueAt ?? '', rule: 'family-b', state: 'issued' }, ...(row.lateStatutory === true ? [{ level: 'red', at: row.statutoryDueAt ?? '', rule: 'family-b', state: 'pending' }] : [])] : [],
    ratings: row.rating === null ? [] : [{ at: iso(end + 3_600_000), level: row.rating, mode: 'active', service: 'whole', unit: row.unit, staff: row.holder, setAside: false }],
    flags: ['degenerate-trace', ...row.flags], facts,
    names: Object.fromEntries([other, row.unit, section, department, district, row.item].flatMap((id) => (id === null || nameFor(id) === null ? [] : [[id, nameFor(id) as { zh: string; en: string }]]))),
    basis,
  };
};

let polls = 0;
const loadingSample = process.env['STUB_SAMPLE'] === '1';
const answerTo = (path: string, query: Query): unknown => {
  if (path === '/v1/rankings') return { by: query['by'], from: query['from'], to: query['to'], ...rankingOf(query), basis };
  if (path === '/v1/units') return { rows: units };
  if (path === '/v1/cases') {
    const keep = (row: Case): boolean => matches(row, query) && (query['unit'] === undefined || (groupKey(row, query['by'] ?? 'section') ?? '') === query['unit']) && measures[(query['measure'] ?? 'finished') as CaseMeasure](row, query);
    const all = cases.filter(keep);
    const offset = Number(query['offset'] ?? 0);
    return { total: all.length, rows: all.slice(offset, offset + Number(query['limit'] ?? 100)), basis };
  }
  if (path.startsWith('/v1/cases/')) {
    const found = cases.find(({ id }) => id === decodeURIComponent(path.slice('/v1/cases/'.length)));
    return found === undefined ? null : detailOf(found);
  }
  if (path === '/v1/health') {
    polls += 1;
    const sample = loadingSample ? { running: true, sent: Math.min(150_000, polls * 9_000), total: 151_330 } : null;
    return { status: 'ok', product: 'mingxiao', version: '0.1.0', instance: 'stub', log: { kind: 'embedded', generation: 'g1', partitions: 4, end: [1, 1, 1, 1] }, facts: { position: [1, 1, 1, 1], lag: 0 }, cases: { position: [1, 1, 1, 1], lag: 0, folding: 'live' }, parked: 3, conflicts: 0, sample, problems: [] };
  }
  return null;
};

const types: Readonly<Record<string, string>> = { '.js': 'text/javascript', '.css': 'text/css', '.html': 'text/html; charset=utf-8', '.svg': 'image/svg+xml', '.json': 'application/json' };
const sendFile = async (response: ServerResponse, file: string): Promise<void> => {
  const body = await readFile(file);
  response.writeHead(200, { 'content-type': types[extname(file)] ?? 'application/octet-stream' }).end(body);
};

export const startStub = async (port = 0): Promise<{ url: string; stop: () => Promise<void> }> => {
  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? '/', 'http://stub');
    try {
      if (url.pathname.startsWith('/v1/dashboards/')) return await sendFile(response, join(root, 'dashboards', `${url.pathname.slice(15)}.json`));
      if (!url.pathname.startsWith('/v1')) return await sendFile(response, join(root, 'apps/dashboard/dist', extname(url.pathname) === '' || !url.pathname.startsWith('/assets') && url.pathname !== '/favicon.svg' ? 'index.html' : url.pathname));
      const body = answerTo(url.pathname, Object.fromEntries(url.searchParams));
      response.writeHead(body === null ? 404 : 200, { 'content-type': body === null ? 'application/problem+json' : 'application/json' });
      return response.end(JSON.stringify(body ?? { type: 'about:blank', title: 'Not found', status: 404 }));
    } catch {
      return response.writeHead(404).end();
    }
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : port}`,
    stop: () => new Promise((resolve) => { server.closeAllConnections(); server.close(() => resolve()); }),
  };
};
export const startPlatform = (): Promise<{ url: string; stop: () => Promise<void> }> => startStub();
if (process.env['STUB_PORT'] !== undefined) void startStub(Number(process.env['STUB_PORT']));
