// Ends with 0 when the process in this container answers and none of its parts fails; a backlog is no failure.
const port = process.env['MINGXIAO_PORT'] ?? '8080';
const answer = await fetch(`http://127.0.0.1:${port}/v1/health`, { signal: AbortSignal.timeout(4_000) });
const { status } = await answer.json();
process.exitCode = answer.ok && status !== 'failing' ? 0 : 1;
