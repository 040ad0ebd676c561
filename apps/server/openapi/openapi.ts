import { caseDetail, caseList, caseListRequest, caseRequest } from '@mingxiao/contracts/cases';
import { caseClock, clockRequest } from '@mingxiao/contracts/clock';
import { comparison, comparisonRequest } from '@mingxiao/contracts/comparisons';
import { commandAnswer } from '@mingxiao/contracts/commands';
import { dashboardDefinition } from '@mingxiao/contracts/dashboards';
import { ingestAnswer, itemResult, parkedEvents, problem } from '@mingxiao/contracts/events';
import { explainRequest, explanation } from '@mingxiao/contracts/explain';
import { alive, health, ready } from '@mingxiao/contracts/health';
import { jointCaseAnswer } from '@mingxiao/contracts/joint-cases';
import { formerFactPage, formerFactsRequest, formerImportList, formerImportsRequest } from '@mingxiao/contracts/imports';
import { caseLooks, looks, looksRequest } from '@mingxiao/contracts/looks';
import { figures as figureRows, figuresRequest, metricList } from '@mingxiao/contracts/metrics';
import { knownAtRequest } from '@mingxiao/contracts/known-at';
import { model, modelList } from '@mingxiao/contracts/models';
import { publicationAnswer, publicationList, publicationRequest, publicationSummary, publishRequest, restateRequest, restatementAnswer } from '@mingxiao/contracts/publications';
import { ranking, rankingRequest } from '@mingxiao/contracts/rankings';
import { rebuildDropped, rebuildProgress, rebuildRequest } from '@mingxiao/contracts/rebuild';
import { scorecard, scorecardList, scorecardsRequest, schemeList } from '@mingxiao/contracts/scorecards';
import { reconciliation, reconciliationProgress, reconciliationStarted } from '@mingxiao/contracts/reconciliation';
import { satisfaction, satisfactionRequest } from '@mingxiao/contracts/satisfaction';
import { signalList, signalListRequest, watchRound } from '@mingxiao/contracts/signals';
import { surveyList, surveysRequest, surveyWave, surveyWaveRequest } from '@mingxiao/contracts/surveys';
import { unitList } from '@mingxiao/contracts/units';
import { whatIfAnswer, whatIfRequest } from '@mingxiao/contracts/what-if';
import { caseCommand } from '@mingxiao/domain/commands/case-command';
import { envelope } from '@mingxiao/domain/events/envelope';
import { z } from 'zod';
import { rankingColumns } from '../rankings/ranking-csv-columns.js';
import { version } from '../version.js';

/** JSON Schema 2020-12, which is what OpenAPI 3.1 speaks. */
const schemaOf = (schema: z.ZodType, io: 'input' | 'output' = 'output'): Record<string, unknown> => {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' });
  return rest;
};

const json = (schema: Record<string, unknown>, type = 'application/json') => ({ content: { [type]: { schema } } });

const refusals = (statuses: readonly number[]) => Object.fromEntries(statuses.map((status) => [status, { $ref: '#/components/responses/Problem' }]));

const answers = (description: string, schema: z.ZodType, refused: readonly number[]) => ({
  200: { description, ...json(schemaOf(schema)) },
  ...refusals(refused),
});

/** Of what was made and stands in the log now. */
const created = (description: string, schema: z.ZodType, refused: readonly number[]) => ({
  201: { description, ...json(schemaOf(schema)) },
  ...refusals(refused),
});

const bodyOf = (schema: z.ZodType) => ({ required: true, ...json(schemaOf(schema, 'input')) });

/** Query parameters from the object that the controller parses them with. */
const queryOf = (request: z.ZodType) => {
  const { properties = {}, required = [] } = schemaOf(request, 'input') as { properties?: Record<string, unknown>; required?: string[] };
  return Object.entries(properties).map(([name, schema]) => ({ name, in: 'query', required: required.includes(name), schema }));
};

const pathParameter = (name: string, type: string) => ({ name, in: 'path', required: true, schema: { type } });

const paging = ['limit', 'offset'].map((name) => ({ name, in: 'query', required: false, schema: { type: 'integer', minimum: 0 } }));

/** Of what is read from a model beside the live one: while that is being built, the answer is where to ask how far it is; where none can be made, 409. */
const figures = (description: string, schema: z.ZodType) => ({
  ...answers(description, schema, [400, 409, 503]),
  202: { description: 'The model of what was known then is being built; Location tells how far it is, the same request answers 200 afterwards', ...json(schemaOf(model)) },
});

const rebuilding = {
  ...answers('When it has ended', rebuildProgress, [400, 409, 503]),
  202: { description: 'It goes on; Location tells how far it is', ...json(schemaOf(rebuildProgress)) },
};

const columnsOfCsv = `Columns, always all of them and in this order; new ones come behind. A dash: no data, or not asked for. A text that a spreadsheet would take for a formula has an apostrophe before it. ${rankingColumns.map(({ head, means }) => `"${head}": ${means}`).join('; ')}.`;

const eventBodies = {
  'application/cloudevents+json': { schema: { $ref: '#/components/schemas/CloudEvent' } },
  'application/json': { schema: { oneOf: [{ $ref: '#/components/schemas/CloudEvent' }, { $ref: '#/components/schemas/CloudEventBatch' }] } },
  'application/cloudevents-batch+json': { schema: { $ref: '#/components/schemas/CloudEventBatch' } },
  'application/x-ndjson': { schema: { type: 'string', description: 'One CloudEvent a line; taken as a stream.' } },
};

const paths = {
  '/v1/events': {
    post: {
      summary: 'Send events: one, a batch, or a stream of lines',
      description: 'Answers what became of each event. Acknowledged only once the log has it on disk. Sending again is safe: the same event is a duplicate.',
      requestBody: { required: true, content: eventBodies },
      responses: answers('What became of each event', ingestAnswer, [400, 408, 413, 415, 503]),
    },
  },
  '/v1/parked-events': {
    get: { summary: 'Events that could not be understood, with the reason', parameters: paging, responses: answers('Newest first', parkedEvents, [400, 503]) },
  },
  '/v1/parked-events/{partition}/{offset}/replay': {
    post: {
      summary: 'Send a parked event through the door again, as it was or mended',
      parameters: [pathParameter('partition', 'integer'), pathParameter('offset', 'integer')],
      requestBody: { required: false, content: { 'application/json': { schema: { $ref: '#/components/schemas/CloudEvent' } } } },
      responses: answers('What became of it', itemResult, [400, 404, 409, 503]),
    },
  },
  '/v1/rankings': { get: { summary: 'Performance of units over a period', parameters: queryOf(rankingRequest), responses: figures('One row per unit', ranking) } },
  '/v1/rankings/csv': {
    get: {
      summary: 'The same for a spreadsheet: one row a unit, what it rests on in each; UTF-8 with byte order mark',
      description: columnsOfCsv,
      parameters: queryOf(rankingRequest),
      responses: { ...figures('One row per unit', ranking), 200: { description: 'One row per unit', ...json({ type: 'string' }, 'text/csv') } },
    },
  },
  '/v1/metrics': { get: { summary: 'Every measure and indicator: name, meaning, unit, direction, legal basis', responses: answers('The registry', metricList, []) } },
  '/v1/figures': {
    get: {
      summary: 'Measures and indicators as whole numbers, by district, section, staff, item, channel …',
      parameters: queryOf(figuresRequest),
      responses: figures('One row for each of `by`', figureRows),
    },
  },
  '/v1/scorecards': { get: { summary: 'The schemes in force', responses: answers('By name', schemeList, []) } },
  '/v1/scorecards/{scheme}': {
    get: {
      summary: 'Scorecards: of all units, points with honest ranks; of one `unit`, the trees with the way to every case',
      parameters: [pathParameter('scheme', 'string'), ...queryOf(scorecardsRequest)],
      responses: figures('Without `unit` the list; with it one card', z.union([scorecardList, scorecard])),
    },
  },
  '/v1/publications': {
    get: { summary: 'Scorecards that were published, with their restatements', responses: answers('In order of publication', publicationList, [503]) },
    post: {
      summary: 'Freeze the scorecards of a scheme over a period',
      description: 'Idempotent by `id`. The log keeps what was said; trees are made again from the facts below the positions.',
      requestBody: bodyOf(publishRequest),
      responses: created('It is in the log', publicationSummary, [400, 404, 409, 503]),
    },
  },
  '/v1/publications/{id}': {
    get: {
      summary: 'A publication as it was said, made again from the facts it rested on, with the word whether it is the same to the byte',
      parameters: [pathParameter('id', 'string'), ...queryOf(publicationRequest)],
      responses: { ...figures('With `unit` its trees too', publicationAnswer), ...refusals([404]) },
    },
  },
  '/v1/publications/{id}/restatements': {
    post: {
      summary: 'Score what was published on all facts known now: who asked, why, exactly the cells that changed',
      parameters: [pathParameter('id', 'string')],
      requestBody: bodyOf(restateRequest),
      responses: created('It is in the log', restatementAnswer, [400, 404, 409, 503]),
    },
  },
  '/v1/publications/{id}/restatements/{number}': {
    get: {
      summary: 'A restatement, old and new side by side',
      parameters: [pathParameter('id', 'string'), pathParameter('number', 'integer')],
      responses: { ...figures('The cells that changed', restatementAnswer), ...refusals([404]) },
    },
  },
  '/v1/what-if': {
    post: {
      summary: 'A candidate scheme over any span of history beside the one in force; nothing is written',
      requestBody: bodyOf(whatIfRequest),
      responses: { ...figures('Who moves, by how much, whether beyond the uncertainty', whatIfAnswer), ...refusals([404]) },
    },
  },
  '/v1/comparisons': {
    get: {
      summary: 'A figure beside the period before, a year earlier, its target or its peers; and which items or people explain the change',
      parameters: queryOf(comparisonRequest),
      responses: figures('Both sides and the exact difference', comparison),
    },
  },
  '/v1/explain': {
    get: {
      summary: 'Any figure explained: meaning, formula, measures with the way to their cases, interval, versions; of a score the way to its tree',
      parameters: queryOf(explainRequest),
      responses: { ...figures('A figure, or a score', explanation), ...refusals([404]) },
    },
  },
  '/v1/surveys': { get: { summary: 'Survey waves: who was asked and answered', parameters: queryOf(surveysRequest), responses: answers('By id', surveyList, [400, 503]) } },
  '/v1/surveys/{wave}': {
    get: {
      summary: 'One survey wave: every question by version, every department; no figure below five people',
      parameters: [pathParameter('wave', 'string'), ...queryOf(surveyWaveRequest)],
      responses: answers('The results', surveyWave, [400, 404, 503]),
    },
  },
  '/v1/satisfaction': {
    get: {
      summary: 'Satisfaction: what people said, the same with silence counted, intervals, and how far silence could move it',
      parameters: queryOf(satisfactionRequest),
      responses: figures('One row for each of `by`', satisfaction),
    },
  },
  '/v1/cases': { get: { summary: 'The cases behind any measure, each with what it adds to it', parameters: queryOf(caseListRequest), responses: figures('Late and long ones first', caseList) } },
  '/v1/cases/{id}': {
    get: {
      summary: 'One case with its facts, holders and clock',
      parameters: [pathParameter('id', 'string'), ...queryOf(caseRequest)],
      responses: answers('The case as its facts say', caseDetail, [400, 404, 503]),
    },
  },
  '/v1/cases/{id}/clock': {
    get: {
      summary: 'The clock of one case explained: segments, holders, the arithmetic of both limits in words, earlier verdicts',
      parameters: [pathParameter('id', 'string'), ...queryOf(clockRequest)],
      responses: answers('Everything that led to the verdict', caseClock, [400, 404, 503]),
    },
  },
  '/v1/cases/{id}/joint': {
    get: {
      summary: 'The joint case that a case heads or is a part of: serial sum, parallel maximum, critical path',
      parameters: [pathParameter('id', 'string'), ...queryOf(knownAtRequest)],
      responses: figures('Null for a case that stands alone', jointCaseAnswer),
    },
  },
  '/v1/cases/{id}/looks': {
    get: {
      summary: 'What is worth a look about a case beside others: who was accepted later and finished first',
      parameters: [pathParameter('id', 'string')],
      responses: answers('With its innocent reading', caseLooks, [400, 404, 503]),
    },
  },
  '/v1/cases/{id}/commands': {
    post: {
      summary: 'Do something to a case: suspend, resume, decide about a card, an order or a strike-off',
      description: 'Optimistic: of two commands decided on the same version the first in the log counts, the other is answered 409 with the winner.',
      parameters: [pathParameter('id', 'string')],
      requestBody: { required: true, content: { 'application/json': { schema: schemaOf(caseCommand, 'input') } } },
      responses: {
        ...answers('It is in the figures', commandAnswer, [400, 404, 409, 503]),
        202: { description: 'It is in the log; the figures are behind', ...json(schemaOf(commandAnswer)) },
      },
    },
  },
  '/v1/signals': { get: { summary: 'Warnings and cards, the latest first', parameters: queryOf(signalListRequest), responses: figures('As of an instant', signalList) } },
  '/v1/looks': { get: { summary: 'What is worth a look across cases, each with its innocent reading; never a finding', parameters: queryOf(looksRequest), responses: answers('As of an instant', looks, [400, 503]) } },
  '/v1/watch/rounds': { post: { summary: 'Record every warning, card and supervision order that is due by now', responses: answers('What was recorded', watchRound, [503]) } },
  '/v1/units': { get: { summary: 'The organisation as it stands now', responses: answers('In official order', unitList, [503]) } },
  '/v1/dashboards/{id}': { get: { summary: 'A dashboard as data', parameters: [pathParameter('id', 'string')], responses: answers('What the page draws', dashboardDefinition, [400, 404]) } },
  '/v1/health': { get: { summary: 'Lag, positions, parked events', responses: answers('How the parts are', health, []) } },
  '/v1/health/live': { get: { summary: 'Whether the process answers at all', responses: answers('It does', alive, []) } },
  '/v1/health/ready': { get: { summary: 'Whether this process should be asked; while it starts, drains or lacks something 503 with `reasons`', responses: answers('It should', ready, [503]) } },
  '/metrics': { get: { summary: 'Metrics of this process', responses: { 200: { description: 'Text format of Prometheus', ...json({ type: 'string' }, 'text/plain') } } } },
  '/v1/reconciliation': {
    get: { summary: 'Compare the log with the store, record by record; of a long log the answer takes minutes, which POST does not', responses: answers('The balance', reconciliation, [503]) },
    post: {
      summary: 'Begin to compare the log with the store, or join the comparison under way',
      responses: { 202: { description: 'It is under way; Location tells how far it is and what came of it', ...json(schemaOf(reconciliationStarted)) }, ...refusals([503]) },
    },
  },
  '/v1/reconciliation/progress': { get: { summary: 'The comparison under way in this process, else its last one', responses: answers('How far it is, and what came of it', reconciliationProgress, []) } },
  '/v1/reconciliation/cancel': { post: { summary: 'End the comparison under way', responses: answers('It is being ended', reconciliationProgress, [409]) } },
  '/v1/models': { get: { summary: 'Read models beside the live one', responses: answers('What each rests on', modelList, [503]) } },
  '/v1/models/{name}': {
    get: { summary: 'One read model, and how far its build is', parameters: [pathParameter('name', 'string')], responses: answers('What it rests on', model, [400, 404, 503]) },
  },
  '/v1/models/{name}/cancel': {
    post: { summary: 'End the build of a read model', parameters: [pathParameter('name', 'string')], responses: answers('It is dropped', model, [400, 404, 409, 503]) },
  },
  '/v1/rebuild': {
    get: { summary: 'The rebuild under way, else the last one', responses: answers('How far it is, and how it compares', rebuildProgress, []) },
    post: { summary: 'Build the read model anew beside the live one, compare, switch', parameters: queryOf(rebuildRequest), responses: rebuilding },
  },
  '/v1/rebuild/switch': { post: { summary: 'Put the model that stands ready in place', responses: rebuilding } },
  '/v1/rebuild/back': { post: { summary: 'Put the model that was live before the last switch back in place', responses: rebuilding } },
  '/v1/rebuild/cancel': { post: { summary: 'End the rebuild under way; the next one goes on from there', responses: answers('It has ended', rebuildProgress, [409]) } },
  '/v1/rebuild/drop': { post: { summary: 'Drop what rebuilds have left beside the live model', responses: answers('How many', rebuildDropped, [409, 503]) } },
  '/v1/imports': { get: { summary: 'Under which mappings a source was imported', parameters: queryOf(formerImportsRequest), responses: answers('Begun or finished', formerImportList, [400, 503]) } },
  '/v1/imports/facts': { get: { summary: 'The facts of a source', parameters: queryOf(formerFactsRequest), responses: answers('A page of them', formerFactPage, [400, 503]) } },
  '/openapi.json': { get: { summary: 'This document', responses: { 200: { description: 'OpenAPI 3.1', ...json({ type: 'object' }) } } } },
};

/** The description of the HTTP interface, OpenAPI 3.1, made from the schemas that check requests and answers. */
export const openApiDocument = () => ({
  openapi: '3.1.0',
  info: { title: 'Mingxiao', version, license: { name: 'Apache-2.0', identifier: 'Apache-2.0' } },
  paths,
  components: {
    schemas: {
      CloudEvent: schemaOf(envelope, 'input'),
      CloudEventBatch: { type: 'array', items: { $ref: '#/components/schemas/CloudEvent' } },
      Problem: schemaOf(problem),
    },
    responses: {
      Problem: { description: 'A refusal, RFC 9457', ...json({ $ref: '#/components/schemas/Problem' }, 'application/problem+json') },
    },
  },
});
