import { describe, expect, it } from 'vitest';
import { readAhead } from './read-ahead.js';

async function* numbers(count: number, log: string[]): AsyncGenerator<number> {
  try {
    for (let number = 0; number < count; number += 1) {
      log.push(`made ${number}`);
      yield await Promise.resolve(number);
    }
  } finally {
    log.push('ended');
  }
}

describe('reading ahead', () => {
  it('gives every item in order, one of them made before it is asked for', async () => {
    const log: string[] = [];
    for await (const number of readAhead(numbers(3, log))) log.push(`used ${number}`);
    expect(log.filter((line) => line.startsWith('used'))).toEqual(['used 0', 'used 1', 'used 2']);
    expect(log.indexOf('made 1')).toBeLessThan(log.indexOf('used 0'));
    expect(log).toContain('ended');
  });

  it('ends the source when the user stops early', async () => {
    const log: string[] = [];
    for await (const number of readAhead(numbers(100, log))) if (number === 1) break;
    expect(log.at(-1)).toBe('ended');
  });

  it('hands a failure on where it happened', async () => {
    async function* failing(): AsyncGenerator<number> {
      yield await Promise.resolve(1);
      throw new Error('torn');
    }
    const seen: number[] = [];
    await expect(async () => {
      for await (const number of readAhead(failing())) seen.push(number);
    }).rejects.toThrow('torn');
    expect(seen).toEqual([1]);
  });
});
