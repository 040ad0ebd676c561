/** Gives the same columns as the reads of facts; `toFacts` turns them into facts. */
export const surveyFacts = { name: 'surveys/facts', file: new URL('./survey-facts.sql', import.meta.url) };
