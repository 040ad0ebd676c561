const origin = Date.UTC(2026, 0, 5, 1);
const minute = 60_000;

/** Facts of ordinary cases, five each, as a source would send them: deterministic, interleaved over many open cases. */
export function* benchEvents(count) {
  const open = 1_000;
  for (let index = 0; index < count; index += 1) {
    const round = Math.floor(index / (open * 5));
    const within = index % (open * 5);
    yield JSON.stringify(event(round * open + (within % open), Math.floor(within / open)));
  }
}

const event = (number, step) => {
  const at = origin + (number % 260_000) * 2 * minute + step * 977 * minute;
  const common = { specversion: '1.0', id: `e-${number}-${step}`, source: 'urn:bench:hall', subject: `C-${String(number).padStart(8, '0')}`, time: new Date(at).toISOString() };
  return { ...common, ...steps[step](number) };
};

const steps = [
  (number) => ({
    type: 'case.accepted',
    data: { kind: 'permit', item: `I-${number % 90}`, unit: `S-${number % 400}`, holder: `U-${number % 4000}`, channel: 'window', applicant: { type: 'person' }, promised: { amount: 7, unit: 'working-day' }, statutory: { amount: 20, unit: 'working-day' } },
  }),
  () => ({ type: 'case.step-completed', data: { step: 'review', outcome: 'done' } }),
  (number) => (number % 10 === 0 ? { type: 'case.suspended', data: { reason: 'hearing', basis: 'art. 45', approver: 'U-9', appliedFor: { amount: 5, unit: 'working-day' } } } : { type: 'case.step-completed', data: { step: 'decision', outcome: 'done' } }),
  (number) => (number % 10 === 0 ? { type: 'case.resumed', data: {} } : { type: 'case.finished', data: { outcome: 'granted' } }),
  (number) => (number % 10 === 0 ? { type: 'case.finished', data: { outcome: 'granted' } } : { type: 'case.rated', data: { level: 5 - (number % 7 === 0 ? 3 : 0), mode: 'active' } }),
];
