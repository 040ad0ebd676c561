import type { TopicInspection } from '@mingxiao/adapters/event-log-kafka/inspect-topic';
import type { KafkaConfiguration } from '@mingxiao/server/configuration/kafka-configuration';
import { skewMaxMilliseconds } from './check-clock.js';
import { fail, messageOf, ok, warn, type Finding } from './finding.js';

type Wanted = { readonly topic: string; readonly partitions: number; readonly config: Readonly<Record<string, string>> };

/** Whether the brokers answer, and whether the topic is what the platform relies on. */
export const checkKafka = async (kafka: KafkaConfiguration): Promise<Finding[]> => {
  const { inspectTopic } = await import('@mingxiao/adapters/event-log-kafka/inspect-topic');
  const { topicOf } = await import('@mingxiao/server/event-log/open-event-log');
  const wanted = await topicOf(kafka);
  try {
    const { brokers, topic } = await inspectTopic(kafka.connection, wanted.topic, Date.now() + skewMaxMilliseconds);
    const answering = ok('kafka', `${kafka.connection.brokers.join(', ')} answers for ${brokers} ${brokers === 1 ? 'broker' : 'brokers'}`);
    return [answering, ...(topic === null ? [noTopic(wanted.topic, kafka.createTopics)] : topicFindings(wanted, topic))];
  } catch (error) {
    return [fail('kafka', messageOf(error), 'look at MINGXIAO_KAFKA_BROKERS and, where they are needed, the …_TLS and …_SASL variables')];
  }
};

const noTopic = (topic: string, create: boolean): Finding =>
  create
    ? ok('topic', `${topic} is not there yet; the first start makes it`)
    : fail('topic', `there is no topic ${topic}`, 'make it as infra/kafka/topics.json says, or set MINGXIAO_KAFKA_CREATE_TOPICS=true');

/** Of a topic that is there. */
export const topicFindings = (wanted: Wanted, found: TopicInspection): Finding[] => [partitions(wanted, found), ...settings(wanted, found), ...election(wanted, found), copies(wanted.topic, found), brokerClock(found)];

const partitions = (wanted: Wanted, { partitions: count, records, leaderless }: TopicInspection): Finding => {
  const found = `${wanted.topic} has ${count} partitions and ${records} records`;
  if (count !== wanted.partitions) return fail('topic', `${found}, not ${wanted.partitions} partitions: keys would map elsewhere`, 'copy the log into a new topic (`mingxiao log copy`); never resize it');
  return leaderless === 0 ? ok('topic', found) : fail('topic', `${found}; ${leaderless} partitions have no leader`, 'start the brokers that are away');
};

/** What a topic must have for no fact to be lost: the rest of what topics.json says is advice. */
const indispensable = ['cleanup.policy', 'retention.ms', 'retention.bytes', 'message.timestamp.type'];

const settings = ({ topic, config }: Wanted, found: TopicInspection): Finding[] =>
  indispensable.flatMap((name) => {
    const wanted = config[name];
    const actual = found.config.get(name) ?? '(none)';
    return wanted === undefined || actual === wanted ? [] : [fail('topic settings', `${topic} has ${name}=${actual}, not ${wanted}`, 'set it as infra/kafka/topics.json says: facts could be lost')];
  });

const uncleanElection = 'unclean.leader.election.enable';

const election = ({ topic, config }: Wanted, found: TopicInspection): Finding[] =>
  config[uncleanElection] === 'false' && found.config.get(uncleanElection) === 'true'
    ? [warn('topic settings', `${topic} has ${uncleanElection}=true`, 'set it to false: a copy that lacks facts could become the leader, and they would be gone from all')]
    : [];

const copies = (topic: string, { copies: count, copiesInStep, config }: TopicInspection): Finding => {
  const least = Number(config.get('min.insync.replicas') ?? 1);
  const found = `${count} copies of each record, ${copiesInStep} in step, ${least} needed to take a record (min.insync.replicas)`;
  if (copiesInStep < least) return fail('copies', `${found}: events are refused`, 'start the brokers that are away');
  if (count < 2 || least < 2) return warn('copies', found, `one broker lost can lose facts: keep ${topic} in three copies with min.insync.replicas=2`);
  return copiesInStep < count ? warn('copies', found, 'a broker is away or behind; start it') : ok('copies', found);
};

const brokerClock = ({ aheadOfUs }: TopicInspection): Finding =>
  aheadOfUs === 0
    ? ok('broker clock', 'no record is stamped in our future')
    : warn('broker clock', `records of ${aheadOfUs} partitions are stamped more than ${skewMaxMilliseconds / 1_000} s in our future`, 'set the clocks of brokers and of this machine by the same time servers (NTP)');
