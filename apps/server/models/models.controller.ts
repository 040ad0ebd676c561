import { Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import type { Model, ModelList } from '@mingxiao/contracts/models';
import { z } from 'zod';
import { refuse } from '../http/problem.js';
import { ModelBuilds } from './model-builds.js';
import { ModelOverview } from './model-overview.js';

const modelName = z.string().min(1).max(64);

@Controller('v1/models')
export class ModelsController {
  constructor(
    private readonly overview: ModelOverview,
    private readonly builds: ModelBuilds,
  ) {}

  @Get()
  async list(): Promise<ModelList> {
    return { rows: await this.overview.all() };
  }

  @Get(':name')
  async one(@Param('name') name: string): Promise<Model> {
    const found = await this.overview.of(modelName.parse(name));
    if (found === null) throw refuse('not-found', `no read model is called ${JSON.stringify(name)}`);
    return found;
  }

  /** Ends the build of a model and drops what was written. */
  @Post(':name/cancel')
  @HttpCode(200)
  async cancel(@Param('name') name: string): Promise<Model> {
    if (!(await this.builds.cancel(modelName.parse(name)))) throw refuse('conflict', `no read model called ${JSON.stringify(name)} is being built`);
    return this.one(name);
  }
}
