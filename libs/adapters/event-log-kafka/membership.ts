import { setTimeout as pause } from 'node:timers/promises';
import type { PartitionGroup } from '@mingxiao/ports/event-log/event-log';
import { AssignerProtocol } from 'kafkajs';
import type Cluster from 'kafkajs/src/cluster/index.js';
import type { Broker } from 'kafkajs/src/cluster/index.js';
import { messageOf, typeOf } from './connection.js';

/** A member that is silent for so long has lost its partitions; with these a killed one is replaced within 10 s. */
export const groupTiming = { sessionTimeout: 10_000, rebalanceTimeout: 15_000, heartbeatInterval: 2_000 };
const { sessionTimeout, rebalanceTimeout, heartbeatInterval } = groupTiming;
const pauseAfterFailure = 500;
/** Who shares a group must share out alike. */
export const protocolName = 'mingxiao-round-robin';

export type MembershipOptions = {
  readonly cluster: Cluster;
  readonly topic: string;
  readonly partitions: number;
  readonly group: PartitionGroup;
  /** Partitions are ours: deliver from these offsets. */
  readonly onBegin: (from: ReadonlyMap<number, number>) => void;
  /** Deliver nothing more; called before the group is asked to settle. */
  readonly onEnd: () => void;
  /** `isCurrent` may be true again. */
  readonly onHeard: () => void;
  readonly heard: (problem: string | null) => void;
};

type Member = { readonly coordinator: Broker; readonly generationId: number; readonly memberId: string };

/**
 * Holds a place in a consumer group and says which partitions are ours. kafkajs' own consumer joins the next round
 * without waiting for anybody; here the partitions are given up only after `onRevoked` has resolved.
 */
export class Membership {
  #member: Member | null = null;
  #memberId = '';
  #owned: readonly number[] = [];
  /** When the coordinator was asked what it answered last: the answer may lie unread while our process is stopped. */
  #heardAt = 0;

  constructor(private readonly options: MembershipOptions) {}

  /** False once the coordinator has not been heard for so long that others may have our partitions. */
  get isCurrent(): boolean {
    return performance.now() - this.#heardAt < sessionTimeout;
  }

  /** Joins, and joins again after every change and failure, until the signal aborts; then leaves. */
  async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      try {
        this.#member = await this.#join();
        await this.#begin();
        this.options.heard(null);
        await this.#stay(signal);
      } catch (error) {
        if (needsNewName(error)) this.#memberId = '';
        this.options.heard(`group ${this.options.group.name}: ${messageOf(error)}`);
        await pause(pauseAfterFailure, undefined, { signal }).catch(() => undefined);
      }
      await this.#end();
    }
    await this.#leave();
  }

  async #join(): Promise<Member> {
    const { cluster, group } = this.options;
    const coordinator = await cluster.findGroupCoordinator({ groupId: group.name });
    const joined = await coordinator.joinGroup({
      groupId: group.name,
      sessionTimeout,
      rebalanceTimeout,
      memberId: this.#memberId,
      groupProtocols: [{ name: protocolName, metadata: AssignerProtocol.MemberMetadata.encode({ version: 0, topics: [this.options.topic], userData: Buffer.alloc(0) }) }],
    });
    this.#memberId = joined.memberId;
    const isLeader = joined.leaderId === joined.memberId;
    const askedAt = performance.now();
    const { memberAssignment } = await coordinator.syncGroup({
      groupId: group.name,
      generationId: joined.generationId,
      memberId: joined.memberId,
      groupAssignment: isLeader ? this.#shareOut(joined.members.map(({ memberId }) => memberId).sort()) : [],
    });
    this.#heardAt = askedAt;
    this.#owned = AssignerProtocol.MemberAssignment.decode(memberAssignment)?.assignment[this.options.topic] ?? [];
    return { coordinator, generationId: joined.generationId, memberId: joined.memberId };
  }

  #shareOut(members: readonly string[]): { readonly memberId: string; readonly memberAssignment: Buffer }[] {
    const { topic, partitions } = this.options;
    return members.map((memberId, index) => {
      const own = Array.from({ length: partitions }, (_, partition) => partition).filter((partition) => partition % members.length === index);
      return { memberId, memberAssignment: AssignerProtocol.MemberAssignment.encode({ version: 0, assignment: { [topic]: own }, userData: Buffer.alloc(0) }) };
    });
  }

  async #begin(): Promise<void> {
    const from = this.#owned.length === 0 ? new Map<number, number>() : await this.#beating(this.options.group.onAssigned(this.#owned));
    if (!this.isCurrent) throw new Error('it was not heard while partitions were taken');
    this.options.onBegin(from);
  }

  /** Resolves when the group is about to change; rejects when we have been put out of it. */
  async #stay(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      await pause(heartbeatInterval, undefined, { signal }).catch(() => undefined);
      if (!signal.aborted && (await this.#beat()) === 'changing') return;
    }
  }

  async #beat(): Promise<'steady' | 'changing'> {
    if (this.#member === null) return 'changing';
    const { coordinator, generationId, memberId } = this.#member;
    const askedAt = performance.now();
    try {
      await coordinator.heartbeat({ groupId: this.options.group.name, groupGenerationId: generationId, memberId });
      this.#hear(askedAt);
      return 'steady';
    } catch (error) {
      // Others may have our partitions already.
      if (needsNewName(error)) this.#heardAt = -Infinity;
      if (typeOf(error) !== 'REBALANCE_IN_PROGRESS') throw error;
      this.#hear(askedAt);
      return 'changing';
    }
  }

  #hear(askedAt: number): void {
    this.#heardAt = askedAt;
    this.options.onHeard();
  }

  /** Keeps our place while somebody else's work is under way. */
  async #beating<Value>(work: Promise<Value>): Promise<Value> {
    const beat = setInterval(() => void this.#beat().catch(() => undefined), heartbeatInterval);
    try {
      return await work;
    } finally {
      clearInterval(beat);
    }
  }

  async #end(): Promise<void> {
    this.options.onEnd();
    const owned = this.#owned;
    this.#owned = [];
    if (owned.length === 0) return;
    await this.#beating(this.options.group.onRevoked(owned)).catch((error: unknown) => this.options.heard(`group ${this.options.group.name}: ${messageOf(error)}`));
  }

  /** The others need not wait until we are missed. */
  async #leave(): Promise<void> {
    if (this.#member === null) return;
    const { coordinator, memberId } = this.#member;
    await coordinator.leaveGroup({ groupId: this.options.group.name, memberId }).catch(() => undefined);
  }
}

const needsNewName = (error: unknown): boolean => ['UNKNOWN_MEMBER_ID', 'ILLEGAL_GENERATION', 'FENCED_INSTANCE_ID'].includes(typeOf(error));
