import { none } from './words.js';

type Title = { readonly zh?: string | null | undefined; readonly en?: string | null | undefined };

/** What a catalogue calls something, in the other language where it has no word in this one. */
export const titleText = ({ zh, en }: Title, language: 'zh' | 'en'): string => (language === 'zh' ? (zh ?? en) : (en ?? zh)) ?? none;
