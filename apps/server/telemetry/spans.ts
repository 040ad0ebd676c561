/** What a span tells beside its name and its time. No case ids, no payloads, no addresses: traces leave the house. */
export type SpanAttributes = Readonly<Record<string, string | number>>;

/** Where work is told to whoever traces it. */
export type Spans = {
  /** Runs something within a span, which is a child of the one that is under way. */
  within<Value>(name: string, attributes: SpanAttributes, run: () => Promise<Value>): Promise<Value>;
  /** Sends what has not been sent yet. */
  close(): Promise<void>;
};

/** Nobody traces. */
export const noSpans: Spans = { within: (_name, _attributes, run) => run(), close: () => Promise.resolve() };
