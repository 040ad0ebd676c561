/** Seconds since a `performance.now()`. */
export const seconds = (begun) => (performance.now() - begun) / 1000;

export const report = (what, value, unit) => {
  const shown = value >= 100 ? Math.round(value).toLocaleString('en') : value.toFixed(1);
  process.stdout.write(`${what.padEnd(42)} ${shown.padStart(14)} ${unit}\n`);
};

/** Highest resident memory since the call, sampled twice a second. */
export const peakMemory = () => {
  let peak = 0;
  const sample = () => (peak = Math.max(peak, process.memoryUsage.rss()));
  setInterval(sample, 500).unref();
  return { peak: () => (sample(), peak) };
};
