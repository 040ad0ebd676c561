import { describe, expect, it } from 'vitest';
import { pureRooms } from '../../infra/tooling/directions.mjs';
import { lintAt } from './lint-text.js';

const impure = [
  ['a module of Node', "import { readFileSync } from 'node:fs';\nexport const use = readFileSync;\n"],
  ['a module of Node by its bare name', "import { readFileSync } from 'fs';\nexport const use = readFileSync;\n"],
  ['a module of Node, imported later', "export const load = () => import('node:fs');\n"],
  ['Nest', "import { Injectable } from '@nestjs/common';\nexport const use = Injectable;\n"],
  ['the ClickHouse client', "import { createClient } from '@clickhouse/client';\nexport const use = createClient;\n"],
  ['the Kafka client', "import { Kafka } from 'kafkajs';\nexport const use = Kafka;\n"],
  ['Arrow', "import { tableToIPC } from 'apache-arrow';\nexport const use = tableToIPC;\n"],
  ['the clock as a number', 'export const now = () => Date.now();\n'],
  ['the clock as a date', 'export const now = () => new Date();\n'],
  ['the clock as a text', 'export const now = () => Date();\n'],
  ['the clock under another name', 'const D = Date;\nexport const now = () => new D();\n'],
  ['a stop watch', 'export const now = () => performance.now();\n'],
  ['chance', 'export const roll = () => Math.random();\n'],
  ['chance under another name', 'const { random } = Math;\nexport const roll = random;\n'],
  ['random ids', 'export const id = () => crypto.randomUUID();\n'],
  ['the environment', "export const home = () => process.env['HOME'];\n"],
  ['the network', "export const get = () => fetch('http://127.0.0.1');\n"],
  ['a timer', 'export const later = (act: () => void) => setTimeout(act, 10);\n'],
  ['the global object', "export const now = () => Reflect.get(globalThis, 'Date');\n"],
] as const;

const pure = [
  ['a given instant', 'export const year = (instant: number) => new Date(instant).getUTCFullYear();\n'],
  ['a file beside it', "export const sql = new URL('./ranking.sql', import.meta.url);\n"],
  ['a schema', "import { z } from 'zod';\nexport const name = z.string();\n"],
] as const;

describe.each(pureRooms)('%s is pure', (room) => {
  it.each(impure)('%s is reported', async (_what, code) => {
    expect(await lintAt(`${room}/invented.ts`, code)).not.toEqual([]);
  });

  it.each(pure)('%s is not', async (_what, code) => {
    expect(await lintAt(`${room}/invented.ts`, code)).toEqual([]);
  });
});

describe('the purity of a room', () => {
  it('is not asked of its tests', async () => {
    expect(await lintAt('libs/domain/invented.spec.ts', "import { readFileSync } from 'node:fs';\nexport const use = [readFileSync, Date.now()];\n")).toEqual([]);
  });
});
