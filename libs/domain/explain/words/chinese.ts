import type { VerdictCode } from '../explain-limit.js';
import type { MoveInWords, Phrases, StepInWords } from './phrases.js';

const because = ({ reason, basis, approver, appliedFor }: MoveInWords): string => {
  const details = [
    ...(reason === null ? [] : [`事由：${reason}`]),
    ...(basis === null ? [] : [`依据：${basis}`]),
    ...(approver === null ? [] : [`批准人：${approver}`]),
    ...(appliedFor === null ? [] : [`申请${appliedFor}`]),
  ];
  return details.length === 0 ? '' : `（${details.join('；')}）`;
};

const what = (move: MoveInWords): string => {
  if (move.kind === 'extension') return `${move.from} 延期${move.by ?? ''}${because(move)}`;
  const span = move.to === null ? `自 ${move.from} 起，尚未结束` : `自 ${move.from} 至 ${move.to}`;
  const name = { suspension: '特别程序挂起', wait: '等待申请人补正', closed: '办结后至重办前' }[move.kind];
  const cap = move.cappedAt === null ? '' : `，最多计至 ${move.cappedAt}`;
  return `${name}${because(move)}${span}${cap}`;
};

const unmoved: Readonly<Record<Exclude<MoveInWords['effect'], 'moved'>, string>> = {
  'not-recognised': '该类型不认可此事由，照常计时。',
  final: '到期时刻已定，不作变动。',
  'open-ended': '停钟没有期限，期间不产生到期时刻。',
  'too-late': '开始时期限已过，不再顺延。',
  'nothing-counted': '其中没有计入的时间，不顺延。',
};

const outcome = ({ effect, kind, stood, moved, dueAt }: MoveInWords): string => {
  if (effect !== 'moved') return unmoved[effect];
  const before = kind === 'extension' || stood === null ? '' : `停钟${stood}，`;
  return `${before}到期时刻顺延${moved ?? ''}，至 ${dueAt ?? ''}。`;
};

const units = { 'working-day': '工作日（每日24小时）', 'working-hour': '工作小时', elapsed: '自然时间' } as const;

const origins = { 'source-instant': '由来源系统直接给出时刻', event: '受理时载明', item: '依据事项', kind: '依据类型' } as const;

const verdicts: Readonly<Record<VerdictCode, (reached: string, distance: string) => string>> = {
  'nothing-due': (reached) => `截至 ${reached}：没有到期时刻。`,
  'finished-in-time': (reached, distance) => `${reached} 办结，早于到期时刻${distance}：按时。`,
  'finished-late': (reached, distance) => `${reached} 办结，晚于到期时刻${distance}：超时。`,
  'open-in-time': (reached, distance) => `截至 ${reached}：尚余${distance}。`,
  'open-overdue': (reached, distance) => `截至 ${reached}：已超时${distance}。`,
};

export const chinese: Phrases = {
  label: { running: '计时', 'off-hours': '非办公时间', holiday: '休息日', suspended: '挂起', 'waiting-for-applicant': '待申请人补正', closed: '已办结' },
  limitName: { promised: '承诺时限', statutory: '法定时限' },
  told: (timeZone, calendar, unit) => `时间均为 ${timeZone} 当地时间；按${units[unit]}计${calendar === null ? '，没有工作日历' : `，工作日历 ${calendar}`}。`,
  course: (accepted, reached, finished) => `${accepted} 受理；${finished ? `${reached} 办结` : `截至 ${reached} 仍在办`}。`,
  neverAccepted: '本件从未受理，不计时。',
  times: (elapsed, used, suspended, days) =>
    used === null ? `历时${elapsed}；没有工作日历，无法计算用时。` : `用时${used}（进位为${days ?? 0}天）；挂起${suspended ?? '0秒'}；历时${elapsed}。`,
  noLimit: (name) => `${name}：无。`,
  origin: (name, from, amount, of) => `${name}：${amount === null ? '' : `${amount}，`}${origins[from]}${of === '' ? '' : ` ${of}`}。`,
  counted: (from, mode, countedFrom, due) => {
    if (from === 'source-instant') return `给出的到期时刻为 ${due}。`;
    return mode === 'clock'
      ? `自受理时刻 ${countedFrom} 起算：${due} 到期。`
      : `受理当日（${countedFrom}）不计入，最后一日以下班为止：${due} 到期。`;
  },
  final: '该时刻已定，挂起和延期均不改变。',
  move: (move) => `${what(move)}：${outcome(move)}`,
  inForce: (due) => (due === null ? '目前没有到期时刻。' : `因此到期时刻为 ${due}。`),
  provisional: '暂定：所依据的年份尚未公布节假日安排。',
  verdict: (verdict, reached, distance) => verdicts[verdict](reached, distance ?? ''),
  step: (step) => stepText(step),
  firstVerdict: (finished, promised, statutory) => `首次办结 ${finished}：承诺时限${judged(promised)}，法定时限${judged(statutory)}；首次判定保留。`,
};

const stepVerdict = ({ to, due, late }: StepInWords): string => {
  if (due === null || late === null) return '未设到期时刻';
  const verdict = to === null ? (late ? '已超时' : '尚未到期') : late ? '超时' : '按时';
  return `应于 ${due} 前完成：${verdict}`;
};

const stepText = (step: StepInWords): string => {
  const span = step.to === null ? `自 ${step.from} 起，截至 ${step.reached} 尚无完成记录` : `自 ${step.from} 至 ${step.to}`;
  const used = step.used === null ? '没有工作日历，无法计算用时' : `用时${step.used}`;
  return `环节“${step.name}”：${span}，${used}；${step.limit === null ? '未设时限' : `时限${step.limit}，${stepVerdict(step)}`}。`;
};

const judged = (late: boolean | null): string => (late === null ? '未设定' : late ? '已超时' : '按时');
