import { Module } from '@nestjs/common';
import { ModelSwitch } from './model-switch.js';
import { RebuildController } from './rebuild.controller.js';
import { RebuildTurn } from './rebuild-turn.js';
import { Rebuilds } from './rebuilds.js';

@Module({ controllers: [RebuildController], providers: [Rebuilds, RebuildTurn, ModelSwitch], exports: [Rebuilds] })
export class RebuildModule {}
