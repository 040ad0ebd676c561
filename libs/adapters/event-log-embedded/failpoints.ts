export type Failpoint =
  | 'before-write'
  | 'after-write'
  | 'after-sync'
  | 'after-index'
  | 'before-acknowledge'
  | 'segment-rolled';

/** Called at the named points of a commit, so that a test can stop or kill the process exactly there. */
export type Failpoints = { reach(name: Failpoint): void | Promise<void> };
