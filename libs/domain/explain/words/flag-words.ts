type Text = { readonly zh: string; readonly en: string };

/** What a flag says, and the innocent reading that stands beside it: something to look at, never an accusation. */
export type FlagWords = { readonly title: Text; readonly innocent: Text };

const words: Readonly<Record<string, FlagWords>> = {
  'checker-is-doer': {
    title: { zh: '核查人与经办人相同', en: 'Checked by the one who did it' },
    innocent: { zh: '小科室人手少时会出现。', en: 'It happens where a section is small.' },
  },
  'conflicting-content': {
    title: { zh: '同号异文', en: 'Two contents under one id' },
    innocent: { zh: '以日志中先到的为准，后到的保留可查。', en: 'The first in the log counts; the other is kept for reading.' },
  },
  'degenerate-trace': {
    title: { zh: '各环节同一时刻完成', en: 'All steps at one instant' },
    innocent: { zh: '常见于办结后统一补录环节。', en: 'Common where steps are entered together at closing.' },
  },
  'due-date-missing': {
    title: { zh: '缺少到期时间', en: 'The due date is missing' },
    innocent: { zh: '有的来源不提供。', en: 'Some sources do not give one.' },
  },
  'duplicate-acceptance': {
    title: { zh: '不止一次受理', en: 'Accepted more than once' },
    innocent: { zh: '可能是系统重复登记；以第一次为准。', en: 'Perhaps registered twice; the first one counts.' },
  },
  'duplicate-finish': {
    title: { zh: '不止一次办结', en: 'Finished more than once' },
    innocent: { zh: '可能是系统重复登记；以第一次为准。', en: 'Perhaps registered twice; the first one counts.' },
  },
  'entered-long-after': {
    title: { zh: '补录较晚', en: 'Entered long after' },
    innocent: { zh: '可能因网络中断或批量上报。', en: 'Perhaps a broken line or a batch delivery.' },
  },
  'event-after-finish': {
    title: { zh: '办结后仍有办理记录', en: 'Work recorded after the finish' },
    innocent: { zh: '常见于归档或补录。', en: 'Common with filing and late entries.' },
  },
  'finish-unchecked': {
    title: { zh: '办结未见核查', en: 'Finished without a check' },
    innocent: { zh: '核查可能记在别处。', en: 'The check may stand elsewhere.' },
  },
  'finished-before-accepted': {
    title: { zh: '办结早于受理', en: 'Finished before it was accepted' },
    innocent: { zh: '常见于先办后录：事情当场办完，受理随后补录。', en: 'Common where a matter is settled on the spot and entered afterwards.' },
  },
  'limit-inverted': {
    title: { zh: '法定时限短于承诺时限', en: 'Statutory limit shorter than the promise' },
    innocent: { zh: '多为事项要素填写有误。', en: 'Mostly a slip in the item\'s definition.' },
  },
  'limit-without-calendar': {
    title: { zh: '时限没有可用的日历', en: 'A limit without a calendar' },
    innocent: { zh: '多为配置问题，与经办人无关。', en: 'Mostly a matter of configuration, not of the staff.' },
  },
  'no-acceptance': {
    title: { zh: '没有受理记录', en: 'No record of acceptance' },
    innocent: { zh: '受理可能记在另一系统，尚未汇入。', en: 'It may stand in another system that has not delivered yet.' },
  },
  'finishes-just-before-limit': {
    title: { zh: '临近时限集中办结', en: 'Many finishes just before the limit' },
    innocent: { zh: '按期限排期办理的科室本来如此；时限短时也容易出现。', en: 'A section that plans by the limit looks just like this, and so does one with short limits.' },
  },
  'overtaken-in-the-queue': {
    title: { zh: '同类后受理的先办结', en: 'Overtaken in the queue' },
    innocent: { zh: '后到的可能更简单或更紧急，先到的可能需要更多核查。', en: 'The later one may have been simpler or more urgent, the earlier one in need of more checks.' },
  },
  'ping-pong': {
    title: { zh: '在两个办理人之间来回转办', en: 'Passed back and forth' },
    innocent: { zh: '两家反复核对或职责尚未划清，都可能如此。', en: 'Questions between two offices are part of careful work, or their duties are not settled yet.' },
  },
  'refusal-without-reason': {
    title: { zh: '不予许可或不予受理，未写明理由', en: 'Refused without a stated reason' },
    innocent: { zh: '理由可能写在决定书上，未录入系统。', en: 'The reason may be on the written decision and not in the record.' },
  },
  'resume-missing': {
    title: { zh: '挂起后没有恢复', en: 'Suspended and never resumed' },
    innocent: { zh: '恢复的记录可能尚未送到。', en: 'The record of the resumption may not have arrived yet.' },
  },
  'second-supplement-request': {
    title: { zh: '第二次要求补正新材料', en: 'Asked for further papers a second time' },
    innocent: { zh: '补来的材料中可能出现了新情况。', en: 'Something new may have come up in the papers supplied.' },
  },
  'set-aside-unreviewed': {
    title: { zh: '评价不予采用，未见复核人', en: 'Rating set aside without a reviewer' },
    innocent: { zh: '复核可能记在纸面上。', en: 'The review may be on paper.' },
  },
  'several-returns': {
    title: { zh: '多次退回', en: 'Returned several times' },
    innocent: { zh: '材料可能确实几次都不齐。', en: 'The papers may really have been incomplete each time.' },
  },
  'shared-identity': {
    title: { zh: '编号出现在另一办件', en: 'The same id stands under another case' },
    innocent: { zh: '可能是来源系统编号重用。', en: 'Perhaps the source reuses its numbers.' },
  },
  'suspended-before-acceptance': {
    title: { zh: '受理之前已挂起', en: 'Suspended before it was accepted' },
    innocent: { zh: '可能是受理补录较晚。', en: 'The acceptance may have been entered late.' },
  },
  'suspended-just-before-limit': {
    title: { zh: '临近时限时挂起', en: 'Suspended just before the limit' },
    innocent: { zh: '听证、鉴定本来就多在办理后期。', en: 'Hearings and appraisals come late in a case by their nature.' },
  },
  'suspension-over-cap': {
    title: { zh: '特别程序超出申请时长', en: 'Suspended longer than applied for' },
    innocent: { zh: '超出部分照常计时；鉴定、评审确有延长的。', en: 'The excess counts as used; appraisals and reviews do take longer at times.' },
  },
  'suspension-without-limit': {
    title: { zh: '挂起未写明时长', en: 'Suspension without a stated length' },
    innocent: { zh: '有的系统不采集这一项。', en: 'Some systems do not collect it.' },
  },
  'transfer-to-nobody': {
    title: { zh: '转办没有写明去向', en: 'Transferred to nobody named' },
    innocent: { zh: '去向可能记在附件里。', en: 'The addressee may stand in an attachment.' },
  },
  'unknown-calendar': {
    title: { zh: '类型所用的日历不存在', en: 'The kind names an unknown calendar' },
    innocent: { zh: '多为配置问题，与经办人无关。', en: 'Mostly a matter of configuration, not of the staff.' },
  },
  'unknown-extension-limit': {
    title: { zh: '延期所涉时限不明', en: 'Which limit was extended is unclear' },
    innocent: { zh: '有的系统不区分两种时限。', en: 'Some systems do not tell the two limits apart.' },
  },
  'unknown-kind': {
    title: { zh: '类型不在目录中', en: 'Kind is not in the catalogue' },
    innocent: { zh: '新类型上线时常有；按通用规则计时。', en: 'Usual when a new kind starts; neutral rules apply.' },
  },
  'unknown-outcome': {
    title: { zh: '结果不在目录中', en: 'Outcome is not in the catalogue' },
    innocent: { zh: '可能是写法不同。', en: 'Perhaps worded differently.' },
  },
  'unknown-rating-mode': {
    title: { zh: '评价方式不在目录中', en: 'Rating mode is not in the catalogue' },
    innocent: { zh: '可能是写法不同。', en: 'Perhaps worded differently.' },
  },
  'unknown-service': {
    title: { zh: '评价的服务不在目录中', en: 'Rated service is not in the catalogue' },
    innocent: { zh: '新服务上线时常有。', en: 'Usual when a new service starts.' },
  },
  'unknown-suspension-reason': {
    title: { zh: '挂起事由不在目录中', en: 'Reason of suspension is not in the catalogue' },
    innocent: { zh: '可能是写法不同；这段时间暂不扣除。', en: 'Perhaps worded differently; the time is not subtracted for now.' },
  },
  'unmatched-rating-event': {
    title: { zh: '评价处理所指的评价不存在', en: 'The rating spoken of is not there' },
    innocent: { zh: '评价可能尚未送到。', en: 'The rating may not have arrived yet.' },
  },
  'unmatched-reopening': {
    title: { zh: '重办之前没有办结', en: 'Reopened without a finish' },
    innocent: { zh: '办结的记录可能尚未送到。', en: 'The record of the finish may not have arrived yet.' },
  },
  'unmatched-resume': {
    title: { zh: '恢复之前没有挂起', en: 'Resumed without a suspension' },
    innocent: { zh: '挂起的记录可能尚未送到。', en: 'The record of the suspension may not have arrived yet.' },
  },
  'unmatched-retraction': {
    title: { zh: '撤销所指的事实不存在', en: 'The retracted fact is not there' },
    innocent: { zh: '所指的事实可能尚未送到。', en: 'The fact it names may not have arrived yet.' },
  },
  'unmatched-supplement': {
    title: { zh: '补正之前没有补正要求', en: 'Papers arrived without a request' },
    innocent: { zh: '申请人主动补交，或要求记在别处。', en: 'The applicant handed them in unasked, or the request stands elsewhere.' },
  },
  'voided-command': {
    title: { zh: '有未生效的指令', en: 'A command was voided' },
    innocent: { zh: '两人同时处理时，先到的生效，属正常。', en: 'Where two act at once the first counts; that is normal.' },
  },
};

const pleaseCheck: Text = { zh: '请结合事实核对。', en: 'Please check it against the facts.' };

/** Words for a flag; one that nobody has words for keeps its bare name. */
export const flagWords = (flag: string): FlagWords => words[flag] ?? { title: { zh: flag, en: flag }, innocent: pleaseCheck };

export const worded: readonly string[] = Object.keys(words);
