import { Global, Module } from '@nestjs/common';
import { Door } from './door.js';

/** The door alone: whatever a process appends, from outside or of its own, passes it. */
@Global()
@Module({ providers: [Door], exports: [Door] })
export class DoorModule {}
