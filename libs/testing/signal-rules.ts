import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Fact } from '@mingxiao/domain/events/fact';
import { ruleAssignment, signalRule } from '@mingxiao/domain/signals/signal-rule';
import { definedByFile } from './facts.js';

const folder = fileURLToPath(new URL('../catalog/signals/files/', import.meta.url));

/** The signal rules that ship, as the facts by which they enter the log. */
export const signalRuleFacts = (): Fact[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .map((name) => {
      const content = JSON.parse(readFileSync(`${folder}${name}`, 'utf8')) as { name: string };
      return definedByFile('signal-rule.defined', '2004-07-01', (content.name === 'assignment' ? ruleAssignment : signalRule).parse(content));
    });
