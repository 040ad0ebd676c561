import { Inject, Injectable } from '@nestjs/common';
import type { AnalyticsStore, QueryParameters, StreamedBlock } from '@mingxiao/ports/analytics-store/analytics-store';
import { fragmentsOfFacts, fragmentsOfModel, liveModel } from '@mingxiao/projections/models/model-tables';
import { withFragments, type NamedRead } from '@mingxiao/projections/named-read';
import { ANALYTICS_STORE } from '../tokens.js';
import { sqlOf } from './sql-text.js';

/** One of several statements that are read together: where its text is, and what its marks are filled with. */
type ReadPart = { readonly file: URL; readonly fragments: Readonly<Record<string, string>> };

/** Runs the named reads of the projections, on the live model unless another one is chosen. */
@Injectable()
export class Reads {
  private model: Readonly<Record<string, string>> = { ...fragmentsOfModel(liveModel), ...fragmentsOfFacts(liveModel) };
  private signal: AbortSignal | undefined;

  constructor(@Inject(ANALYTICS_STORE) private readonly store: AnalyticsStore) {}

  /** The same reads on another model's tables, with the live facts unless it has its own. Throws on a name that no model can have. */
  on(model: string, facts: string = liveModel): Reads {
    const reads = new Reads(this.store);
    reads.model = { ...fragmentsOfModel(model), ...fragmentsOfFacts(facts) };
    return reads;
  }

  /** The same reads, but when the signal aborts they reject, and the store stops working on them. */
  until(signal: AbortSignal | undefined): Reads {
    const reads = new Reads(this.store);
    reads.model = this.model;
    reads.signal = signal;
    return reads;
  }

  all<Row>(read: NamedRead<Row>, parameters: QueryParameters = {}, fragments: Readonly<Record<string, string>> = {}): Promise<Row[]> {
    return this.store.query({ name: read.name, sql: withFragments(sqlOf(read.file), { ...this.model, ...fragments }), row: read.row }, parameters, this.signal);
  }

  /** The rows of all parts, which have the same columns, by one statement: all parts see the same rows of the model (`enable_shared_storage_snapshot_in_query`, on by default). */
  together<Row>({ name, row }: Omit<NamedRead<Row>, 'file'>, parts: readonly ReadPart[], parameters: QueryParameters = {}): Promise<Row[]> {
    const texts = parts.map(({ file, fragments }) => withFragments(sqlOf(file), { ...this.model, ...fragments }));
    const [only = '', ...others] = texts;
    return this.store.query({ name, sql: others.length === 0 ? only : texts.map((text) => `(${text}\n)`).join('\nUNION ALL\n'), row }, parameters, this.signal);
  }

  stream(read: { readonly name: string; readonly file: URL }, parameters: QueryParameters, signal = this.signal): AsyncIterable<StreamedBlock> {
    return this.store.stream(read.name, withFragments(sqlOf(read.file), this.model), parameters, signal);
  }
}
