import { describe, expect, it } from 'vitest';
import { RecentIdentities } from './recent-identities.js';

const identityOf = (id: number): string => `identity ${id}`;
const contentOf = (content: number): string => `content ${content}`;
const anEvent = (id: number, content = id) => ({ identity: identityOf(id), contentHash: contentOf(content) });
const known = (recent: RecentIdentities, ...ids: readonly number[]) => recent.find(ids.map(identityOf));

describe('what the door remembers where the log cannot', () => {
  it('knows nothing at first', () => expect(known(new RecentIdentities(), 1)).toEqual([null]));

  it('makes a repetition wait until the first one is durable', async () => {
    const recent = new RecentIdentities();
    const appended = Promise.resolve();
    recent.remember([anEvent(1)], appended);
    expect(known(recent, 1)).toMatchObject([{ contentHash: contentOf(1), pending: appended }]);
    await appended;
    expect(known(recent, 1)).toMatchObject([{ contentHash: contentOf(1), pending: null }]);
  });

  it('forgets what the log did not take', async () => {
    const recent = new RecentIdentities();
    const appended = Promise.reject(new Error('away'));
    recent.remember([anEvent(1)], appended);
    await appended.catch(() => undefined);
    expect(known(recent, 1)).toEqual([null]);
  });

  it('forgets the oldest when it holds enough', async () => {
    const recent = new RecentIdentities(2);
    recent.remember([anEvent(1), anEvent(2), anEvent(3)], Promise.resolve());
    expect(known(recent, 1, 2, 3).map((found) => found !== null)).toEqual([false, true, true]);
  });
});
