import { Inject, Injectable } from '@nestjs/common';
import type { AnalyticsStore, QueryParameters, StreamedBlock } from '@mingxiao/ports/analytics-store/analytics-store';
import { fragmentsOfFacts, fragmentsOfModel, liveModel } from '@mingxiao/projections/models/model-tables';
import { withFragments, type NamedRead } from '@mingxiao/projections/named-read';
import { ANALYTICS_STORE } from '../tokens.js';
import { sqlOf } from './sql-text.js';

/** Runs the named reads of the projections, on the live model unless another one is chosen. */
@Injectable()
export class Reads {
  private model: Readonly<Record<string, string>> = { ...fragmentsOfModel(liveModel), ...fragmentsOfFacts(liveModel) };

  constructor(@Inject(ANALYTICS_STORE) private readonly store: AnalyticsStore) {}

  /** The same reads on another model's tables, with the live facts unless it has its own. Throws on a name that no model can have. */
  on(model: string, facts: string = liveModel): Reads {
    const reads = new Reads(this.store);
    reads.model = { ...fragmentsOfModel(model), ...fragmentsOfFacts(facts) };
    return reads;
  }

  all<Row>(read: NamedRead<Row>, parameters: QueryParameters = {}, fragments: Readonly<Record<string, string>> = {}): Promise<Row[]> {
    return this.store.query({ name: read.name, sql: withFragments(sqlOf(read.file), { ...this.model, ...fragments }), row: read.row }, parameters);
  }

  stream(read: { readonly name: string; readonly file: URL }, parameters: QueryParameters, signal?: AbortSignal): AsyncIterable<StreamedBlock> {
    return this.store.stream(read.name, withFragments(sqlOf(read.file), this.model), parameters, signal);
  }
}
