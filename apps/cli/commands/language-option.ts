import { clockLanguages } from '@mingxiao/contracts/clock';
import { Option } from 'commander';

export type Language = (typeof clockLanguages)[number];

/** In which language a command speaks: of names and of its own words. */
export const languageOption = (): Option => new Option('--lang <language>', 'language of the words').choices([...clockLanguages]).default('en');
