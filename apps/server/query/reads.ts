import { Inject, Injectable } from '@nestjs/common';
import type { AnalyticsStore, QueryParameters, StreamedBlock } from '@mingxiao/ports/analytics-store/analytics-store';
import { fragmentsOfModel, liveModel } from '@mingxiao/projections/models/model-tables';
import { withFragments, type NamedRead } from '@mingxiao/projections/named-read';
import { ANALYTICS_STORE } from '../tokens.js';
import { sqlOf } from './sql-text.js';

/** Runs the named reads of the projections, on the live model unless another one is chosen. */
@Injectable()
export class Reads {
  private model = fragmentsOfModel(liveModel);

  constructor(@Inject(ANALYTICS_STORE) private readonly store: AnalyticsStore) {}

  /** The same reads on another model's tables. Throws on a name that no model can have. */
  on(model: string): Reads {
    const reads = new Reads(this.store);
    reads.model = fragmentsOfModel(model);
    return reads;
  }

  all<Row>(read: NamedRead<Row>, parameters: QueryParameters = {}, fragments: Readonly<Record<string, string>> = {}): Promise<Row[]> {
    return this.store.query({ name: read.name, sql: withFragments(sqlOf(read.file), { ...this.model, ...fragments }), row: read.row }, parameters);
  }

  stream(read: { readonly name: string; readonly file: URL }, parameters: QueryParameters, signal?: AbortSignal): AsyncIterable<StreamedBlock> {
    return this.store.stream(read.name, withFragments(sqlOf(read.file), this.model), parameters, signal);
  }
}
