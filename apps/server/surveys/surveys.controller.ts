import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { surveysRequest, surveyWaveRequest, type SurveyList, type SurveyWave } from '@mingxiao/contracts/surveys';
import { startOfLocalDay } from '@mingxiao/domain/calendar/zone';
import { z } from 'zod';
import type { Configuration } from '../configuration/configuration.js';
import { refuse } from '../http/problem.js';
import { labellerOf } from '../query/labeller.js';
import { endOf } from '../query/period.js';
import { CONFIGURATION } from '../tokens.js';
import { toSurveyList, toSurveyWave } from './survey-answers.js';
import { SurveysOf } from './surveys-of.js';

const waveId = z.string().min(1).max(256);

@Controller('v1/surveys')
export class SurveysController {
  constructor(
    private readonly surveys: SurveysOf,
    @Inject(CONFIGURATION) private readonly configuration: Configuration,
  ) {}

  @Get()
  async list(@Query() query: unknown): Promise<SurveyList> {
    const request = surveysRequest.parse(query);
    const { timeZone } = this.configuration;
    const { from, to } = request;
    const began = { from: from === undefined ? undefined : startOfLocalDay(timeZone, from), to: to === undefined ? undefined : endOf(timeZone, { to }) };
    return toSurveyList(await this.surveys.known(request, began), timeZone, request);
  }

  @Get(':wave')
  async wave(@Param('wave') id: string, @Query() query: unknown): Promise<SurveyWave> {
    const wave = waveId.parse(id);
    const known = await this.surveys.known(surveyWaveRequest.parse(query), { wave });
    const answer = toSurveyWave(known, this.configuration.timeZone, wave, labellerOf(known.reference, 'department', known.at));
    if (answer === null) throw refuse('not-found', `there is no survey wave ${JSON.stringify(wave)}; GET /v1/surveys lists them`);
    return answer;
  }
}
