import { Query } from '@nestjs/cqrs';
import type { Health } from '@mingxiao/contracts/health';

export class GetHealthQuery extends Query<Health> {}
