/** What a span tells beside its name and its time. No case ids, no payloads, no addresses: traces leave the house. */
export type SpanAttributes = Readonly<Record<string, string | number>>;

/** A span that ends elsewhere than it began. */
export type OpenSpan = {
  /** Runs something as its child, and whatever that begins. */
  around<Value>(run: () => Value): Value;
  end(attributes: SpanAttributes, failed: boolean): void;
};

/** Where work is told to whoever traces it. */
export type Spans = {
  /** Runs something within a span, which is a child of the one that is under way. */
  within<Value>(name: string, attributes: SpanAttributes, run: () => Promise<Value>): Promise<Value>;
  begin(name: string, attributes: SpanAttributes): OpenSpan;
  /** Sends what has not been sent yet. */
  close(): Promise<void>;
};

/** Nobody traces. */
export const noSpans: Spans = {
  within: (_name, _attributes, run) => run(),
  begin: () => ({ around: (run) => run(), end: () => undefined }),
  close: () => Promise.resolve(),
};

/** The spans that are configured. What sends them is loaded only then. */
export const openSpans = async (tracesEndpoint: string | null): Promise<Spans> => {
  if (tracesEndpoint === null) return noSpans;
  const { tracedSpans } = await import('./traced-spans.js');
  return tracedSpans(tracesEndpoint);
};
