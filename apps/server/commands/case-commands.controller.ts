import { Controller, Param, Post, Req, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { CommandAnswer } from '@mingxiao/contracts/commands';
import { caseCommand } from '@mingxiao/domain/commands/case-command';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { textOf } from '../http/bodies.js';
import { jsonOf } from '../http/json-of.js';
import { GiveCaseCommand } from './give-case-command.command.js';

const caseId = z.string().min(1).max(256);

@Controller('v1/cases/:id/commands')
export class CaseCommandsController {
  constructor(private readonly commands: CommandBus) {}

  /** 200 once it is in the figures, 202 while they are behind, 409 when the case or another command does not allow it. */
  @Post()
  async give(@Param('id') id: string, @Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<CommandAnswer> {
    const answer = await this.commands.execute(new GiveCaseCommand(caseId.parse(id), caseCommand.parse(jsonOf(textOf(request.body)))));
    reply.status(answer.status === 'applied' ? 200 : 202);
    return answer;
  }
}
