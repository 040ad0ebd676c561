import { randomUUID } from 'node:crypto';
import { reconciliation, type Reconciliation } from '@mingxiao/contracts/reconciliation';
import { roles, type Role } from '@mingxiao/server/configuration/configuration';
import { startMember, type Member } from './member.js';

/** Several processes on one Kafka and one ClickHouse endpoint. */
export type City = {
  readonly environment: Readonly<Record<string, string>>;
  readonly members: readonly Member[];
  /** The processes that have a role. */
  having(role: Role): readonly Member[];
  stop(): Promise<void>;
};

/** Every role in two processes of its own. */
export const eightProcesses: readonly (readonly Role[])[] = roles.flatMap((role) => [[role], [role]]);

/** A topic and a database that no other city has. */
export const placeOf = (brokers: readonly string[], clickhouse: string, copies = 1): Readonly<Record<string, string>> => {
  const name = `city_${randomUUID().replaceAll('-', '')}`;
  return {
    MINGXIAO_KAFKA_BROKERS: brokers.join(),
    MINGXIAO_KAFKA_TOPIC: name,
    MINGXIAO_KAFKA_CREATE_TOPICS: 'true',
    MINGXIAO_KAFKA_REPLICATION: String(copies),
    MINGXIAO_CLICKHOUSE_URL: clickhouse,
    MINGXIAO_CLICKHOUSE_DATABASE: name,
  };
};

/** Starts one process per entry, the first of them alone: it makes topic and tables, which the others find. */
export const startCity = async (environment: Readonly<Record<string, string>>, processes: readonly (readonly Role[])[] = eightProcesses): Promise<City> => {
  const members: Member[] = [];
  const stop = async () => {
    await Promise.all(members.map((member) => member.end()));
  };
  try {
    const [first, ...others] = processes;
    if (first !== undefined) members.push(await startMember(first, environment));
    members.push(...(await Promise.all(others.map((own) => startMember(own, environment)))));
  } catch (error) {
    await stop();
    throw error;
  }
  return { environment, members, having: (role) => members.filter((member) => member.roles.includes(role)), stop };
};

/** Waits until everything the log holds now is in the rows, and compares log and store record by record. */
export const balanceOf = async (city: City): Promise<Reconciliation> => {
  const response = await fetch(`${urlOf(city, 'query')}/v1/reconciliation`);
  if (!response.ok) throw new Error(`${response.status}: ${await response.text()}`);
  return reconciliation.parse(await response.json());
};

/** The address of the first process with a role. */
export const urlOf = (city: City, role: Role): string => {
  const [member] = city.having(role);
  if (member === undefined) throw new Error(`nobody has the role ${role}`);
  return member.url();
};
