import { Global, Module } from '@nestjs/common';
import { KnownPositions } from './known-positions.js';
import { ModelBuilds } from './model-builds.js';
import { ModelOverview } from './model-overview.js';
import { ModelRegistry } from './model-registry.js';
import { ModelShelf } from './model-shelf.js';
import { ModelStore } from './model-store.js';
import { ModelsController } from './models.controller.js';
import { PresentModels } from './present-models.js';
import { ReadModels } from './read-models.js';

/** Read models beside the live one; every answer with figures chooses through it. */
@Global()
@Module({
  controllers: [ModelsController],
  providers: [KnownPositions, ModelBuilds, ModelOverview, ModelRegistry, ModelShelf, ModelStore, PresentModels, ReadModels],
  exports: [KnownPositions, ModelBuilds, ModelOverview, ModelRegistry, ModelShelf, ModelStore, ReadModels],
})
export class ModelsModule {}
