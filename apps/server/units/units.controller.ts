import { Controller, Get, Inject } from '@nestjs/common';
import type { UnitList } from '@mingxiao/contracts/units';
import type { Clock } from '@mingxiao/ports/clock/clock';
import { References } from '../project/references.js';
import { localized } from '../query/labels.js';
import { CLOCK } from '../tokens.js';

@Controller('v1/units')
export class UnitsController {
  constructor(
    private readonly references: References,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** The organisation as it stands now, in official order. */
  @Get()
  async units(): Promise<UnitList> {
    const { reference } = await this.references.current();
    const rows = reference.unitsAt(this.clock.now()).map(({ unit, type, parent, name, sortNo }) => ({ unit, type, parent, name: localized(name, unit), sortNo }));
    return { rows };
  }
}
