import { readFile } from 'node:fs/promises';
import { Controller, Get, Param } from '@nestjs/common';
import { dashboardDefinition, type DashboardDefinition } from '@mingxiao/contracts/dashboards';
import { z } from 'zod';
import { refuse } from '../http/problem.js';
import { dashboardsFolder } from '../static/folders.js';

/** A plain name: it becomes part of a file's path. */
const dashboardId = z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/);

@Controller('v1/dashboards')
export class DashboardsController {
  @Get(':id')
  async dashboard(@Param('id') id: string): Promise<DashboardDefinition> {
    const file = new URL(`${dashboardId.parse(id)}.json`, dashboardsFolder);
    const text = await readFile(file, 'utf8').catch(() => null);
    if (text === null) throw refuse('not-found', `there is no dashboard ${id}`);
    return dashboardDefinition.parse(JSON.parse(text));
  }
}
