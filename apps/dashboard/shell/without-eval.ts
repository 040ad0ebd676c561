import { config } from 'zod';

/**
 * The server's content security policy forbids compiling code from text, and schemas try that when they are built.
 * This file is imported before any schema, so that they do without.
 */
config({ jitless: true });
