import { readFileSync } from 'node:fs';

/** Seconds since a `performance.now()`. */
export const seconds = (begun) => (performance.now() - begun) / 1000;

export const report = (what, value, unit) => {
  const shown = value >= 100 ? Math.round(value).toLocaleString('en') : value.toFixed(1);
  process.stdout.write(`${what.padEnd(42)} ${shown.padStart(14)} ${unit}\n`);
};

/**
 * Highest memory since the call, sampled twice a second, in bytes: `resident` is everything, `own` leaves out the pages of
 * mapped files (libraries, the identity index), which the system takes back when it needs them. Linux only.
 */
export const peakMemory = () => {
  const peak = { resident: 0, own: 0 };
  const sample = () => {
    const status = readFileSync('/proc/self/status', 'utf8');
    const bytes = (name) => Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(status)?.[1] ?? 0) * 1024;
    peak.resident = Math.max(peak.resident, bytes('VmRSS'));
    peak.own = Math.max(peak.own, bytes('RssAnon'));
  };
  setInterval(sample, 500).unref();
  return { peak: () => (sample(), peak) };
};
