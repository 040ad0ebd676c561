// Ends with 0 when the process in this container wants to be asked: it serves, and what its roles need answers.
const port = process.env['MINGXIAO_PORT'] ?? '8080';
const answer = await fetch(`http://127.0.0.1:${port}/v1/health/ready`, { signal: AbortSignal.timeout(4_000) });
process.exitCode = answer.ok ? 0 : 1;
