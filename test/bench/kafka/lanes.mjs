/** Groups of so many, in order. */
export const groupsOf = (all, size) => Array.from({ length: Math.ceil(all.length / size) }, (_, index) => all.slice(index * size, (index + 1) * size));

/** Does the work for each, so many at once, in order. */
export const eachInLanes = async (all, lanes, work) => {
  const queue = [...all].reverse();
  const inLane = async (lane) => {
    for (let next = queue.pop(); next !== undefined; next = queue.pop()) await work(next, lane);
  };
  await Promise.all(Array.from({ length: lanes }, (_, lane) => inLane(lane)));
};
