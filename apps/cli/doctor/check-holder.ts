import { health, type Health } from '@mingxiao/contracts/health';
import { readAnnouncement, type Announcement } from '@mingxiao/server/serving/announcement';
import { Api } from '../connection/api.js';
import { fail, ok, warn, type Finding } from './finding.js';

/** The server that holds a folder, as it says itself; null where none answers. */
export type Holder = { readonly note: Announcement; readonly state: Health };

export const findHolder = async (folder: string): Promise<Holder | null> => {
  const note = await readAnnouncement(folder).catch(() => null);
  if (note === null) return null;
  const state = await new Api(note.url).get('/v1/health', health).catch(() => null);
  return state?.instance === note.instance ? { note, state } : null;
};

/** Who holds the folder, and how that server is. */
export const checkHolder = async (folder: string, holder: Holder | null): Promise<Finding[]> => {
  if (holder === null) return [await nobody(folder)];
  const { note, state } = holder;
  return [ok('server', `${note.url} (process ${note.pid}) holds the folder`), statusOf(state), ...reconciliationOf(state), ...waitingFor(state)];
};

const nobody = async (folder: string): Promise<Finding> => {
  const note = await readAnnouncement(folder).catch(() => null);
  if (note === null) return ok('server', 'none holds the folder');
  return warn('server', `the note of ${note.url} (process ${note.pid}) lies in the folder, and nothing answers there`, 'if that process was killed, the next start replaces the note; if it hangs, end it first');
};

const statusOf = ({ status, problems, cases, log }: Health): Finding => {
  const held = `${log.end.reduce((sum, end) => sum + end, 0)} records in ${log.partitions} partitions (${log.kind})`;
  if (status === 'failing') return fail('state', `${held}; ${problems.join('; ')}`, 'the log of the server says more; what is acknowledged is safe meanwhile');
  if (status === 'behind') return warn('state', `${held}, ${cases.lag} not in the figures yet`, 'wait: figures catch up by themselves');
  return ok('state', `${held}, ${cases.lag} not in the figures yet`);
};

const reconciliationOf = ({ reconciliation }: Health): Finding[] => {
  if (reconciliation === null || reconciliation === undefined) return [];
  const { ok: isOk, at, problems } = reconciliation;
  return [isOk ? ok('reconciliation', `log and store agreed at ${at}`) : fail('reconciliation', `log and store disagreed at ${at}: ${problems.join('; ')}`, '`mingxiao reconcile` shows where; unless the log has lost records, `mingxiao rebuild --from-log` makes the store anew')];
};

const waitingFor = ({ parked }: Health): Finding[] => (parked === 0 ? [] : [warn('parked', `${parked} events were not understood`, '`mingxiao parked` lists them, `mingxiao replay` sends one again')]);
