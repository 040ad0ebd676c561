import { textOf } from '../cases/data-fields.js';
import type { Names } from './reference.js';

const nameless: Names = { zh: null, en: null };

/** A localized name as a reference event states it. */
export const namesOf = (value: unknown): Names =>
  typeof value === 'object' && value !== null && ('zh' in value || 'en' in value)
    ? { zh: 'zh' in value ? textOf(value.zh) : null, en: 'en' in value ? textOf(value.en) : null }
    : nameless;
