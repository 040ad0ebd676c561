/** A JSON value as it goes over the wire. */
export type JsonValue = string | number | boolean | null | readonly JsonValue[] | { readonly [key: string]: JsonValue };
export type JsonObject = { readonly [key: string]: JsonValue };

/** A CloudEvents 1.0 event in its JSON form (domain guide §4). `historical` marks facts of the past. */
export type CloudEventJson = {
  readonly specversion: '1.0';
  readonly id: string;
  readonly source: string;
  readonly type: string;
  readonly subject: string;
  /** ISO 8601 with the offset that the source states. */
  readonly time: string;
  readonly historical?: true;
  readonly data: JsonObject;
};
