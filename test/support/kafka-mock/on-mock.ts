import { describeWith } from '@mingxiao/testing/requirements/describe-with';
import { lacksLibrdkafka } from '@mingxiao/testing/requirements/requirements';
import { afterAll, beforeAll } from 'vitest';
import { startKafkaMock, type KafkaMock } from './kafka-mock.js';
import { openLogOnMock, type LogOnMock } from './log-on-mock.js';

export type OnMock = { readonly mock: () => KafkaMock; readonly withLog: (use: (opened: LogOnMock) => Promise<void>) => Promise<void> };

/** A suite with a mock cluster of its own, in which every test opens a log on a topic of its own. */
export const onMock = (name: string, brokers: number, suite: (given: OnMock) => void): void =>
  describeWith(lacksLibrdkafka(), name, () => {
    let mock: KafkaMock;
    beforeAll(async () => {
      mock = await startKafkaMock(brokers);
    });
    afterAll(() => mock.stop());
    const withLog: OnMock['withLog'] = async (use) => {
      const opened = await openLogOnMock(mock);
      try {
        await use(opened);
      } finally {
        await opened.log.close();
      }
    };
    suite({ mock: () => mock, withLog });
  });
