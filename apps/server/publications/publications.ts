import { Injectable } from '@nestjs/common';
import type { Publication } from '@mingxiao/domain/publications/publication';
import { readPublications } from '@mingxiao/domain/publications/publication';
import { refuse } from '../http/problem.js';
import { References } from '../project/references.js';

/** The publications that the log tells of. */
@Injectable()
export class Publications {
  constructor(private readonly references: References) {}

  async all(): Promise<readonly Publication[]> {
    return readPublications((await this.references.current()).facts);
  }

  async find(id: string): Promise<Publication | null> {
    return (await this.all()).find((one) => one.id === id) ?? null;
  }

  /** Throws a problem where there is none of that id. */
  async named(id: string): Promise<Publication> {
    const found = await this.find(id);
    if (found === null) throw refuse('not-found', `there is no publication ${JSON.stringify(id)}; GET /v1/publications lists them`);
    return found;
  }
}
