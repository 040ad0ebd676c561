import { at, fact, factsOf, type Line } from '@mingxiao/testing/facts';
import { calendarFact, kindFact, kindOf, postingFact } from '@mingxiao/testing/reference-facts';
import { describe, expect, it } from 'vitest';
import type { Fact } from '../events/fact.js';
import { buildReference } from '../reference/build-reference.js';
import { watchSource } from '../signals/recorded-signals.js';
import { caseCommand } from './case-command.js';
import { commandContext } from './command-context.js';
import { decideCommand } from './decide-command.js';
import { outcomeOfCommand } from './outcome-of-command.js';

const days = (amount: number) => ({ amount, unit: 'working-day' as const });
const hearing = { reason: 'hearing', title: {}, longest: days(20), approvers: ['chief'], legalBasis: null };
const checked = { by: ['supervisor'], check: 'other-than-doer' as const };
const reference = buildReference([
  calendarFact(),
  kindFact(kindOf('permit', { limits: { promised: days(7), statutory: null }, pauses: [hearing] })),
  kindFact(kindOf('rectification', { finishing: checked })),
  kindFact(kindOf('supervision-order', { finishing: checked })),
  postingFact('U-8', 'S-1', 'chief'),
  postingFact('U-5', 'S-1', 'staff'),
]);

const accepted = (kind: string): Line => ['case.accepted', '2018-10-15T10:00', { kind, unit: 'S-1', holder: 'U-1' }];
const given = (...lines: readonly Line[]) => factsOf('C-1', lines);
const card = (pending = false) =>
  fact('case.card-issued', '2018-10-24T10:00', { clock: 'case', level: 'red', round: 0, pending }, { id: 'card', source: watchSource, offset: 50 });
const said = (type: string, data: object, offset: number) => fact(type, '2018-10-25T10:00', { card: 'card', ...data }, { id: `${type}-${offset}`, offset });

/** The event a command becomes, or the code of its refusal. */
const when = (facts: readonly Fact[], command: string, part: object = {}) => {
  const decision = decideCommand(caseCommand.parse({ command, actor: 'U-9', ...part }), commandContext('C-1', facts, reference, at('2018-10-26T10:00')));
  return decision.ok ? `${decision.value.type} ${JSON.stringify(decision.value.data)}` : decision.rejection.code;
};

describe('suspending', () => {
  const permit = given(accepted('permit'));

  it('takes a ground the kind knows and an approver in a role it names', () => {
    expect(when(permit, 'suspend', { reason: 'hearing', approver: 'U-8', appliedFor: days(5) })).toMatch(/^case\.suspended .*"approver":"U-8"/);
    expect(when(permit, 'suspend', { reason: 'hearing', approver: 'U-5' })).toBe('approver-lacks-role');
    expect(when(permit, 'suspend', { reason: 'hearing' })).toBe('approver-missing');
    expect(when(permit, 'suspend', { reason: 'lunch', approver: 'U-8' })).toBe('unknown-suspension-reason');
  });

  it('trusts a person whom no posting names, as units and people count under their bare id', () =>
    expect(when(permit, 'suspend', { reason: 'hearing', approver: 'U-77' })).toMatch(/^case\.suspended/));

  it('is for a running case, resuming for a suspended one', () => {
    const suspended = given(accepted('permit'), ['case.suspended', '2018-10-16T10:00', { reason: 'hearing' }]);
    expect(when(suspended, 'suspend', { reason: 'hearing', approver: 'U-8' })).toBe('case-suspended');
    expect(when(suspended, 'resume')).toBe('case.resumed {}');
    expect(when(permit, 'resume')).toBe('case-open');
  });
});

describe('a card', () => {
  const permit = (...more: readonly Fact[]) => [...given(accepted('permit')), ...more];
  const appealed = said('case.card-appealed', { actor: 'U-1' }, 60);

  it('is confirmed while it is pending, and only then appealed against', () => {
    expect(when(permit(card(true)), 'confirm-card', { card: 'card' })).toMatch(/"decision":"confirmed"/);
    expect(when(permit(card(true)), 'appeal-card', { card: 'card', reason: 'x' })).toBe('card-pending');
    expect(when(permit(card()), 'confirm-card', { card: 'card' })).toBe('card-issued');
    expect(when(permit(), 'appeal-card', { card: 'card', reason: 'x' })).toBe('no-such-card');
  });

  it('is judged by somebody who neither appealed nor confirmed it', () => {
    const decide = { card: 'card', decision: 'upheld', reason: 'x' };
    const confirmed = said('case.card-decided', { actor: 'U-2', decision: 'confirmed' }, 55);
    const facts = permit(card(true), confirmed, { ...appealed, time: appealed.time + 1 });
    expect(when(facts, 'decide-appeal', { ...decide, actor: 'U-1' })).toBe('actor-is-appellant');
    expect(when(facts, 'decide-appeal', { ...decide, actor: 'U-2' })).toBe('actor-is-issuer');
    expect(when(facts, 'decide-appeal', decide)).toMatch(/^case\.card-decided .*"decision":"upheld"/);
  });

  it('taken down stays down', () => {
    const down = permit(card(), said('case.card-taken-down', { actor: 'U-9', reason: 'done' }, 60));
    expect(when(down, 'take-down-card', { card: 'card', reason: 'again' })).toBe('card-taken-down');
    expect(when(down, 'appeal-card', { card: 'card', reason: 'x' })).toBe('card-taken-down');
  });
});

describe('an order and a rectification item', () => {
  const received: Line = ['case.received', '2018-10-15T10:00', { kind: 'supervision-order', parent: 'C-0', unit: 'S-1', issueWithin: days(5), promised: days(20) }];

  it('is issued with what it was called for, once', () => {
    expect(when(given(received), 'open-order', { holder: 'U-1' })).toBe('case.accepted {"kind":"supervision-order","parent":"C-0","unit":"S-1","promised":{"amount":20,"unit":"working-day"},"holder":"U-1"}');
    expect(when(given(received, accepted('supervision-order')), 'open-order')).toBe('order-open');
    expect(when(given(accepted('permit')), 'open-order')).toBe('not-an-order');
  });

  it('is closed or struck off by somebody who has not worked on it', () => {
    const answered: Line = ['case.step-completed', '2018-10-16T10:00', { step: 'answer', staff: 'U-2' }];
    for (const [kind, command] of [['supervision-order', 'close-order'], ['rectification', 'strike-off']] as const) {
      const facts = given(accepted(kind), answered);
      expect(when(facts, command, { actor: 'U-1' })).toBe('checker-is-doer');
      expect(when(facts, command, { actor: 'U-2' })).toBe('checker-is-doer');
      expect(when(facts, command)).toBe('case.finished {"outcome":"done","checker":"U-9"}');
    }
    expect(when(given(accepted('permit')), 'strike-off')).toBe('not-struck-off');
  });
});

describe('of two commands decided on one version', () => {
  const command = (id: string, offset: number, expectedVersion: unknown) =>
    fact('case.resumed', '2018-10-16T10:00', { actor: id, expectedVersion }, { id, source: 'urn:mingxiao:command', offset });

  it('the first in the log is applied, and the other learns which one it was', () => {
    const facts = [...given(accepted('permit')), command('b', 11, null), command('a', 12, null)];
    expect(outcomeOfCommand(facts, 'b')).toMatchObject({ applied: true, winner: null });
    expect(outcomeOfCommand(facts, 'a')).toMatchObject({ applied: false, winner: { id: 'b' } });
    expect(outcomeOfCommand(facts, 'c')).toBeNull();
  });
});
