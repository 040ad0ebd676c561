import type { Words } from '../i18n/words.js';

type Title = { readonly zh?: string | null | undefined; readonly en?: string | null | undefined };

/** A text of a scheme's file, which may be in one language only. */
export const titleText = ({ zh, en }: Title, words: Words): string => words.text({ zh: zh ?? '', en: en ?? '' });

/** What a scheme calls itself; its name where it says nothing. */
export const schemeTitle = ({ name, title }: { readonly name: string; readonly title: Title }, words: Words): string => titleText(title, words) || name;
