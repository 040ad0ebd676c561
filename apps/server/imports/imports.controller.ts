import { Controller, Get, Inject, Query } from '@nestjs/common';
import { formerFactsRequest, formerImportsRequest } from '@mingxiao/contracts/imports';
import { formerFacts, formerImports, type FormerFact, type FormerImport } from '@mingxiao/projections/imports/imports.reads';
import type { Progress } from '../project/progress.js';
import { Reads } from '../query/reads.js';
import { PROGRESS } from '../tokens.js';

/** What an import must know of those before it: under which mapping, and which facts they left. */
@Controller('v1/imports')
export class ImportsController {
  constructor(
    private readonly reads: Reads,
    @Inject(PROGRESS) private readonly progress: Progress,
  ) {}

  @Get()
  async imports(@Query() query: unknown): Promise<{ rows: FormerImport[] }> {
    const { source } = formerImportsRequest.parse(query);
    await this.progress.caughtUp(AbortSignal.timeout(60_000));
    return { rows: await this.reads.all(formerImports, { source }) };
  }

  /** Facts of a source, in pages: the next page begins after the last row's `after`. */
  @Get('facts')
  async facts(@Query() query: unknown): Promise<{ rows: FormerFact[] }> {
    const { source, after, limit } = formerFactsRequest.parse(query);
    return { rows: await this.reads.all(formerFacts, { source, after, limit }) };
  }
}
