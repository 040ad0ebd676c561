import { Query } from '@nestjs/cqrs';
import type { ParkedEvents } from '@mingxiao/contracts/events';

export class ListParkedEventsQuery extends Query<ParkedEvents> {
  constructor(readonly page: { readonly limit: number; readonly offset: number }) {
    super();
  }
}
