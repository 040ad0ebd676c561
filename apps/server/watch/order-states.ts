/** Which supervision orders there are, as the case table has them. */
export class OrderStates {
  private readonly statuses: ReadonlyMap<string, string>;

  constructor(rows: readonly { readonly case_id: string; readonly status: string }[]) {
    this.statuses = new Map(rows.map(({ case_id, status }) => [case_id, status]));
  }

  exists(orderId: string): boolean {
    return this.statuses.has(orderId);
  }

  isOpen(orderId: string): boolean {
    const status = this.statuses.get(orderId);
    return status !== undefined && status !== 'finished';
  }
}
